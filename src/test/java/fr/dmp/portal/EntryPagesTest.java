package fr.dmp.portal;

import static org.assertj.core.api.Assertions.assertThat;

import fr.dmp.SandboxTest;
import fr.dmp.claims.Holders;
import fr.dmp.identity.InsuredDirectory;
import fr.dmp.identity.InsuredPerson;
import fr.dmp.identity.Professionals;
import fr.dmp.signin.HolderSession.Scope;
import fr.dmp.signin.HolderTokens;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The holder writes down what professionals should know; professionals read it and add to it; nobody else does. */
@SandboxTest
class EntryPagesTest {

    private static final String ALLERGIES = "/informations/allergies/ajouter";

    @LocalServerPort
    private int port;

    @Autowired
    private ApplicationContext program;

    @Autowired
    private InsuredDirectory directory;

    @Autowired
    private Professionals professionals;

    @Autowired
    private JdbcClient jdbc;

    private InsuredPerson person;
    private UUID record;
    private Visitor visitor;

    @BeforeEach
    void signedIn() {
        person = Holders.insured(directory, Holders.nir());
        record = Holders.open(jdbc, person);
        visitor = holder(record, person, Scope.FULL);
    }

    private Visitor holder(UUID of, InsuredPerson who, Scope scope) {
        Visitor holder = new Visitor(port);
        holder.keep("__Host-holder", HolderTokens.of(program, of, who.id(), scope));
        return holder;
    }

    /** The same holder in another browser. */
    private Visitor again() {
        Visitor holder = new Visitor(port);
        holder.keep("__Host-holder", HolderTokens.ofOpened(program, record, person.id()));
        return holder;
    }

    @Test
    void eachEmptyListSaysWhatToWriteInIt() {
        Document page = visitor.get("/informations").page();
        assertThat(page.select("main section.card")).hasSize(5).allSatisfy(list -> {
            assertThat(list.select("p.soft").text()).contains("pour l’instant");
            assertThat(list.select("a.button").attr("href")).endsWith("/ajouter");
        });
        assertThat(acts()).filteredOn("READ_ENTRIES"::equals).hasSize(5);
    }

    /** Each list has its own words for its fields, and its own that must be there. */
    @ParameterizedTest
    @CsvSource({
        "allergies, allergie, Arachide, depuis, precisions",
        "vaccinations, vaccin, Tétanos, date-vaccin, precisions",
        "maladies, maladie, Asthme, depuis, precisions",
        "traitements, traitement, Paracétamol, depuis, precisions",
        "personnes, personne, 'Jeanne, ma sœur', '', joindre"
    })
    void aLineIsAddedChangedAndRemoved(String list, String label, String what, String since, String note) {
        String add = "/informations/" + list + "/ajouter";
        Map<String, String> typed = new HashMap<>(Map.of(label, what, note, "au 06 12 34 56 78\r\nle soir"));
        if (!since.isEmpty()) {
            typed.put(since, "28/03/2019");
        }
        visitor.get(add).submit(add, typed);
        assertThat(visitor.location()).isEqualTo("/informations#" + list);
        Document page = visitor.get("/informations").page();
        assertThat(page.select("#" + list + " .what").text()).isEqualTo(what);
        assertThat(page.select("#" + list + " li").text())
                .contains("au 06 12 34 56 78 le soir", "Écrit par vous le")
                .contains(since.isEmpty() ? "" : "28 mars 2019");

        String line = page.select("#" + list + " li a").attr("href");
        assertThat(visitor.get(line).page().select("#" + label).val()).isEqualTo(what);
        assertThat(visitor.page().select("#" + note).text()).isEqualTo("au 06 12 34 56 78 le soir");
        visitor.submit(line, Map.of(label, what + " bis"));
        assertThat(visitor.location()).isEqualTo("/informations#" + list);
        assertThat(visitor.get("/informations")
                        .page()
                        .select("#" + list + " .what")
                        .text())
                .isEqualTo(what + " bis");

        visitor.get(line).submit(line + "/retirer", Map.of());
        assertThat(visitor.location()).isEqualTo("/informations#" + list);
        assertThat(visitor.get("/informations").page().select("#" + list + " li"))
                .isEmpty();
        assertThat(acts()).filteredOn("WRITE_ENTRIES"::equals).hasSize(3);
    }

