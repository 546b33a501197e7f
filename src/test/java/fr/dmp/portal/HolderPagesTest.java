package fr.dmp.portal;

import static org.assertj.core.api.Assertions.assertThat;

import fr.dmp.SandboxTest;
import fr.dmp.identity.InsuredDirectory;
import fr.dmp.journey.Messages;
import fr.dmp.record.SomePeople;
import fr.dmp.record.SomePeople.Someone;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What a holder meets from the first code to signing out, over HTTP as a browser without scripts does it. */
@SandboxTest
class HolderPagesTest {

    private static final Pattern CODE = Pattern.compile("DMP : (\\d{6}) est");
    private static final Pattern PASSWORD = Pattern.compile("mot de passe initial (\\S+)");
    private static final String OWN_PASSWORD = "cheval agrafe correcte batterie";
    private static final List<String> PAGES = List.of("/dossier", "/historique", "/avis", "/mot-de-passe");

    @LocalServerPort
    private int port;

    @Autowired
    private InsuredDirectory directory;

    @Autowired
    private JdbcClient jdbc;

    private Someone someone;
    private Messages messages;
    private Visitor visitor;
    private String identifier;
    private String initial;

    @BeforeEach
    void someoneOpensTheirRecord() {
        someone = SomePeople.anyone().delivered(directory);
        messages = new Messages(port, someone.mobile());
        visitor = new Visitor(port);
        visitor.get("/creation")
                .submit(
                        "/creation",
                        Map.of(
                                "nir", someone.nir().value(),
                                "serie", someone.serial(),
                                "nom", "N'Guyen Dupont",
                                "prenoms", "Marie Elie",
                                "naissance", "17/01/1960"))
                .submit("/creation", Map.of("mobile", someone.mobile()))
                .submit("/creation", Map.of("accord", "oui"));
        assertThat(visitor.location()).isEqualTo("/creation/code");
        visitor.follow().submit("/creation/code", Map.of("code", messages.next(CODE)));
        identifier = visitor.follow().page().select(".secret").text();
        initial = messages.next(PASSWORD);
    }

    @Test
    void untilThePasswordIsOnesOwnThereIsNoOtherPage() {
        signIn(initial);
        assertThat(visitor.location()).isEqualTo("/mot-de-passe");
        for (String page : List.of("/dossier", "/historique", "/avis")) {
            assertThat(visitor.get(page).location()).as(page).isEqualTo("/mot-de-passe");
        }
        assertThat(visitor.get("/mot-de-passe").page().select("nav.nav")).isEmpty();
    }

    @Test
    void theSessionsCookieIsNewAndWellKept() {
        visitor.keep("__Host-holder", "A".repeat(43));
        signIn(initial);
        assertThat(visitor.setCookies())
                .anySatisfy(cookie -> assertThat(cookie)
                        .startsWith("__Host-holder=")
                        .contains("Path=/", "Secure", "HttpOnly", "SameSite=Strict")
                        .doesNotContain("Max-Age", "Domain", "A".repeat(43)))
                .anySatisfy(cookie ->
                        assertThat(cookie).startsWith("__Host-challenge=;").contains("Max-Age=0"));
    }

    @Test
    void thePagesShowTheRecordAndAreKeptNowhere() {
        signIn(initial);
        choose(initial, OWN_PASSWORD);
        assertThat(visitor.follow().text()).contains("Mon dossier", "Par vous, en ligne", "Autorisé", "Derniers avis");
        for (String page : PAGES) {
            assertThat(visitor.get(page).status()).as(page).isEqualTo(200);
            assertThat(visitor.header("Cache-Control")).as(page).contains("no-store");
            assertThat(visitor.page().select("script, style, [style]")).as(page).isEmpty();
            assertThat(visitor.text()).as(page).doesNotContain(someone.nir().value(), "N'GUYEN", someone.mobile());
        }
        assertThat(visitor.get("/avis").text()).contains("Mot de passe changé", "Code de connexion");
    }

    @Test
    void everyReadingIsTraced() {
        signIn(initial);
        choose(initial, OWN_PASSWORD);
        PAGES.forEach(visitor::get);
        assertThat(acts()).contains("READ_RECORD", "READ_NOTICES", "READ_CARE_HISTORY");
    }

