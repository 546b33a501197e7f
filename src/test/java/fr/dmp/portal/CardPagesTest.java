package fr.dmp.portal;

import static org.assertj.core.api.Assertions.assertThat;

import fr.dmp.SandboxTest;
import fr.dmp.claims.Holders;
import fr.dmp.identity.InsuredDirectory;
import fr.dmp.identity.InsuredPerson;
import fr.dmp.identity.Professionals;
import fr.dmp.signin.HolderSession.Scope;
import fr.dmp.signin.HolderTokens;
import fr.dmp.vault.RecordKeys;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** The holder's pages of the emergency card, and the professionals' that it leads to; without any script. */
@SandboxTest
class CardPagesTest {

    private static final String CARD = "/urgence/carte";

    @LocalServerPort
    private int port;

    @Autowired
    private ApplicationContext program;

    @Autowired
    private InsuredDirectory directory;

    @Autowired
    private Professionals professionals;

    @Autowired
    private RecordKeys keys;

    @Autowired
    private TransactionTemplate transactions;

    @Autowired
    private JdbcClient jdbc;

    private UUID record;
    private Visitor visitor;

    @BeforeEach
    void signedIn() {
        InsuredPerson person = Holders.insured(directory, Holders.nir());
        record = Holders.open(jdbc, person);
        transactions.executeWithoutResult(transaction -> keys.create(record));
        visitor = new Visitor(port);
        visitor.keep("__Host-holder", HolderTokens.of(program, record, person.id(), Scope.FULL));
    }

    private String made() {
        visitor.get(CARD).submit(CARD, Map.of());
        assertThat(visitor.location()).isEqualTo(CARD);
        return visitor.get(CARD + "/ecran").page().select(".code").text();
    }

    private Document search(String code) {
        Practitioner doctor = Practitioner.of(port, professionals, "10").signIn();
        Document page = doctor.visitor()
                .get("/pro/carte")
                .submit("/pro/recherche", Map.of("carte", code))
                .page();
        assertThat(doctor.visitor().status()).isBetween(200, 422);
        return page;
    }

    @Test
    void itIsMadeShownReplacedAndRevoked() {
        Document none = visitor.get(CARD).page();
        assertThat(none.select("main").text()).contains("Vous n’avez pas de carte");
        assertThat(none.select("main a[href$=imprimer], form[action$=retirer]")).isEmpty();
        String code = made();
        assertThat(code).matches("(?:[0-9A-Z]{4}-){6}[0-9A-Z]{4}");
        Document shown = visitor.page();
        assertThat(shown.select("svg.qr[role=img] path").attr("d")).startsWith("M");
        assertThat(shown.select("main").text()).contains("Camille D'ESSAI & FILS", "1985");
        assertThat(visitor.get(CARD).page().select("main").text())
                .as("the first page tells no code")
                .doesNotContain(code)
                .contains("fonctionne");
        visitor.get(CARD + "/imprimer");
        assertThat(visitor.header("Content-Type")).isEqualTo("application/pdf");
        assertThat(visitor.header("Cache-Control")).contains("no-store");
        String second = made();
        assertThat(second).isNotEqualTo(code);
        visitor.get(CARD).submit(CARD + "/retirer", Map.of());
        assertThat(visitor.location()).isEqualTo(CARD);
        assertThat(visitor.get(CARD).page().select("main").text()).contains("Vous n’avez pas de carte");
        assertThat(visitor.get(CARD + "/ecran").status()).isEqualTo(404);
        assertThat(acts())
                .contains(
                        "READ_EMERGENCY_CARD",
                        "ADD_EMERGENCY_CARD",
                        "SHOW_EMERGENCY_CARD",
                        "PRINT_EMERGENCY_CARD",
                        "REVOKE_EMERGENCY_CARD");
    }

    /** In another window it was revoked already. */
    @Test
    void revokedTwiceItIsRevoked() {
        made();
        Map<String, String> form = visitor.get(CARD).filled(CARD + "/retirer", Map.of());
        visitor.post(CARD + "/retirer", form);
        visitor.post(CARD + "/retirer", form);
        assertThat(visitor.location()).isEqualTo(CARD);
    }

    @Test
    void aProfessionalFindsTheRecordByTypingTheCode() {
        String code = made();
        Document found = search(code.replace('-', ' ').toLowerCase());
        assertThat(found.select("main li a").attr("href")).isEqualTo("/pro/dossiers/" + record);
        assertThat(found.select("main").text()).contains("Camille");
        visitor.get(CARD).submit(CARD + "/retirer", Map.of());
        assertThat(search(code).select("h2").text()).isEqualTo("Aucun dossier trouvé");
    }

    /** The holder reads by whom and by what their record was found, and is told of a card that somebody else has. */
    @Test
    void whoFoundTheRecordByTheCardStandsInTheJournal() {
        search(made());

        Document journal = visitor.get("/journal").page();

        assertThat(journal.select(".log li").eachText())
                .filteredOn(line -> line.contains("Recherche du dossier"))
                .singleElement(InstanceOfAssertFactories.STRING)
                .contains("SOIGNANT", "carte d’urgence du titulaire");
    }

    @Test
    void aSlipOfThePenIsToldBesideItsField() {
        Document page = search("7Q2M-7Q2M");
        OpenPagesTest.faultsLeadTo(page, "carte");
        assertThat(page.select("#carte-fault").text()).contains("un caractère est faux");
        assertThat(page.select("#carte").val()).isEqualTo("7Q2M-7Q2M");
        OpenPagesTest.faultsLeadTo(search(""), "carte");
    }

    @Test
    void whoeverHasntSignedInIsAskedToAndToldNothing() {
        Visitor finder = new Visitor(port);
        Document page = finder.get("/pro/carte").page();
        assertThat(finder.status()).isEqualTo(200);
        assertThat(page.select("#carte")).isEmpty();
        assertThat(page.select("form[action=/pro/connexion]")).hasSize(1);
        assertThat(page.select("script").attr("src")).startsWith("/assets/card.js?v=");
        finder.get(page.select("script").attr("src"));
        assertThat(finder.header("Content-Type")).contains("javascript");
        assertThat(new Visitor(port).get(CARD).location()).isEqualTo("/connexion");
    }

    private List<String> acts() {
        return jdbc.sql("select act from dmp.audit_entry where record = ?")
                .param(record)
                .query(String.class)
                .list();
    }
}
