package fr.dmp.portal;

import static org.assertj.core.api.Assertions.assertThat;

import fr.dmp.Calls;
import fr.dmp.SandboxTest;
import fr.dmp.claims.Holders;
import fr.dmp.identity.InsuredDirectory;
import fr.dmp.identity.InsuredPerson;
import fr.dmp.identity.Representatives;
import fr.dmp.signin.HolderSession.Scope;
import fr.dmp.signin.HolderTokens;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A parent changes over to a child's record and back; what isn't theirs stays out of reach, and no form lands elsewhere. */
@SandboxTest
class RepresentationPagesTest {

    private static final String ALLERGIES = "/informations/allergies/ajouter";

    @LocalServerPort
    private int port;

    @Autowired
    private ApplicationContext program;

    @Autowired
    private InsuredDirectory directory;

    @Autowired
    private Representatives representatives;

    @Autowired
    private JdbcClient jdbc;

    private InsuredPerson parent;
    private InsuredPerson child;
    private UUID own;
    private UUID childs;
    private Visitor visitor;

    @BeforeEach
    void declared() {
        parent = Holders.insured(directory, Holders.nir());
        child = Holders.insured(directory, Holders.nir());
        own = Holders.open(jdbc, parent);
        childs = Holders.open(jdbc, child);
        HolderTokens.of(program, childs, child.id(), Scope.FULL);
        representatives.declare(child.id(), parent.id(), Representatives.Kind.PARENT, LocalDate.of(2020, 1, 1));
        visitor = new Visitor(port);
        visitor.keep("__Host-holder", HolderTokens.of(program, own, parent.id(), Scope.FULL));
    }

    private void changeOver() {
        visitor.get("/representation").submit("/representation", Map.of());
        assertThat(visitor.location()).isEqualTo("/dossier");
    }

    @Test
    void everyPageThenWorksOnTheOthersRecord() {
        visitor.get(ALLERGIES).submit(ALLERGIES, Map.of("allergie", "Latex"));
        assertThat(visitor.get("/dossier").page().select("main a[href=/representation]"))
                .hasSize(1);
        changeOver();
        Document home = visitor.follow().page();
        assertThat(home.select(".acting p").text()).isEqualTo("Vous agissez pour Camille D'ESSAI & FILS.");
        assertThat(home.select("h1").text()).isEqualTo("Dossier de Camille D'ESSAI & FILS");
        // A browser keeps titles, on a computer that others may use.
        assertThat(home.title())
                .startsWith("Dossier de la personne pour qui vous agissez")
                .doesNotContain("ESSAI");
        assertThat(home.select("nav a[href=/mot-de-passe], nav a[href=/compte]"))
                .isEmpty();
        for (String path : List.of(
                "/dossier",
                "/historique",
                "/documents",
                "/acces",
                "/informations",
                "/journal",
                "/avis",
                "/aide",
                "/",
                "/representation")) {
            assertThat(visitor.get(path).status()).as(path).isEqualTo(200);
            assertThat(visitor.page().select(".acting")).as(path).hasSize(1);
            assertThat(visitor.text()).doesNotContain("Latex");
        }
        visitor.get(ALLERGIES).submit(ALLERGIES, Map.of("allergie", "Arachide"));
        Document page = visitor.get("/informations").page();
        assertThat(page.select("#allergies .what").text()).isEqualTo("Arachide");
        assertThat(page.select("#allergies").text())
                .contains("Écrit par Camille D'ESSAI & FILS, qui représente le titulaire");
        assertThat(actors(childs)).containsOnly("REPRESENTATIVE " + own + " " + childs);
        assertThat(visitor.get("/journal").page().select("h1").text())
                .isEqualTo("Qui a consulté le dossier de Camille D'ESSAI & FILS");
        assertThat(visitor.page().select(".log > li").first().text())
                .startsWith("Camille D'ESSAI & FILS, qui représente le titulaire");

        visitor.submit("/representation/retour", Map.of());
        assertThat(visitor.follow().page().select(".acting")).isEmpty();
        assertThat(visitor.get("/informations")
                        .page()
                        .select("#allergies .what")
                        .text())
                .isEqualTo("Latex");
    }

    /** The API has a header of its own for that; what was chosen on the pages changes nothing there. */
    @Test
    void theChoiceIsThePagesAlone() {
        changeOver();
        assertThat(new Calls(port)
                        .bearer(visitor.cookie("__Host-holder"))
                        .get("/api/record")
                        .json()
                        .get("record")
                        .asText())
                .isEqualTo(own.toString());
    }

    @Test
    void theChoiceStandsInNoAddress() {
        changeOver();
        for (String path : List.of("/dossier", "/informations", "/representation")) {
            assertThat(visitor.get(path).page().select("[href], [action], [src]"))
                    .allSatisfy(
                            element -> assertThat(element.attr("href") + element.attr("action") + element.attr("src"))
                                    .doesNotContain(childs.toString(), own.toString()));
        }
    }