    @Test
    void theHistoryExplainsWhatItCannotShow() {
        signIn(initial);
        choose(initial, OWN_PASSWORD);
        assertThat(visitor.get("/historique").text()).contains("Rien n’est arrivé pour l’instant");
        OpenPagesTest.faultsLeadTo(visitor.get("/historique?du=demain").page(), "du");
        assertThat(visitor.status()).isEqualTo(422);
        OpenPagesTest.faultsLeadTo(
                visitor.get("/historique?du=2026-05-02&au=2026-05-01").page(), "au");
        assertThat(visitor.get("/historique?suite=made-up").status()).isBetween(400, 499);
        assertThat(visitor.page().select("#faults")).isNotEmpty();
        assertThat(visitor.get("/historique?section=nothing").status()).isEqualTo(200);
    }

    @Test
    void aPasswordThatWontDoIsSentBackToItsField() {
        signIn(initial);
        visitor.follow();
        OpenPagesTest.faultsLeadTo(
                visitor.submit("/mot-de-passe", Map.of("actuel", initial, "nouveau", "court", "encore", "court"))
                        .page(),
                "nouveau");
        assertThat(visitor.page().select("input[type=password]")).hasSize(3).allSatisfy(field -> assertThat(field.val())
                .isEmpty());
        OpenPagesTest.faultsLeadTo(
                visitor.submit("/mot-de-passe", Map.of("actuel", initial, "nouveau", OWN_PASSWORD, "encore", "x"))
                        .page(),
                "encore");
    }

    /** The page says the same, whether or not there is anyone behind the identifier. */
    @Test
    void theFirstStepTellsNothing() {
        String right = codePage(identifier, initial);
        String wrong = codePage(identifier, "not the password");
        String nobody = codePage("0000000000", "not the password");
        assertThat(wrong).isEqualTo(right);
        assertThat(nobody).isEqualTo(right);
    }

    @Test
    void aWrongCodeKeepsThePage() {
        codePage(identifier, "not the password");
        visitor.submit("/connexion/code", Map.of("code", "000000"));
        assertThat(visitor.status()).isEqualTo(401);
        assertThat(visitor.page().select("#faults")).isNotEmpty();
        assertThat(visitor.page().select("#code").attr("value")).isEmpty();
        assertThat(visitor.cookie("__Host-holder")).isEmpty();
    }

    @Test
    void signingOutEndsTheSessionItself() {
        signIn(initial);
        choose(initial, OWN_PASSWORD);
        String token = visitor.cookie("__Host-holder");
        visitor.get("/dossier").submit("/deconnexion", Map.of());
        assertThat(visitor.location()).isEqualTo("/connexion?au-revoir");
        visitor.keep("__Host-holder", token);
        assertThat(visitor.get("/dossier").location()).isEqualTo("/connexion?fin");
    }

    private void signIn(String password) {
        codePage(identifier, password);
        visitor.submit("/connexion/code", Map.of("code", messages.next(CODE)));
    }

    private void choose(String current, String fresh) {
        visitor.get("/mot-de-passe")
                .submit("/mot-de-passe", Map.of("actuel", current, "nouveau", fresh, "encore", fresh));
        assertThat(visitor.location()).isEqualTo("/dossier");
    }

    /** What the page of the code says, the destination's digits left out. */
    private String codePage(String as, String password) {
        visitor.forget("__Host-holder");
        visitor.get("/connexion").submit("/connexion", Map.of("identifiant", as, "mot-de-passe", password));
        assertThat(visitor.location()).isEqualTo("/connexion/code");
        return visitor.follow().page().select("main").text().replaceAll("\\d", "0");
    }

    private List<String> acts() {
        return jdbc.sql(
                        """
                        select e.act from dmp.audit_entry e
                        join dmp.record r on r.id = e.record
                        join dmp.insured_person p on p.id = r.person
                        where p.nir_digest = ?
                        """)
                .param(directory.digest(someone.nir()))
                .query(String.class)
                .list();
    }
}
