package fr.dmp.portal;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.f4b6a3.uuid.UuidCreator;
import fr.dmp.SandboxTest;
import fr.dmp.claims.Holders;
import fr.dmp.claims.Section;
import fr.dmp.claims.delivery.CareDocument;
import fr.dmp.claims.delivery.CareLine;
import fr.dmp.claims.store.CareFeed;
import fr.dmp.identity.InsuredDirectory;
import fr.dmp.identity.InsuredPerson;
import fr.dmp.identity.Nir;
import fr.dmp.identity.Professionals;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** A professional finds a record on the pages and reads it, or is told why not; each reading is decided and traced. */
@SandboxTest
class ProRecordPagesTest {

    @LocalServerPort
    private int port;

    @Autowired
    private Professionals professionals;

    @Autowired
    private InsuredDirectory directory;

    @Autowired
    private CareFeed feed;

    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private Clock clock;

    private InsuredPerson person;
    private UUID record;
    private Practitioner doctor;
    private Visitor visitor;

    @BeforeEach
    void aDoctorIsSignedInAndSomeoneHasARecord() {
        person = Holders.insured(directory, Holders.nir());
        record = Holders.open(jdbc, person);
        comes("10");
    }

    private void comes(String profession) {
        doctor = Practitioner.of(port, professionals, profession).signIn();
        visitor = doctor.visitor();
    }

    @Test
    void findsARecordByItsHoldersNumberAndReadsIt() {
        professionals.declareTreating(
                person.id(), doctor.rpps(), LocalDate.now(clock).minusDays(3));
        delivered(60);
        Document results = byNumber(person.nir().value());
        assertThat(visitor.status()).isEqualTo(200);
        assertThat(results.select(".entries a").text()).isEqualTo("D'ESSAI & FILS Camille");
        assertThat(results.select(".entries .detail").text()).isEqualTo("Année de naissance : 1985.");
        assertThat(results.select(".entries .tag-good").text()).isEqualTo("Droits du médecin traitant");
        assertThat(results.outerHtml()).doesNotContain(person.nir().value());

        Document page = visitor.get(results.select(".entries a").attr("href")).page();
        assertThat(visitor.status()).isEqualTo(200);
        assertThat(page.select("h1").text()).isEqualTo("D'ESSAI & FILS Camille");
        assertThat(page.select(".banner-good").text()).contains("Lisible parce que vous êtes le médecin traitant");
        assertThat(page.select(".line .what")).hasSize(50);
        String next = page.select("main nav a").attr("href");
        assertThat(next).startsWith("/pro/dossiers/" + record + "?").contains("suite=");
        assertThat(visitor.get(next).page().select(".line .what")).hasSize(10);
        visitor.submit("/pro/langue", Map.of("langue", "en"));
        assertThat(visitor.follow().page().select(".line .what")).hasSize(10);
        assertThat(visitor.page().select(".banner-good").text()).contains("you are the declared treating physician");
        assertThat(acts())
                .startsWith(
                        "FIND_RECORD SEARCH_BY_NIR",
                        "OPEN_RECORD TREATING_PHYSICIAN",
                        "READ_ENTRIES TREATING_PHYSICIAN",
                        "READ_ENTRIES TREATING_PHYSICIAN",
                        "READ_ENTRIES TREATING_PHYSICIAN",
                        "READ_ENTRIES TREATING_PHYSICIAN",
                        "READ_ENTRIES TREATING_PHYSICIAN",
                        "LIST_DOCUMENTS TREATING_PHYSICIAN",
                        "READ_CARE_HISTORY TREATING_PHYSICIAN",
                        "OPEN_RECORD TREATING_PHYSICIAN",
                        "READ_ENTRIES TREATING_PHYSICIAN",
                        "READ_ENTRIES TREATING_PHYSICIAN",
                        "READ_ENTRIES TREATING_PHYSICIAN",
                        "READ_ENTRIES TREATING_PHYSICIAN",
                        "READ_ENTRIES TREATING_PHYSICIAN",
                        "LIST_DOCUMENTS TREATING_PHYSICIAN",
                        "READ_CARE_HISTORY TREATING_PHYSICIAN");
    }

