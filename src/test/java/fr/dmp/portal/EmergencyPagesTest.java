package fr.dmp.portal;

import static org.assertj.core.api.Assertions.assertThat;

import fr.dmp.SandboxTest;
import fr.dmp.audit.AccessMode;
import fr.dmp.audit.Actor;
import fr.dmp.claims.Holders;
import fr.dmp.claims.Section;
import fr.dmp.claims.delivery.CareDocument;
import fr.dmp.claims.delivery.CareLine;
import fr.dmp.claims.store.CareFeed;
import fr.dmp.document.Deposits;
import fr.dmp.document.Metadata;
import fr.dmp.document.content.Pdfs;
import fr.dmp.identity.InsuredDirectory;
import fr.dmp.identity.InsuredPerson;
import fr.dmp.identity.Professional;
import fr.dmp.identity.Professionals;
import fr.dmp.identity.Professionals.Registration;
import fr.dmp.signin.HolderSession.Scope;
import fr.dmp.signin.HolderTokens;
import fr.dmp.vault.RecordKeys;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** A professional opens a record in haste, is told so throughout, and ends it; its holder sees who did, objects, contests. */
@SandboxTest
class EmergencyPagesTest {

    private static final String WORDS = "Trouvé inconscient dans la rue.";

    @LocalServerPort
    private int port;

    @Autowired
    private ApplicationContext program;

    @Autowired
    private InsuredDirectory directory;

    @Autowired
    private Professionals professionals;

    @Autowired
    private Deposits deposits;

    @Autowired
    private CareFeed feed;

    @Autowired
    private RecordKeys keys;

    @Autowired
    private TransactionTemplate transactions;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private Clock clock;

    private InsuredPerson person;
    private UUID record;
    private String path;
    private Practitioner doctor;
    private Visitor visitor;
    private Visitor holder;

    @BeforeEach
    void aDoctorIsSignedInWhomNobodyAuthorized() {
        person = Holders.insured(directory, Holders.nir());
        record = Holders.open(jdbc, person);
        transactions.executeWithoutResult(transaction -> keys.create(record));
        path = "/pro/dossiers/" + record;
        comes("10");
        holder = new Visitor(port);
        holder.keep("__Host-holder", HolderTokens.of(program, record, person.id(), Scope.FULL));
    }

    private void comes(String profession) {
        doctor = Practitioner.of(port, professionals, profession).signIn();
        visitor = doctor.visitor();
    }

    private void theRegulatingDoctorComes() {
        Professional one =
                new Professional(doctor.rpps(), "ROBIN", "Camille", "10", null, "SAMU 75", "PARIS", true, false);
        professionals.register(List.of(new Registration(one, Optional.empty())));
        doctor = new Practitioner(new Visitor(port), one.rpps()).signIn();
        visitor = doctor.visitor();
    }

    private Visitor opens() {
        return visitor.get(path + "/urgence")
                .submit(path + "/urgence", Map.of("motif", "UNCONSCIOUS", "explication", WORDS));
    }

    @Test
    void whatIsRefusedIsOpenedInHasteAndEnded() {
        Document refused = visitor.get(path).page();
        assertThat(visitor.status()).isEqualTo(403);
        String way = refused.select("section[aria-labelledby=urgence] a").attr("href");
        assertThat(way).isEqualTo(path + "/urgence");
        Document form = visitor.get(way).page();
        assertThat(form.select("main input[type=radio]")).hasSize(4);
        assertThat(form.select("main input[type=text]")).hasSize(1);
        assertThat(form.select("main form button")).hasSize(1);

        opens();

        assertThat(visitor.location()).isEqualTo(path);
        Document page = visitor.follow().page();
        assertThat(visitor.status()).isEqualTo(200);
        assertThat(page.select(".alarm").text())
                .contains("Bris de glace", "ouvert jusqu’", "encore 4 h 00", "Le titulaire en est averti");
        assertThat(page.select("main .banner")).as("said once").isEmpty();
        assertThat(visitor.get(way).location()).as("open already").isEqualTo(path);
        for (String other : List.of("/journal", "/documents/ajouter", "/informations/allergies/ajouter")) {
            assertThat(visitor.get(path + other).page().select(".alarm form"))
                    .as(other)
                    .hasSize(1);
        }

        visitor.submit(page.select(".alarm form").attr("action"), Map.of());
        assertThat(visitor.location()).isEqualTo("/pro?urgence-finie");
        assertThat(visitor.follow().text()).contains("L’accès d’urgence est terminé");
        assertThat(visitor.get(path).status()).isEqualTo(403);
        assertThat(visitor.page().select(".alarm")).isEmpty();
        assertThat(acts())
                .contains(
                        "OPEN_EMERGENCY_ACCESS UNCONSCIOUS BRIS_DE_GLACE",
                        "OPEN_RECORD EMERGENCY BRIS_DE_GLACE",
                        "END_EMERGENCY_ACCESS PROFESSIONAL BRIS_DE_GLACE");
    }