    /** Another window still shows a form of the own record: sent now, it would be done to the child's. */
    @Test
    void aFormOfBeforeIsRefused() {
        Map<String, String> before = visitor.get(ALLERGIES).filled(ALLERGIES, Map.of("allergie", "Latex"));
        changeOver();
        assertThat(visitor.post(ALLERGIES, before).status()).isEqualTo(403);
        Map<String, String> acting = visitor.get(ALLERGIES).filled(ALLERGIES, Map.of("allergie", "Arachide"));
        visitor.submit("/representation/retour", Map.of());
        assertThat(visitor.post(ALLERGIES, acting).status()).isEqualTo(403);
        assertThat(visitor.get("/informations").page().select("main .what")).isEmpty();
    }

    /** What was meant for the child isn't done to the parent. */
    @Test
    void itEndsWithTheRepresentation() {
        changeOver();
        Map<String, String> form = visitor.get(ALLERGIES).filled(ALLERGIES, Map.of("allergie", "Arachide"));
        jdbc.sql("update dmp.representative set until = current_date - 1 where person = ?")
                .param(child.id())
                .update();
        assertThat(visitor.post(ALLERGIES, form).location()).isEqualTo("/representation?fin");
        Document page = visitor.follow().page();
        assertThat(page.text()).contains("Vous n’agissez plus pour cette personne", "n’a pas été fait");
        assertThat(page.select("main form, .acting")).isEmpty();
        assertThat(visitor.post(ALLERGIES, form).status()).as("sent again").isEqualTo(403);
        assertThat(visitor.get("/informations").page().select("main .what")).isEmpty();
        assertThat(jdbc.sql("select count(*) from dmp.record_entry where record = ?")
                        .param(childs)
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void nobodyElsesRecordIsChosen() {
        InsuredPerson someone = Holders.insured(directory, Holders.nir());
        UUID stranger = Holders.open(jdbc, someone);
        HolderTokens.of(program, stranger, someone.id(), Scope.FULL);
        Document page = visitor.get("/representation").page();
        assertThat(page.select("input[name=dossier]").eachAttr("value")).containsExactly(childs.toString());
        for (String chosen : List.of(stranger.toString(), UUID.randomUUID().toString(), "x", "")) {
            visitor.get("/representation").submit("/representation", Map.of("dossier", chosen));
            assertThat(visitor.status()).as(chosen).isEqualTo(404);
        }
        assertThat(visitor.get("/dossier").page().select(".acting")).isEmpty();
        Map<String, String> forged =
                new HashMap<>(visitor.get("/representation").filled("/representation", Map.of()));
        forged.put("_csrf", "forged");
        assertThat(visitor.post("/representation", forged).status()).isEqualTo(403);
    }

    /** The child represents nobody, and the parent's password is not the child's to change. */
    @Test
    void anAccountStaysItsHolders() {
        changeOver();
        for (String page :
                List.of("/mot-de-passe", "/compte", "/compte/coordonnees", "/compte/connexions", "/compte/cles")) {
            assertThat(visitor.get(page).status()).as(page).isEqualTo(404);
        }
        String proof = visitor.get("/dossier").page().select("[name=_csrf]").attr("value");
        Map<String, String> change = Map.of(
                "_csrf", proof, "actuel", "x", "nouveau", Newcomer.OWN_PASSWORD, "encore", Newcomer.OWN_PASSWORD);
        assertThat(visitor.post("/mot-de-passe", change).status()).isEqualTo(404);
        String token = visitor.cookie("__Host-holder");
        visitor.get("/dossier").submit("/deconnexion", Map.of());
        assertThat(visitor.location()).isEqualTo("/connexion?au-revoir");
        visitor.keep("__Host-holder", token);
        assertThat(visitor.get("/dossier").location()).isEqualTo("/connexion?fin");
    }

    @Test
    void ofAClosedRecordNothingIsSeenAndTheWayBackIsOpen() {
        changeOver();
        jdbc.sql("update dmp.record set status = 'CLOSED' where id = ?")
                .param(childs)
                .update();
        assertThat(visitor.get("/informations").status()).isEqualTo(403);
        visitor.get("/representation").submit("/representation/retour", Map.of());
        assertThat(visitor.get("/informations").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/representation", "/representation?fin"})
    void withoutASessionThereIsNothing(String path) {
        assertThat(new Visitor(port).get(path).location()).isEqualTo("/connexion");
    }

    private List<String> actors(UUID record) {
        return jdbc.sql(
                        "select actor_kind || ' ' || actor || ' ' || coalesce(on_behalf_of::text, '') from dmp.audit_entry where record = ?")
                .param(record)
                .query(String.class)
                .list();
    }
}