    /** It is shown as it is written, and called by a touch, also by whoever treats the holder. */
    @Test
    void aPersonToContactHasAMobile() {
        String add = "/informations/personnes/ajouter";
        visitor.get(add).submit(add, Map.of("personne", "Jeanne, ma sœur", "portable", "+33 6 39 98 12 34"));
        assertThat(visitor.location()).isEqualTo("/informations#personnes");
        Document page = visitor.get("/informations").page();
        assertThat(page.select("#personnes li a[href=tel:+33639981234]").text().replace('\u00a0', ' '))
                .isEqualTo("06 39 98 12 34");
        String line = page.select("#personnes li a.button").attr("href");
        assertThat(visitor.get(line).page().select("#portable").val()).isEqualTo("06 39 98 12 34");
        page = visitor.submit(line, Map.of("portable", "01 42 34 56 78")).page();
        assertThat(visitor.status()).isEqualTo(422);
        OpenPagesTest.faultsLeadTo(page, "portable", "joindre");
        assertThat(page.select("#portable").val()).isEqualTo("01 42 34 56 78");
    }

    /** No field without a name stands among them. */
    @ParameterizedTest
    @CsvSource({
        "allergies, 'allergie,depuis'",
        "vaccinations, 'vaccin,date-vaccin'",
        "maladies, 'maladie,depuis'",
        "traitements, 'traitement,depuis'",
        "personnes, 'personne,portable'"
    })
    void eachListAsksForItsOwnFields(String list, String fields) {
        Document page = visitor.get("/informations/" + list + "/ajouter").page();
        assertThat(page.select("main form input:not([type=hidden])").eachAttr("name"))
                .containsExactly(fields.split(","));
        assertThat(page.select("main form input:not([type=hidden])")).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "allergies | allergie | '' | allergie | Écrivez de quelle allergie il s’agit.",
                "allergies | depuis | 31/02/2019 | depuis | Ce jour n’existe pas. Vérifiez la date.",
                "allergies | depuis | hier | depuis | Écrivez la date comme 28/03/2026.",
                "allergies | depuis | 01/01/2999 | depuis | Cette date est dans l’avenir.",
                "allergies | allergie | a\u0007b | allergie | invisibles",
                "maladies | allergie | x | maladie | Écrivez de quoi il s’agit.",
                "personnes | personne | Jeanne | joindre | Indiquez un numéro de téléphone où joindre cette personne."
            })
    void whatWontDoIsToldBesideItsField(String list, String field, String typed, String at, String why) {
        String add = "/informations/" + list + "/ajouter";
        Map<String, String> fields = new HashMap<>(Map.of("precisions", "gardé", "joindre", "gardé"));
        fields.putAll(list.equals("allergies") ? Map.of("allergie", "Arachide") : Map.of());
        fields.put(field, typed);
        Document page = visitor.get(add).submit(add, fields).page();
        assertThat(visitor.status()).isEqualTo(422);
        OpenPagesTest.faultsLeadTo(page, at);
        assertThat(page.select("#" + at + "-fault").text()).contains(why);
        assertThat(page.select("textarea").text()).as("what was typed").isEqualTo("gardé");
        assertThat(visitor.get("/informations").page().select("main li")).isEmpty();
    }

    @Test
    void aNoteThatIsTooLongIsKeptInTheForm() {
        String long10000 = "é".repeat(10_000);
        Document page = visitor.get(ALLERGIES)
                .submit(ALLERGIES, Map.of("allergie", "Arachide", "precisions", long10000))
                .page();
        assertThat(visitor.status()).isEqualTo(422);
        OpenPagesTest.faultsLeadTo(page, "precisions");
        assertThat(page.select("#precisions").text()).isEqualTo(long10000);
    }

    @Test
    void whatLooksLikeAScriptIsShownAsItWasWritten() {
        String script = "<script>alert(1)</script><img src=x onerror=alert(1)>";
        visitor.get(ALLERGIES).submit(ALLERGIES, Map.of("allergie", script, "precisions", "\"><b>" + script));
        Document page = visitor.get("/informations").page();
        assertThat(page.select("main script, main img, main b")).isEmpty();
        assertThat(page.select("#allergies .what").text()).isEqualTo(script);
        Document form = visitor.get(page.select("#allergies li a").attr("href")).page();
        assertThat(form.select("main script, main img, main b")).isEmpty();
        assertThat(form.select("#allergie").val()).isEqualTo(script);
        assertThat(form.select("#precisions").text()).isEqualTo("\"><b>" + script);
    }

    /** Two windows of one holder, or the holder and a doctor: the later one loses nothing that was typed. */
    @Test
    void whoeverComesSecondIsToldAndKeepsWhatTheyTyped() {
        add("Arachide");
        Visitor other = again();
        String line =
                visitor.get("/informations").page().select("#allergies li a").attr("href");
        visitor.get(line);
        other.get(line).submit(line, Map.of("allergie", "Arachide et noix"));
        Document page = visitor.submit(line, Map.of("allergie", "Cacahuète", "precisions", "depuis l’enfance"))
                .page();
        assertThat(visitor.status()).isEqualTo(412);
        assertThat(page.select("#faults").text()).contains("Version dépassée");
        assertThat(page.select("section[aria-labelledby=now] .what").text()).isEqualTo("Arachide et noix");
        assertThat(page.select("#allergie").val()).isEqualTo("Cacahuète");
        assertThat(page.select("#precisions").text()).isEqualTo("depuis l’enfance");
        visitor.submit(line, Map.of());
        assertThat(visitor.get("/informations")
                        .page()
                        .select("#allergies .what")
                        .text())
                .isEqualTo("Cacahuète");
    }

    @Test
    void aLineThatWasRemovedMeanwhileCanBeAddedAgain() {
        add("Arachide");
        Visitor other = again();
        String line =
                visitor.get("/informations").page().select("#allergies li a").attr("href");
        visitor.get(line);
        other.get(line).submit(line + "/retirer", Map.of());
        Document page = visitor.submit(line, Map.of("allergie", "Cacahuète")).page();
        assertThat(visitor.status()).isEqualTo(412);
        assertThat(page.text()).contains("a été retirée entre-temps", "La liste est vide.");
        visitor.submit(ALLERGIES, Map.of());
        assertThat(visitor.get("/informations")
                        .page()
                        .select("#allergies .what")
                        .text())
                .isEqualTo("Cacahuète");
    }

    @Test
    void whatChangedMeanwhileIsNotRemoved() {
        add("Arachide");
        String line =
                visitor.get("/informations").page().select("#allergies li a").attr("href");
        visitor.get(line);
        Map<String, String> old = visitor.filled(line + "/retirer", Map.of());
        visitor.submit(line, Map.of("allergie", "Noix"));
        visitor.post(line + "/retirer", old);
        assertThat(visitor.status()).isEqualTo(412);
        assertThat(visitor.page().select("#faults").text()).contains("Relisez-le");
        assertThat(visitor.page().select("#allergies .what").text()).isEqualTo("Noix");
    }

    @Test
    void nobodyElsesLinesAreThere() {
        add("Arachide");
        String line =
                visitor.get("/informations").page().select("#allergies li a").attr("href");
        InsuredPerson someone = Holders.insured(directory, Holders.nir());
        Visitor stranger = holder(Holders.open(jdbc, someone), someone, Scope.FULL);
        assertThat(stranger.get("/informations").text()).doesNotContain("Arachide");
        assertThat(stranger.get(line).status()).isEqualTo(404);
        Map<String, String> fields = new HashMap<>(stranger.get(ALLERGIES).filled(ALLERGIES, Map.of()));
        fields.put("allergie", "Rien");
        assertThat(stranger.post(line, fields).status()).isEqualTo(404);
        assertThat(stranger.post(line + "/retirer", fields).status()).isEqualTo(404);
        assertThat(visitor.get("/informations")
                        .page()
                        .select("#allergies .what")
                        .text())
                .isEqualTo("Arachide");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/informations/toutes/ajouter",
                "/informations/allergies/x",
                "/informations/allergies/0191d1a0-0000-7000-8000-000000000000"
            })
    void whatIsNotThereIsAbsent(String path) {
        assertThat(visitor.get(path).status()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/informations", ALLERGIES})
    void withoutASessionAPasswordOfOnesOwnOrAnOpenRecordThereIsNothing(String path) {
        assertThat(new Visitor(port).get(path).location()).isEqualTo("/connexion");
        InsuredPerson someone = Holders.insured(directory, Holders.nir());
        Visitor fresh = holder(Holders.open(jdbc, someone), someone, Scope.PASSWORD_CHANGE);
        assertThat(fresh.get(path).location()).isEqualTo("/mot-de-passe");
        jdbc.sql("update dmp.record set status = 'CLOSED' where id = ?")
                .param(record)
                .update();
        assertThat(visitor.get(path).status()).isEqualTo(403);
    }

    @Test
    void aForgedFormIsRefused() {
        Map<String, String> fields = visitor.get(ALLERGIES).filled(ALLERGIES, Map.of("allergie", "Arachide"));
        fields.put("_csrf", "forged");
        assertThat(visitor.post(ALLERGIES, fields).status()).isEqualTo(403);
        assertThat(visitor.get("/informations").page().select("main li")).isEmpty();
    }

    @Test
    void aProfessionalReadsAndAddsUnderTheirName() {
        add("Arachide");
        Practitioner doctor = doctor("10");
        Visitor pages = doctor.visitor();
        Document page = pages.get("/pro/dossiers/" + record).page();
        assertThat(page.select("section[aria-labelledby=informations] .what").text())
                .isEqualTo("Arachide");
        assertThat(page.select("section[aria-labelledby=informations]").text()).contains("Écrit par le titulaire le");
        assertThat(page.select("a[href$=/personnes/ajouter]")).isEmpty();

        String add = page.select("a[href$=/allergies/ajouter]").attr("href");
        pages.get(add);
        Map<String, String> sent =
                pages.filled(add, Map.of("allergie", "Pénicilline", "code-medical", "J01C", "depuis", "1 3 2020"));
        pages.post(add, sent);
        assertThat(pages.location()).isEqualTo("/pro/dossiers/" + record + "#informations");
        pages.post(add, sent);
        assertThat(pages.location()).as("a double click").isEqualTo("/pro/dossiers/" + record + "#informations");

        Document own = visitor.get("/informations").page();
        assertThat(own.select("#allergies .what").eachText()).containsExactly("Arachide", "Pénicilline");
        assertThat(own.select("#allergies").text()).contains("SOIGNANT, médecin, le", "Code : J01C");
        assertThat(visitor.get("/avis").text()).contains("Un professionnel a complété votre dossier");
        String line = own.select("#allergies li a").get(1).attr("href");
        assertThat(visitor.get(line).text()).contains("Si vous les changez, vous en devenez l’auteur.");
        visitor.submit(line, Map.of("precisions", "d’après mon médecin"));
        assertThat(visitor.get("/informations").page().select("#allergies").text())
                .as("the code goes with its label")
                .contains("Code : J01C")
                .doesNotContain("SOIGNANT");
    }

    @Test
    void aProfessionalIsToldWhatWontDo() {
        Visitor pages = doctor("10").visitor();
        String add = "/pro/dossiers/" + record + "/informations/traitements/ajouter";
        OpenPagesTest.faultsLeadTo(pages.get(add).submit(add, Map.of()).page(), "traitement");
        assertThat(pages.status()).isEqualTo(422);
        pages.submit(add, Map.of("traitement", "X", "code-medical", "<b>"));
        OpenPagesTest.faultsLeadTo(pages.page(), "code-medical");
        pages.submit(add, Map.of("traitement", "X", "code-medical", "", "precisions", "x".repeat(10_000)));
        OpenPagesTest.faultsLeadTo(pages.page(), "precisions");
        assertThat(pages.get(add.replace("traitements", "personnes")).status()).isEqualTo(404);
    }

    /** Neither reading nor adding, and the refusal leaves its trace. */
    @Test
    void aProfessionalWithoutAuthorizationIsRefused() {
        add("Arachide");
        Visitor pages = Practitioner.of(port, professionals, "60").signIn().visitor();
        String add = "/pro/dossiers/" + record + "/informations/allergies/ajouter";
        pages.get(add).submit(add, Map.of("allergie", "Noix"));
        assertThat(pages.status()).isEqualTo(403);
        assertThat(acts()).contains("ADD_ENTRY_REFUSED");
        assertThat(visitor.get("/informations")
                        .page()
                        .select("#allergies .what")
                        .text())
                .isEqualTo("Arachide");
    }

    private Practitioner doctor(String profession) {
        Practitioner doctor = Practitioner.of(port, professionals, profession).signIn();
        jdbc.sql(
                        """
                        insert into dmp.access_authorization (record, id, professional, since, ground)
                        values (?, ?, ?, now(), 'HOLDER')
                        """)
                .params(record, UUID.randomUUID(), doctor.rpps())
                .update();
        return doctor;
    }

    private void add(String allergy) {
        visitor.get(ALLERGIES).submit(ALLERGIES, Map.of("allergie", allergy));
        assertThat(visitor.location()).isEqualTo("/informations#allergies");
    }

    private List<String> acts() {
        return jdbc.sql("select act from dmp.audit_entry where record = ?")
                .param(record)
                .query(String.class)
                .list();
    }
}