    @Test
    void whatIsNeededFirstComesFirst() {
        written("allergies", "allergie", "Pénicilline");
        written("vaccinations", "vaccin", "Tétanos");
        deposits.deposit(
                new Actor(Actor.Kind.HOLDER, record.toString(), null),
                AccessMode.NORMAL,
                record,
                new Metadata("Mes directives", "EXPPAT_3", LocalDate.of(2026, 3, 3), null, null),
                Pdfs.good());
        delivered(
                line(0, Section.MEDICINES, "RAMIPRIL 5 MG", 20),
                line(1, Section.MEDICINES, "RAMIPRIL 5 MG", 50),
                line(2, Section.MEDICINES, "AMOXICILLINE 1 G", 300),
                line(3, Section.HOSPITALISATIONS, "Appendicectomie", 90));
        opens();

        Document page = visitor.follow().page();

        assertThat(page.select(".first h3").eachText())
                .containsExactly(
                        "Allergies",
                        "Traitements",
                        "Maladies et antécédents",
                        "Personnes à prévenir en cas d’urgence",
                        "Directives et volontés",
                        "Derniers séjours à l’hôpital",
                        "Médicaments des six derniers mois");
        assertThat(page.select(".first .what").eachText())
                .containsExactly("Pénicilline", "Mes directives", "Appendicectomie", "RAMIPRIL 5 MG");
        assertThat(page.select("section[aria-labelledby=first-medicines] .small")
                        .text())
                .contains(", 2 fois en six mois");
        assertThat(page.select("section[aria-labelledby=informations] .what").eachText())
                .as("the rest")
                .containsExactly("Tétanos");
        assertThat(page.select("section[aria-labelledby=soins] .line")).hasSize(4);
        String directive =
                page.select("section[aria-labelledby=first-directives] a").attr("href");
        assertThat(visitor.get(directive).page().select(".alarm")).hasSize(1);
        assertThat(visitor.status()).isEqualTo(200);
        assertThat(acts())
                .filteredOn(act -> act.endsWith("BRIS_DE_GLACE") && act.contains("CARE_HISTORY"))
                .hasSize(3);
    }

    /** A physiotherapist reads what was written down, and nothing of the history. */
    @Test
    void aPartThatIsRefusedSaysWhyInItsPlace() {
        comes("70");
        delivered(line(0, Section.MEDICINES, "RAMIPRIL 5 MG", 20));
        opens();
        Document page = visitor.follow().page();
        assertThat(page.select(".first > .cards > section")).hasSize(7);
        for (String part : List.of("first-stays", "first-medicines")) {
            assertThat(page.select("section[aria-labelledby=" + part + "]").text())
                    .contains("Refusé parce que votre profession ne lit pas");
        }
        assertThat(page.text()).doesNotContain("RAMIPRIL");
        assertThat(acts()).contains("READ_CARE_HISTORY_REFUSED HABILITATION BRIS_DE_GLACE");
    }

