package fr.dmp.emergency.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import fr.dmp.Calls;
import fr.dmp.SandboxTest;
import fr.dmp.Statements;
import fr.dmp.TestClock;
import fr.dmp.access.Asking;
import fr.dmp.identity.Professional;
import fr.dmp.identity.Professionals;
import fr.dmp.identity.Professionals.Registration;
import fr.dmp.vault.RecordKeys;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.transaction.support.TransactionTemplate;

/** How a professional reads in an emergency, over HTTP: what opens it, what it shows, how it ends, who is told. */
@SandboxTest
class EmergencyAccessApiTest {

    private static final String WISH =
            """
            {"mode": "BRIS_DE_GLACE", "reason": "UNCONSCIOUS", "explanation": "Trouvé inconscient dans la rue."}""";

    private static final String CALL =
            """
            {"mode": "CENTRE_15", "reason": "LIFE_THREAT", "explanation": "Douleur dans la poitrine.",
             "callReference": "75-2026-001"}""";

    @Autowired
    private ApplicationContext program;

    @Autowired
    private RecordKeys keys;

    @Autowired
    private TransactionTemplate transactions;

    @Autowired
    private Professionals professionals;

    @Autowired
    private Clock clock;

    private Asking asking;
    private String doctor;

    @BeforeEach
    void people() {
        asking = another();
        doctor = asking.professional("10");
    }

    private Asking another() {
        Asking one = Asking.of(program);
        transactions.executeWithoutResult(transaction -> keys.create(one.record()));
        return one;
    }

    @Test
    void itOpensTheRecordInItsModeAndNoOther() {
        assertThat(asking.reading(doctor)).isEqualTo("403 access-denied NO_AUTHORIZATION");

        JsonNode access = opened(asking, WISH);

        assertThat(access.get("mode").asText()).isEqualTo("BRIS_DE_GLACE");
        assertThat(Duration.between(
                        clock.instant(),
                        java.time.Instant.parse(access.get("expiresAt").asText())))
                .isBetween(Duration.ofHours(4).minusMinutes(1), Duration.ofHours(4));
        assertThat(reading(asking, access.get("id").asText())).isEqualTo("200");
        assertThat(asking.reading(doctor))
                .as("without the header it is a normal reading")
                .isEqualTo("403 access-denied NO_AUTHORIZATION");
        assertThat(asking.superuser()
                        .sql(
                                "select act || ' ' || mode || ' ' || ground from dmp.audit_entry where record = ? order by seq")
                        .param(asking.record())
                        .query(String.class)
                        .list())
                .anyMatch(act -> act.equals("OPEN_EMERGENCY_ACCESS bris_de_glace UNCONSCIOUS"))
                .anyMatch(act -> act.startsWith("READ_CARE_HISTORY bris_de_glace EMERGENCY/"));
    }