    @Test
    void findsARecordByTraits() {
        InsuredPerson rare = rarelyNamed();
        UUID theirs = Holders.open(jdbc, rare);
        Document results = search(Map.of(
                "par", "traits", "nom", rare.familyName().toLowerCase(), "prenom", "Élise", "naissance", "31 1 1985"));
        assertThat(results.select(".entries a").attr("href")).isEqualTo("/pro/dossiers/" + theirs);
        assertThat(results.select(".entries .tag-wait").text()).isEqualTo("Sans autorisation");
        faults(Map.of("par", "traits"), "nom", "prenom", "naissance");
        faults(Map.of("par", "traits", "nom", "X", "prenom", "Y", "naissance", "31/02/1985"), "naissance");
        faults(Map.of("par", "nir", "nir", "279035121518988"), "nir");
        faults(Map.of("par", "nir"), "nir");
        assertThat(byNumber(Holders.nir().value()).select("#none").text()).isEqualTo("Aucun dossier trouvé");
        assertThat(visitor.get("/pro/recherche").location()).isEqualTo("/pro");
    }

    private InsuredPerson rarelyNamed() {
        Nir nir = Holders.nir();
        InsuredPerson someone = new InsuredPerson(
                UuidCreator.getTimeOrderedEpoch(),
                nir,
                "RARE " + UUID.randomUUID().toString().replaceAll("[0-9]", "Q").toUpperCase(),
                "Elise",
                LocalDate.of(1985, 1, 31),
                "F",
                "1",
                "011",
                null,
                new InsuredPerson.Address("1 rue des Tests", null, "75001", "PARIS"));
        directory.takeIn(
                List.of(new InsuredDirectory.Delivered(someone, Optional.empty(), Optional.empty())), clock.instant());
        return directory.find(nir).orElseThrow();
    }

    private void faults(Map<String, String> typed, String... fields) {
        Document page = search(typed);
        assertThat(visitor.status()).isEqualTo(422);
        OpenPagesTest.faultsLeadTo(page, fields);
    }

    /** Who may read what, in words; nothing of the holder is told where it is refused. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "60 | nothing | 403 | Refusé parce que le titulaire ne vous a pas autorisé, ou que votre autorisation a pris fin. | NO_AUTHORIZATION",
                "10 | blocked | 403 | Refusé parce que le titulaire vous a interdit l’accès à son dossier. | BLOCKED",
                "10 | closed | 403 | Refusé parce que ce dossier est fermé, ou n’existe pas. | RECORD_NOT_ACTIVE",
                "99 | authorized | 403 | Refusé parce que votre profession ne lit pas ce type d’information, même avec l’accord du titulaire. | HABILITATION"
            })
    void aRefusalSaysItsGround(String profession, String fact, int status, String words, String ground) {
        comes(profession);
        given(fact);
        Document page = visitor.get("/pro/dossiers/" + record).page();
        assertThat(visitor.status()).isEqualTo(status);
        assertThat(page.select(".banner-bad").text()).isEqualTo(words);
        assertThat(page.text()).doesNotContain("ESSAI", "Camille", "1985");
        assertThat(acts()).containsExactly("OPEN_RECORD_REFUSED " + ground);
    }

    private void given(String fact) {
        switch (fact) {
            case "blocked" ->
                jdbc.sql("insert into dmp.access_block (record, professional, since) values (?, ?, now())")
                        .params(record, doctor.rpps())
                        .update();
            case "authorized" -> authorize();
            case "closed" ->
                jdbc.sql("update dmp.record set status = 'CLOSED', closed_at = now() where id = ?")
                        .param(record)
                        .update();
            default -> assertThat(fact).isEqualTo("nothing");
        }
    }

    private void authorize() {
        jdbc.sql(
                        """
                        insert into dmp.access_authorization (record, id, professional, since, ground)
                        values (?, ?, ?, now(), 'HOLDER')
                        """)
                .params(record, UUID.randomUUID(), doctor.rpps())
                .update();
    }

    /** A physiotherapist reads what the holder wrote down, and nothing of the history: each part says so in its place. */
    @Test
    void aPartThatIsRefusedSaysItsGround() {
        comes("70");
        authorize();
        delivered(1);
        Document page = visitor.get("/pro/dossiers/" + record).page();
        assertThat(visitor.status()).isEqualTo(200);
        assertThat(page.select("h1").text()).isEqualTo("D'ESSAI & FILS Camille");
        assertThat(page.select(".banner-good").text()).startsWith("Lisible parce que le titulaire vous y a autorisé");
        assertThat(page.select("section[aria-labelledby=soins] .banner-bad").text())
                .startsWith("Refusé parce que votre profession");
        assertThat(page.text()).doesNotContain("soin 0");
        assertThat(acts())
                .containsExactly(
                        "OPEN_RECORD AUTHORIZATION",
                        "READ_ENTRIES AUTHORIZATION",
                        "READ_ENTRIES AUTHORIZATION",
                        "READ_ENTRIES AUTHORIZATION",
                        "READ_ENTRIES AUTHORIZATION",
                        "READ_ENTRIES AUTHORIZATION",
                        "LIST_DOCUMENTS AUTHORIZATION",
                        "READ_CARE_HISTORY_REFUSED HABILITATION");
    }