    @Test
    void whatIsMissingIsToldFieldByField() {
        visitor.get(path + "/urgence");
        Document page = visitor.submit(path + "/urgence", Map.of()).page();
        assertThat(visitor.status()).isEqualTo(422);
        OpenPagesTest.faultsLeadTo(page, "motif", "explication");
        page = visitor.submit(path + "/urgence", Map.of("motif", "COVERING", "explication", "Vite"))
                .page();
        assertThat(visitor.status()).isEqualTo(422);
        OpenPagesTest.faultsLeadTo(page, "explication");
        assertThat(page.select("#explication-fault").text()).contains("dix caractères");
        assertThat(page.select("input[value=COVERING]").hasAttr("checked")).isTrue();
        assertThat(visitor.get(path).status()).isEqualTo(403);
    }

    @Test
    void theRegulatingDoctorNamesTheirCall() {
        theRegulatingDoctorComes();
        Document page = visitor.get(path + "/urgence").page();
        assertThat(page.select("input[name=mode][checked]").val()).isEqualTo("CENTRE_15");
        Map<String, String> typed = new HashMap<>(Map.of("motif", "LIFE_THREAT", "explication", WORDS));
        OpenPagesTest.faultsLeadTo(visitor.submit(path + "/urgence", typed).page(), "appel");
        typed.put("appel", "75-2026/0042");
        visitor.submit(path + "/urgence", typed);
        assertThat(visitor.follow().page().select(".alarm").text()).contains("Régulation du SAMU");
        assertThat(acts()).contains("OPEN_EMERGENCY_ACCESS LIFE_THREAT CENTRE_15");
    }