    /** What is looked for first, in one answer; what a profession doesn't read says so in its place. */
    @Test
    void theSummaryTellsWhatIsLookedForFirst() {
        String version = asking.holder().get("/api/record/entries/allergies").header("ETag");
        asking.holder()
                .with("If-Match", version)
                .send("PUT", "/api/record/entries/allergies", "{\"items\": [{\"label\": \"Arachide\"}]}");
        String summary = "/api/professional/records/" + asking.record() + "/summary";
        assertThat(Asking.outcome(asking.calls(doctor).get(summary))).isEqualTo("403 access-denied NO_AUTHORIZATION");

        JsonNode read = asking.calls(doctor)
                .with("Emergency-Access", opened(asking, WISH).get("id").asText())
                .get(summary)
                .json();

        assertThat(read.get("allergies").get(0).get("label").asText()).isEqualTo("Arachide");
        assertThat(read.fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder(
                        "allergies",
                        "treatments",
                        "conditions",
                        "emergencyContacts",
                        "directives",
                        "hospitalStays",
                        "medicines",
                        "refused");
        assertThat(read.get("refused")).isEmpty();
        String physiotherapist = asking.professional("70");
        JsonNode access =
                asking.calls(physiotherapist).post(address(asking), WISH).json();
        JsonNode less = asking.calls(physiotherapist)
                .with("Emergency-Access", access.get("id").asText())
                .get(summary)
                .json();
        assertThat(less.get("allergies")).hasSize(1);
        assertThat(less.get("refused").toString())
                .isEqualTo(
                        """
                        [{"part":"HOSPITAL_STAYS","ground":"HABILITATION"},{"part":"MEDICINES","ground":"HABILITATION"}]""");
    }

    @Test
    void whatIsOpenedTwiceIsOne() {
        JsonNode first = opened(asking, WISH);

        JsonNode second = opened(asking, WISH);

        assertThat(second).isEqualTo(first);
        assertThat(notices(asking)).hasSize(1);
    }

    @Test
    void itEndsByItself() {
        String access = opened(asking, WISH).get("id").asText();
        try (TestClock moved = TestClock.of(clock)) {
            moved.advance(Duration.ofHours(4).plusSeconds(2));
            asking.signInAgain();
            assertThat(reading(asking, access)).isEqualTo("403 access-denied EMERGENCY_ENDED");
            await().untilAsserted(() -> assertThat(asking.acts()).contains("SYSTEM END_EMERGENCY_ACCESS TIME"));
        }
    }

    @Test
    void whoeverOpenedItEndsIt() {
        String access = opened(asking, WISH).get("id").asText();
        String other = asking.professional("10");

        assertThat(asking.calls(other)
                        .post(address(asking) + "/" + access + "/end", "")
                        .status())
                .as("somebody else's isn't there")
                .isEqualTo(404);
        assertThat(asking.calls(doctor)
                        .post(address(asking) + "/" + access + "/end", "")
                        .status())
                .isEqualTo(204);

        assertThat(reading(asking, access)).isEqualTo("403 access-denied EMERGENCY_ENDED");
        assertThat(asking.calls(doctor)
                        .post(address(asking) + "/" + access + "/end", "")
                        .status())
                .as("once more changes nothing")
                .isEqualTo(204);
        assertThat(asking.acts().stream().filter(act -> act.contains("END_EMERGENCY_ACCESS")))
                .hasSize(1);
    }

    @Test
    void nobodyElseReadsByIt() {
        String access = opened(asking, WISH).get("id").asText();
        Asking elsewhere = another();

        assertThat(Asking.outcome(asking.calls(asking.professional("10"))
                        .with("Emergency-Access", access)
                        .get(history(asking))))
                .isEqualTo("403 access-denied EMERGENCY_ENDED");
        assertThat(Asking.outcome(
                        asking.calls(doctor).with("Emergency-Access", access).get(history(elsewhere))))
                .as("nor in another record")
                .isEqualTo("403 access-denied EMERGENCY_ENDED");
    }

    @Test
    void anObjectionIsToldTracedAndEndsWhatIsOpen() {
        String access = opened(asking, WISH).get("id").asText();
        Calls settings = asking.holder().get("/api/record/emergency-settings");

        assertThat(asking.holder()
                        .with("If-Match", settings.header("ETag"))
                        .send("PUT", "/api/record/emergency-settings", "{\"breakGlass\": false, \"regulation\": true}")
                        .status())
                .isEqualTo(200);

        assertThat(reading(asking, access)).isEqualTo("403 access-denied EMERGENCY_ENDED");
        assertThat(open(asking, WISH).outcome()).isEqualTo("403 emergency-objected");
        assertThat(asking.acts()).contains("PROFESSIONAL OPEN_EMERGENCY_ACCESS_REFUSED OBJECTED");
        assertThat(asking.holder()
                        .with("If-Match", settings.header("ETag"))
                        .send("PUT", "/api/record/emergency-settings", "{\"breakGlass\": true, \"regulation\": true}")
                        .outcome())
                .isEqualTo("412 stale-version");
    }

    @Test
    void theSamuHasItsOwn() {
        assertThat(Asking.outcome(open(asking, CALL))).isEqualTo("403 access-denied NO_REGULATION");

        String samu = regulating();
        String token = new Calls(port())
                .post("/sandbox/professional-tokens", "{\"rpps\": \"%s\", \"regulation\": true}".formatted(samu))
                .json()
                .get("accessToken")
                .asText();
        JsonNode access = new Calls(port())
                .bearer(token)
                .with("Idempotency-Key", UUID.randomUUID().toString())
                .post(address(asking), CALL)
                .json();

        assertThat(access.get("mode").asText()).isEqualTo("CENTRE_15");
        assertThat(new Calls(port())
                        .bearer(token)
                        .with("Emergency-Access", access.get("id").asText())
                        .get(history(asking))
                        .status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "{\"reason\": \"COVERING\", \"explanation\": \"Je remplace un confrère.\"} | /mode",
                "{\"mode\": \"NORMAL\", \"reason\": \"COVERING\", \"explanation\": \"Je remplace un confrère.\"} | /mode",
                "{\"mode\": \"BRIS_DE_GLACE\", \"explanation\": \"Je remplace un confrère.\"} | /reason",
                "{\"mode\": \"BRIS_DE_GLACE\", \"reason\": \"COVERING\"} | /explanation",
                "{\"mode\": \"BRIS_DE_GLACE\", \"reason\": \"COVERING\", \"explanation\": \"urgence\"} | /explanation",
                "{\"mode\": \"BRIS_DE_GLACE\", \"reason\": \"COVERING\", \"explanation\": \"ligne\\u000aet une autre\"} | /explanation",
                "{\"mode\": \"CENTRE_15\", \"reason\": \"COVERING\", \"explanation\": \"Je remplace un confrère.\"} | /callReference",
                "{\"mode\": \"BRIS_DE_GLACE\", \"reason\": \"COVERING\", \"explanation\": \"Je remplace un confrère.\", \"callReference\": \"1\"} | /callReference"
            })
    void whatIsMissingIsTold(String wish, String pointer) {
        Calls answer = open(asking, wish.strip());

        assertThat(answer.status()).as(wish).isEqualTo(422);
        assertThat(answer.json().get("errors").get(0).get("pointer").asText()).isEqualTo(pointer);
        assertThat(asking.acts()).isEmpty();
    }

    @Test
    void whoMayReadAlreadyNeedsNone() {
        asking.grant(doctor);

        assertThat(open(asking, WISH).outcome()).isEqualTo("409 access-held");
    }

    @Test
    void whoIsBlockedOrReadsNothingIsRefused() {
        asking.holder().send("PUT", "/api/record/blocks/" + doctor, "");
        assertThat(Asking.outcome(open(asking, WISH))).isEqualTo("403 access-denied BLOCKED");
        assertThat(Asking.outcome(asking.calls(asking.professional("99")).post(address(asking), WISH)))
                .isEqualTo("403 access-denied HABILITATION");
        assertThat(Asking.outcome(asking.calls(doctor)
                        .post("/api/professional/records/" + UUID.randomUUID() + "/emergency-accesses", WISH)))
                .isEqualTo("403 access-denied RECORD_NOT_ACTIVE");
    }

    /** The holder by all means, the treating physician by mail, without the patient's name. */
    @Test
    void theHolderAndTheTreatingPhysicianAreTold() {
        String physician = written("ps.%s@exemple.fr");
        asking.declare(physician, LocalDate.now(clock).minusDays(1));

        opened(asking, WISH);

        assertThat(notices(asking))
                .containsExactly("EMERGENCY_ACCESS SMS", "PATIENTS_EMERGENCY MAIL ps." + physician + "@exemple.fr");
        JsonNode told = asking.calls(physician)
                .get("/api/professional/patient-emergencies")
                .json()
                .get("items");
        assertThat(told).hasSize(1);
        assertThat(told.get(0).get("professional").asText()).isEqualTo(doctor);
        assertThat(asking.calls(doctor)
                        .get("/api/professional/patient-emergencies")
                        .json()
                        .get("items"))
                .isEmpty();
        assertThat(asking.acts()).contains("PROFESSIONAL READ_PATIENT_EMERGENCIES TREATING_PHYSICIAN");
    }

    @Test
    void theHolderSeesWhoCameAndContests() {
        String access = opened(asking, WISH).get("id").asText();

        JsonNode seen = asking.holder()
                .get("/api/record/emergency-accesses")
                .json()
                .get("items")
                .get(0);

        assertThat(seen.get("id").asText()).isEqualTo(access);
        assertThat(seen.get("explanation").asText()).isEqualTo("Trouvé inconscient dans la rue.");
        assertThat(seen.get("review").asText()).isEqualTo("PENDING");
        Calls contested = asking.holder()
                .post("/api/record/emergency-accesses/" + access + "/contest", "{\"words\": \"J’étais chez moi.\"}");
        assertThat(contested.status()).as(contested.outcome()).isEqualTo(200);
        assertThat(contested.json().get("contested").asBoolean()).isTrue();
        assertThat(asking.holder()
                        .post("/api/record/emergency-accesses/" + access + "/contest", "{\"words\": \"Encore.\"}")
                        .outcome())
                .isEqualTo("409 emergency-contested");
        assertThat(another()
                        .holder()
                        .post("/api/record/emergency-accesses/" + access + "/contest", "{\"words\": \"Pas le mien.\"}")
                        .status())
                .isEqualTo(404);
    }

    /** However many came, each is looked up with the others. */
    @Test
    void theListTakesAsManyStatementsForOneAsForMany() {
        opened(asking, WISH);
        int forOne = listing().statements();
        for (int i = 0; i < 4; i++) {
            asking.calls(asking.professional("10")).post(address(asking), WISH);
        }

        Statements.Count forFive = listing();

        System.out.println("five emergency accesses, listed: " + forFive);
        assertThat(asking.holder().get("/api/record/emergency-accesses").json().get("items"))
                .hasSize(5);
        assertThat(forFive.statements()).isEqualTo(forOne).isLessThanOrEqualTo(8);
        assertThat(forFive.commits()).isEqualTo(1);
    }

    private Statements.Count listing() {
        Calls calls = asking.holder();
        return Statements.ofRequest((header, mark) -> calls.with(header, mark).get("/api/record/emergency-accesses"));
    }

    /** Words are nobody's to read without the record's key. */
    @Test
    void wordsAreSealed() {
        opened(asking, WISH);

        byte[] kept = asking.superuser()
                .sql("select explanation from dmp.emergency_case where record = ?")
                .param(asking.record())
                .query(byte[].class)
                .single();
        assertThat(new String(kept, java.nio.charset.StandardCharsets.UTF_8)).doesNotContain("inconscient");
    }

    /** Ten within a day: more of it is no emergency. */
    @Test
    void whoScrapesRecordsIsStopped() {
        List<String> outcomes = IntStream.range(0, 14)
                .mapToObj(
                        n -> asking.calls(doctor).post(address(another()), WISH).outcome())
                .toList();

        assertThat(outcomes.subList(0, 10)).containsOnly("201");
        assertThat(outcomes.subList(10, 14)).containsOnly("429 too-many-requests");
    }

    /** One for the limit, one for the access with its trace, notices and process. */
    @Test
    void itTakesTwoCommits() {
        opened(another(), WISH);
        Asking one = another();

        Calls calls = asking.calls(doctor);
        Statements.Count counted =
                Statements.ofRequest((header, mark) -> calls.with(header, mark).post(address(one), WISH));

        System.out.println("an emergency access: " + counted);
        assertThat(counted.commits()).isLessThanOrEqualTo(3);
    }

    private String written(String mail) {
        String rpps = "27"
                + String.format(
                        "%09d", java.util.concurrent.ThreadLocalRandom.current().nextInt(1_000_000_000));
        professionals.register(List.of(new Registration(
                new Professional(rpps, "SOINS", "Ana", "10", "SM54", null, "Évry", false, false),
                Optional.empty(),
                mail.formatted(rpps))));
        return rpps;
    }

    private String regulating() {
        String rpps = "27"
                + String.format(
                        "%09d", java.util.concurrent.ThreadLocalRandom.current().nextInt(1_000_000_000));
        professionals.register(List.of(new Registration(
                new Professional(rpps, "SAMU", "Ana", "10", "SM26", null, "Évry", true, false), Optional.empty())));
        return rpps;
    }

    private int port() {
        return program.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
    }

    private JsonNode opened(Asking at, String wish) {
        Calls answer = open(at, wish);
        assertThat(answer.status()).as(answer.outcome()).isEqualTo(201);
        return answer.json();
    }

    private Calls open(Asking at, String wish) {
        return asking.calls(doctor).post(address(at), wish);
    }

    private String reading(Asking at, String access) {
        return Asking.outcome(
                asking.calls(doctor).with("Emergency-Access", access).get(history(at)));
    }

    private static String address(Asking at) {
        return "/api/professional/records/" + at.record() + "/emergency-accesses";
    }

    private static String history(Asking at) {
        return "/api/professional/records/" + at.record() + "/care-history";
    }

    private static List<String> notices(Asking at) {
        return at.superuser()
                .sql(
                        """
                        select kind || ' ' || channel || case when person is null then ' ' || destination else '' end
                        from dmp.notice where record = ? order by id
                        """)
                .param(at.record())
                .query(String.class)
                .list();
    }
}