    @Test
    void rightsThatWereGivenAreToldApartFromAPhysiciansOwn() {
        authorize();
        jdbc.sql("insert into dmp.treating_right (record, professional, since) values (?, ?, now())")
                .params(record, doctor.rpps())
                .update();
        Document page = visitor.get("/pro/dossiers/" + record).page();
        assertThat(page.select(".banner-good").text())
                .isEqualTo("Lisible parce que le titulaire vous a donné les droits du médecin traitant.");
    }

    /** As if it weren't there. */
    @Test
    void whatIsHiddenOrDoesNotExistIsAbsent() {
        authorize();
        jdbc.sql("insert into dmp.record_hiding (record, since) values (?, now())")
                .param(record)
                .update();
        assertThat(visitor.get("/pro/dossiers/" + record).status()).isEqualTo(404);
        assertThat(visitor.get("/pro/dossiers/" + record).text()).contains("Cette page n’existe pas");
        assertThat(visitor.page().select("main a").attr("href")).isEqualTo("/pro");
        assertThat(visitor.get("/pro/dossiers/x").status()).isEqualTo(404);
        assertThat(byNumber(person.nir().value()).select("#none")).hasSize(1);
    }

    @Test
    void whatIsWithdrawnIsWithdrawnOnTheNextPage() {
        authorize();
        assertThat(visitor.get("/pro/dossiers/" + record).status()).isEqualTo(200);
        jdbc.sql("update dmp.access_authorization set ended_at = now() where record = ?")
                .param(record)
                .update();
        assertThat(visitor.get("/pro/dossiers/" + record).status()).isEqualTo(403);
    }

    @Test
    void aWrongFilterShowsAllAndSaysSo() {
        authorize();
        delivered(3);
        Document page = visitor.get("/pro/dossiers/" + record + "?du=32/01/2026&suite=x")
                .page();
        assertThat(visitor.status()).isEqualTo(422);
        OpenPagesTest.faultsLeadTo(page, "du");
        assertThat(page.select(".line")).hasSize(3);
    }

    @Test
    void thePagesHoldNothingInline() {
        authorize();
        for (String path : List.of("/pro", "/pro/dossiers/" + record, "/pro/dossiers/" + UUID.randomUUID())) {
            Document page = visitor.get(path).page();
            assertThat(page.select("script:not([src^=/assets/]), style, [style], [onclick], iframe"))
                    .isEmpty();
            assertThat(page.select("h1")).hasSize(1);
            assertThat(page.title()).endsWith("Dossier médical partagé");
            assertThat(page.text()).doesNotContain("??");
            assertThat(visitor.header("Cache-Control")).contains("no-store");
            assertThat(page.select("form[method=post]")).allSatisfy(form -> assertThat(
                            form.select("input[name=_csrf]").attr("value"))
                    .isNotBlank());
        }
    }

    private Document byNumber(String nir) {
        return search(Map.of("par", "nir", "nir", nir));
    }

    private Document search(Map<String, String> typed) {
        Map<String, String> all = new java.util.HashMap<>(visitor.get("/pro").filled("/pro/recherche", Map.of()));
        all.keySet().retainAll(List.of("_csrf"));
        all.putAll(typed);
        return visitor.post("/pro/recherche", all).page();
    }

    private void delivered(int lines) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneId.of("Europe/Paris"));
        List<CareLine> care = IntStream.range(0, lines)
                .mapToObj(i -> new CareLine(
                        i,
                        new UUID(7, i),
                        "T#" + i,
                        Section.CARE,
                        today.minusDays(1 + i),
                        today.minusDays(1 + i),
                        null,
                        null,
                        "soin " + i,
                        null,
                        null,
                        null,
                        null,
                        null,
                        List.of()))
                .toList();
        CareDocument document = new CareDocument(
                person.nir(), UUID.randomUUID(), 1, new byte[32], null, clock.instant(), care, List.of(), List.of());
        UUID delivery = UUID.randomUUID();
        transaction.executeWithoutResult(status -> {
            feed.ensureMonths(care.stream().map(CareLine::from).toList());
            feed.take(record, document, "CNAM-HR", delivery);
            feed.add(record, document.set(), care, "CNAM-HR", delivery);
        });
    }

    private List<String> acts() {
        return jdbc.sql(
                        "select act || ' ' || split_part(ground, '/', 1) from dmp.audit_entry where record = ? and actor = ? order by seq")
                .params(record, doctor.rpps())
                .query(String.class)
                .list();
    }
}