    @Test
    void theRegulatingDoctorWhoIsRefusedOneModeMayChooseTheOther() {
        objects("centre-15");
        theRegulatingDoctorComes();
        Map<String, String> typed =
                new HashMap<>(Map.of("motif", "LIFE_THREAT", "explication", WORDS, "appel", "75-2026/0042"));
        Document page =
                visitor.get(path + "/urgence").submit(path + "/urgence", typed).page();
        assertThat(page.select("#obstacle").text()).contains("s’est opposé");
        visitor.submit(path + "/urgence", Map.of("mode", "BRIS_DE_GLACE"));
        assertThat(visitor.follow().page().select(".alarm").text()).contains("Bris de glace");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "10 | objected | 403 | Refusé : le titulaire s’est opposé à ce que son dossier soit lu ainsi en urgence. Votre demande est consignée.",
                "10 | blocked | 403 | Refusé : le titulaire vous a interdit l’accès à son dossier, en urgence aussi.",
                "10 | closed | 403 | Refusé : ce dossier est fermé, ou n’existe pas.",
                "99 | nothing | 403 | Refusé : votre profession ne lit rien des dossiers.",
                "10 | authorized | 409 | Vous pouvez lire ce dossier sans passer par l’urgence.",
                "10 | many | 429 | Refusé : vous avez ouvert trop de dossiers en urgence en peu de temps. Réessayez plus tard."
            })
    void whatStandsInTheWayIsTold(String profession, String fact, int status, String words) {
        comes(profession);
        given(fact);
        Document page = opens().page();
        assertThat(visitor.status()).isEqualTo(status);
        assertThat(page.select("#obstacle").text().replace('\u00a0', ' ')).isEqualTo(words);
        assertThat(page.select("main form")).as("nothing to try again").isEmpty();
        assertThat(page.select("main a[href=/pro]")).hasSize(1);
        assertThat(page.select("main a[href=" + path + "]")).hasSize(fact.equals("authorized") ? 1 : 0);
    }

    private void given(String fact) {
        switch (fact) {
            case "objected" -> objects("bris-de-glace");
            case "blocked" ->
                jdbc.sql("insert into dmp.access_block (record, professional, since) values (?, ?, now())")
                        .params(record, doctor.rpps())
                        .update();
            case "closed" ->
                jdbc.sql("update dmp.record set status = 'CLOSED', closed_at = now() where id = ?")
                        .param(record)
                        .update();
            case "authorized" ->
                jdbc.sql(
                                """
                                insert into dmp.access_authorization (record, id, professional, since, ground)
                                values (?, ?, ?, now(), 'HOLDER')
                                """)
                        .params(record, UUID.randomUUID(), doctor.rpps())
                        .update();
            case "many" -> {
                for (int i = 0; i < 10; i++) {
                    opens();
                    visitor.submit(visitor.follow().page().select(".alarm form").attr("action"), Map.of());
                }
            }
            default -> assertThat(fact).isEqualTo("nothing");
        }
    }

    /** Unticks a box. */
    private void objects(String box) {
        Map<String, String> kept = new HashMap<>(holder.get("/urgences").filled("/urgences", Map.of()));
        kept.remove(box);
        holder.post("/urgences", kept);
        assertThat(holder.location()).isEqualTo("/urgences?regle");
        assertThat(holder.follow().text()).contains("Vos choix sont enregistrés.");
    }

    @Test
    void anObjectionEndsWhatIsOpen() {
        opens();
        assertThat(visitor.get(path).status()).isEqualTo(200);
        objects("bris-de-glace");
        assertThat(holder.page().select("#bris-de-glace").hasAttr("checked")).isFalse();
        assertThat(holder.page().select("#centre-15").hasAttr("checked")).isTrue();
        assertThat(visitor.get(path).status()).isEqualTo(403);
        assertThat(visitor.page().select(".alarm")).isEmpty();
        assertThat(opens().page().select("#obstacle").text()).contains("s’est opposé");
        holder.get("/urgences").submit("/urgences", Map.of("bris-de-glace", "oui"));
        assertThat(holder.follow().page().select("#bris-de-glace").hasAttr("checked"))
                .isTrue();
    }

    /** Neither is chosen for them; both are taken back as they were given. */
    @Test
    void theHolderHasTheirPeopleToldAndEachAccessLookedAtFirst() {
        Document page = holder.get("/urgences").page();
        assertThat(page.select("#prevenir-proches, #surveiller")).hasSize(2);
        assertThat(page.select("#prevenir-proches[checked], #surveiller[checked]"))
                .isEmpty();
        assertThat(page.select("main a[href=/informations#personnes]")).hasSize(1);
        holder.submit("/urgences", Map.of("prevenir-proches", "oui", "surveiller", "oui"));
        page = holder.follow().page();
        assertThat(page.select("#prevenir-proches[checked], #surveiller[checked], #bris-de-glace[checked]"))
                .hasSize(3);
        opens();
        assertThat(jdbc.sql("select reason from dmp.emergency_finding where record = ?")
                        .param(record)
                        .query(String.class)
                        .list())
                .as("nobody's to read who hasn't entered")
                .isEmpty();
        assertThat(holder.get("/journal").text()).contains("Accès d’urgence signalé à ses contrôleurs");
        objects("prevenir-proches");
        assertThat(holder.page().select("#surveiller").hasAttr("checked")).isTrue();
        assertThat(holder.page().select("#prevenir-proches").hasAttr("checked")).isFalse();
    }

    @Test
    void settingsThatWereChangedMeanwhileAreShownAsTheyAre() {
        Visitor other = new Visitor(port);
        other.keep("__Host-holder", HolderTokens.ofOpened(program, record, person.id()));
        Map<String, String> old = other.get("/urgences").filled("/urgences", Map.of());
        objects("centre-15");
        other.post("/urgences", old);
        assertThat(other.status()).isEqualTo(412);
        assertThat(other.page().select("#faults").text()).contains("Version dépassée");
        assertThat(other.page().select("#centre-15").hasAttr("checked")).isFalse();
    }

    @Test
    void theHolderSeesWhoReadAndContestsIt() {
        assertThat(holder.get("/urgences").text()).contains("Personne n’a lu votre dossier en urgence.");
        opens();
        Document page = holder.get("/urgences").page();
        assertThat(page.select(".papers li").text())
                .contains("SOIGNANT", "médecin", "PARIS", "Bris de glace", "En cours", "Contrôle à venir")
                .contains("Patient hors d’état de s’exprimer", WORDS, "au plus tard jusqu’au");
        String contest = page.select(".papers li a").attr("href");
        assertThat(holder.get("/dossier").page().select("a[href=/urgences]")).hasSize(2);

        holder.get(contest);
        OpenPagesTest.faultsLeadTo(holder.submit(contest, Map.of()).page(), "contestation");
        holder.submit(contest, Map.of("contestation", "J’étais chez moi.\r\nJe ne le connais pas."));

        assertThat(holder.location()).isEqualTo("/urgences?conteste");
        page = holder.follow().page();
        assertThat(page.select("[role=status]").text()).contains("Votre contestation est enregistrée");
        assertThat(page.select(".papers li").text()).contains("Contesté, contrôlé en premier");
        assertThat(page.select(".papers li a")).as("once is enough").isEmpty();
        assertThat(holder.get(contest).page().select("main form")).isEmpty();
        assertThat(acts("HOLDER")).contains("CONTEST_EMERGENCY_ACCESS HOLDER NORMAL");
    }

    @Test
    void anotherOnesAccessIsAbsent() {
        opens();
        String contest = holder.get("/urgences").page().select(".papers li a").attr("href");
        InsuredPerson someone = Holders.insured(directory, Holders.nir());
        UUID theirs = Holders.open(jdbc, someone);
        Visitor stranger = new Visitor(port);
        stranger.keep("__Host-holder", HolderTokens.of(program, theirs, someone.id(), Scope.FULL));
        assertThat(stranger.get(contest).status()).isEqualTo(404);
        Map<String, String> forged = new HashMap<>(stranger.get("/urgences").filled("/urgences", Map.of()));
        forged.put("contestation", "Pas le mien, mais je conteste.");
        assertThat(stranger.post(contest, forged).status()).isEqualTo(404);
    }

    @Test
    void anotherProfessionalsAccessIsTheirs() {
        opens();
        String end = visitor.follow().page().select(".alarm form").attr("action");
        comes("10");
        Map<String, String> forged = visitor.get("/pro").filled("/pro/langue", Map.of());
        assertThat(visitor.post(end, forged).status()).isEqualTo(404);
        assertThat(visitor.get(path).status()).isEqualTo(403);
    }

    @Test
    void theSearchLeadsToTheEmergencyWhereNothingElseDoes() {
        Map<String, String> asked = new HashMap<>(visitor.get("/pro").filled("/pro/recherche", Map.of()));
        asked.putAll(Map.of("par", "nir", "nir", person.nir().value()));
        assertThat(visitor.post("/pro/recherche", asked)
                        .page()
                        .select(".entries a[href$=/urgence]")
                        .attr("aria-label"))
                .isEqualTo("Ouvrir en urgence le dossier de D'ESSAI & FILS Camille");
        professionals.declareTreating(
                person.id(), doctor.rpps(), LocalDate.now(clock).minusDays(3));
        assertThat(visitor.post("/pro/recherche", asked).page().select(".entries a"))
                .hasSize(1);
    }

    private void written(String list, String field, String what) {
        String add = "/informations/" + list + "/ajouter";
        holder.get(add).submit(add, Map.of(field, what));
        assertThat(holder.status()).isBetween(300, 399);
    }

    private CareLine line(int number, Section section, String label, int daysAgo) {
        LocalDate day =
                LocalDate.ofInstant(clock.instant(), ZoneId.of("Europe/Paris")).minusDays(daysAgo);
        return new CareLine(
                number,
                new UUID(7, number),
                "T#" + number,
                section,
                day,
                day,
                null,
                null,
                label,
                null,
                null,
                null,
                null,
                null,
                List.of());
    }

    private void delivered(CareLine... lines) {
        List<CareLine> care = List.of(lines);
        CareDocument document = new CareDocument(
                person.nir(), UUID.randomUUID(), 1, new byte[32], null, clock.instant(), care, List.of(), List.of());
        UUID delivery = UUID.randomUUID();
        transactions.executeWithoutResult(status -> {
            feed.ensureMonths(care.stream().map(CareLine::from).toList());
            feed.take(record, document, "CNAM-HR", delivery);
            feed.add(record, document.set(), care, "CNAM-HR", delivery);
        });
    }

    private List<String> acts() {
        return acts("PROFESSIONAL");
    }

    private List<String> acts(String by) {
        return jdbc.sql(
                        """
                        select act || ' ' || split_part(ground, '/', 1) || ' ' || upper(mode) from dmp.audit_entry
                        where record = ? and actor_kind = ? order by seq
                        """)
                .params(record, by)
                .query(String.class)
                .list();
    }
}
