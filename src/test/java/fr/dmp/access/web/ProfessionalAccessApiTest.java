package fr.dmp.access.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import fr.dmp.Calls;
import fr.dmp.SandboxTest;
import fr.dmp.TestClock;
import fr.dmp.access.Asking;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.camunda.bpm.engine.ManagementService;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** Professionals who come to read a record, over HTTP: with the holder present, or asked from afar. */
@SandboxTest
class ProfessionalAccessApiTest {

    @Autowired
    private ApplicationContext program;

    @Autowired
    private Clock clock;

    private Asking asking;
    private String doctor;

    @BeforeEach
    void people() {
        asking = Asking.of(program);
        doctor = asking.professional("10");
    }

    @Test
    void withTheHolderPresentTheyReadAtOnceAndTheHolderIsTold() {
        assertThat(asking.standing(doctor).get("status").asText()).isEqualTo("UNDEFINED");
        assertThat(asking.reading(doctor)).isEqualTo("403 access-denied NO_AUTHORIZATION");

        Calls attested = asking.attest(doctor);

        assertThat(attested.outcome()).isEqualTo("201");
        assertThat(attested.json().get("status").asText()).isEqualTo("VALID");
        assertThat(asking.reading(doctor)).isEqualTo("200");
        assertThat(asking.told()).containsExactly("ACCESS_ATTESTED Ærika NÓVÁK, 10", "FIRST_ACCESS Ærika NÓVÁK, 10");
        JsonNode listed = asking.holder()
                .get("/api/record/authorizations")
                .json()
                .get("items")
                .get(0);
        assertThat(listed.get("ground").asText()).isEqualTo("HOLDER_PRESENT");
        assertThat(asking.acts())
                .containsExactly(
                        "PROFESSIONAL READ_OWN_AUTHORIZATION OWN",
                        "PROFESSIONAL READ_CARE_HISTORY_REFUSED NO_AUTHORIZATION/2026-12-01",
                        "PROFESSIONAL ATTEST_ACCESS HOLDER_PRESENT",
                        "PROFESSIONAL READ_CARE_HISTORY AUTHORIZATION/2026-12-01",
                        "HOLDER READ_AUTHORIZATIONS HOLDER/2026-12-01");
    }

    /** The holder gave it until a day: whoever attests can't stretch it. */
    @Test
    void anAttestationProlongsNothing() {
        Instant until = clock.instant().plus(2, ChronoUnit.DAYS).truncatedTo(ChronoUnit.SECONDS);
        asking.holder()
                .post(
                        "/api/record/authorizations",
                        "{\"professional\": \"%s\", \"until\": \"%s\"}".formatted(doctor, until));

        assertThat(asking.attest(doctor).json().get("until").asText()).isEqualTo(until.toString());
        assertThat(asking.told()).isEmpty();
    }

    @Test
    void fromAfarTheHolderDecides() {
        Calls asked = asking.ask(doctor);
        assertThat(asked.outcome()).isEqualTo("202");
        assertThat(asked.header("Location")).isEqualTo(asking.address());
        String id = asked.json().get("id").asText();
        assertThat(asked.json().get("status").asText()).isEqualTo("PENDING");
        assertThat(asking.reading(doctor)).isEqualTo("403 access-denied NO_AUTHORIZATION");
        assertThat(asking.told()).containsExactly("ACCESS_REQUESTED Ærika NÓVÁK, 10");
        JsonNode seen = asking.holder()
                .get("/api/record/access-requests")
                .json()
                .get("items")
                .get(0);
        assertThat(List.of(
                        seen.get("id").asText(),
                        seen.get("professional").asText(),
                        seen.get("name").asText(),
                        seen.get("profession").asText()))
                .containsExactly(id, doctor, "Ærika NÓVÁK", "10");

        Instant until = clock.instant().plus(3, ChronoUnit.DAYS).truncatedTo(ChronoUnit.SECONDS);
        Calls accepted = asking.decide(id, "{\"accept\": true, \"until\": \"" + until + "\"}");

        assertThat(accepted.json().get("status").asText()).isEqualTo("GRANTED");
        assertThat(accepted.json().get("until").asText()).isEqualTo(until.toString());
        assertThat(asking.reading(doctor)).isEqualTo("200");
        JsonNode standing = asking.standing(doctor);
        assertThat(standing.get("status").asText()).isEqualTo("VALID");
        assertThat(standing.get("until").asText()).isEqualTo(until.toString());
        assertThat(standing.get("request").get("status").asText()).isEqualTo("GRANTED");
        assertThat(asking.acts())
                .containsSubsequence(
                        "PROFESSIONAL REQUEST_ACCESS REQUEST",
                        "HOLDER READ_ACCESS_REQUESTS HOLDER/2026-12-01",
                        "HOLDER GRANT_ACCESS HOLDER/2026-12-01");
    }

    @Test
    void whatIsDeclinedStaysDeclined() {
        String id = asking.ask(doctor).json().get("id").asText();
        assertThat(asking.decide(id, "{\"accept\": false}").json().get("status").asText())
                .isEqualTo("DECLINED");
        assertThat(asking.reading(doctor)).isEqualTo("403 access-denied NO_AUTHORIZATION");
        assertThat(asking.standing(doctor).get("request").get("status").asText())
                .isEqualTo("DECLINED");
        assertThat(asking.decide(id, "{\"accept\": true}").outcome()).isEqualTo("409 request-decided");
        assertThat(asking.authorizations()).isZero();
    }

    /** The same key gives the same answer, and tells the holder nothing anew; another body or record under it is refused. */
    @Test
    void aRepeatedRequestIsOne() {
        Calls calls = asking.calls(doctor);
        JsonNode first = calls.post(asking.address(), "{\"request\": true}").json();
        assertThat(calls.post(asking.address(), "{\"request\": true}").json()).isEqualTo(first);
        assertThat(calls.post(asking.address(), "{\"holderPresent\": true, \"consent\": true}")
                        .outcome())
                .isEqualTo("409 idempotency-conflict");
        assertThat(calls.post(Asking.of(program).address(), "{\"request\": true}")
                        .outcome())
                .isEqualTo("409 idempotency-conflict");
        assertThat(asking.ask(doctor).json().get("id"))
                .as("another key, the same wait")
                .isEqualTo(first.get("id"));

        Calls holder = asking.holder();
        String decision = "/api/record/access-requests/" + first.get("id").asText() + "/decision";
        JsonNode accepted = holder.post(decision, "{\"accept\": true}").json();
        assertThat(holder.post(decision, "{\"accept\": true}").json()).isEqualTo(accepted);
        assertThat(holder.post(decision, "{\"accept\": false}").outcome()).isEqualTo("409 idempotency-conflict");

        assertThat(asking.requests()).containsExactly("REQUEST GRANTED");
        assertThat(asking.told()).hasSize(1);
        assertThat(asking.authorizations()).isOne();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | 422 invalid-input",
                "{\"request\": true, \"holderPresent\": true, \"consent\": true} | 422 invalid-input",
                "{\"consent\": true} | 422 invalid-input",
                "{\"holderPresent\": true} | 422 consent-required",
                "{\"holderPresent\": true, \"consent\": false} | 422 consent-required",
                "{\"request\": \"oui\"} | 400 malformed",
                "{\"request\": true, \"record\": \"x\"} | 400 malformed",
                "[] | 400 malformed",
                "'' | 400 malformed"
            })
    void whatIsNoWishIsRefused(String body, String outcome) {
        Calls answer =
                asking.calls(doctor).with("Content-Type", "application/json").post(asking.address(), body);
        assertThat(answer.status()).isBetween(400, 422);
        if (!outcome.startsWith("400")) {
            assertThat(answer.outcome()).isEqualTo(outcome);
        }
        assertThat(asking.requests()).isEmpty();
        assertThat(asking.told()).isEmpty();
    }

    @Test
    void aWishWithoutAKeyIsRefused() {
        Calls calls = asking.calls(doctor).with("Idempotency-Key", "");
        assertThat(calls.post(asking.address(), "{\"request\": true}").outcome())
                .isEqualTo("400 idempotency-key-required");
    }

    /** A record that isn't there and one that is closed are refused alike, and the first leaves no chain. */
    @Test
    void onlyAnActiveRecordCanBeAskedFor() {
        UUID nothing = UUID.randomUUID();
        String at = "/api/professional/records/" + nothing + "/authorization";
        assertThat(Asking.outcome(asking.calls(doctor).post(at, "{\"request\": true}")))
                .isEqualTo("403 access-denied RECORD_NOT_ACTIVE");
        assertThat(Asking.outcome(asking.calls(doctor).get(at))).isEqualTo("403 access-denied RECORD_NOT_ACTIVE");
        assertThat(asking.calls(doctor)
                        .post("/api/professional/records/x/authorization", "{\"request\": true}")
                        .outcome())
                .isEqualTo("404 not-found");
        assertThat(asking.superuser()
                        .sql("select count(*) from dmp.audit_entry where record = ?")
                        .param(nothing)
                        .query(Long.class)
                        .single())
                .isZero();

        asking.superuser()
                .sql("update dmp.record set status = 'CLOSED', closed_at = now() where id = ?")
                .param(asking.record())
                .update();
        assertThat(Asking.outcome(asking.ask(doctor))).isEqualTo("403 access-denied RECORD_NOT_ACTIVE");
        assertThat(Asking.outcome(asking.attest(doctor))).isEqualTo("403 access-denied RECORD_NOT_ACTIVE");
        assertThat(Asking.outcome(asking.calls(doctor).get(asking.address())))
                .isEqualTo("403 access-denied RECORD_NOT_ACTIVE");
        assertThat(asking.acts())
                .containsExactly(
                        "PROFESSIONAL REQUEST_ACCESS_REFUSED RECORD_NOT_ACTIVE",
                        "PROFESSIONAL ATTEST_ACCESS_REFUSED RECORD_NOT_ACTIVE",
                        "PROFESSIONAL READ_OWN_AUTHORIZATION_REFUSED RECORD_NOT_ACTIVE");
    }

    @Test
    void whoIsBlockedIsToldSoWhateverTheyTry() {
        asking.holder().send("PUT", "/api/record/blocks/" + doctor, "");
        assertThat(Asking.outcome(asking.attest(doctor))).isEqualTo("403 access-denied BLOCKED");
        assertThat(Asking.outcome(asking.ask(doctor))).isEqualTo("403 access-denied BLOCKED");
        assertThat(asking.standing(doctor).get("status").asText()).isEqualTo("FORBIDDEN");
        assertThat(asking.requests()).isEmpty();
        assertThat(asking.told()).isEmpty();
    }

    /** Nobody is asked on behalf of a profession that would read nothing. */
    @Test
    void aProfessionWithoutAnythingToReadIsRefused() {
        String other = asking.professional("98");
        assertThat(Asking.outcome(asking.attest(other))).isEqualTo("403 access-denied HABILITATION");
        assertThat(Asking.outcome(asking.ask(other))).isEqualTo("403 access-denied HABILITATION");
        Calls granted = asking.grant(other);
        assertThat(granted.outcome()).isEqualTo("422 invalid-input");
        assertThat(granted.json().get("errors").get(0).get("pointer").asText()).isEqualTo("/professional");
    }

    /** The answer would tell that it is hidden, if it depended on it. */
    @Test
    void aHiddenRecordIsAskedForLikeAnyOther() {
        asking.holder().send("PUT", "/api/record/hiding", "");
        assertThat(asking.ask(doctor).outcome()).isEqualTo("202");
        assertThat(asking.standing(doctor).get("status").asText()).isEqualTo("UNDEFINED");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | 422 invalid-input",
                "{\"accept\": true, \"until\": \"2001-01-01T00:00:00Z\"} | 422 invalid-input",
                "{\"accept\": false, \"until\": \"2061-01-01T00:00:00Z\"} | 422 invalid-input"
            })
    void whatIsNoAnswerIsRefused(String body, String outcome) {
        String id = asking.ask(doctor).json().get("id").asText();
        assertThat(asking.decide(id, body).outcome()).isEqualTo(outcome);
        assertThat(asking.requests()).containsExactly("REQUEST PENDING");
    }

    @Test
    void oneHoldersRequestIsNoneOfAnothers() {
        String id = asking.ask(doctor).json().get("id").asText();
        Asking another = Asking.of(program);
        assertThat(another.decide(id, "{\"accept\": true}").outcome()).isEqualTo("404 not-found");
        assertThat(another.decide(UUID.randomUUID().toString(), "{\"accept\": true}")
                        .outcome())
                .isEqualTo("404 not-found");
        assertThat(another.decide("x", "{\"accept\": true}").outcome()).isEqualTo("404 not-found");
        assertThat(another.holder().get("/api/record/access-requests").json().get("items"))
                .isEmpty();
        assertThat(asking.requests()).containsExactly("REQUEST PENDING");
    }

    /** What the holder grants has a request of its own, which is none to be answered. */
    @Test
    void onlyWhatWasAskedFromAfarCanBeAnswered() {
        asking.grant(doctor);
        String id = asking.superuser()
                .sql("select id::text from dmp.access_request where record = ?")
                .param(asking.record())
                .query(String.class)
                .single();
        assertThat(asking.decide(id, "{\"accept\": false}").outcome()).isEqualTo("404 not-found");
    }

    /** A week later it is over, before its timer has come and after. */
    @Test
    void aLateAnswerIsRefused() {
        String id = asking.ask(doctor).json().get("id").asText();
        try (TestClock time = TestClock.of(clock)) {
            time.advance(Duration.ofDays(7).plusMinutes(1));
            asking.signInAgain();
            assertThat(asking.decide(id, "{\"accept\": true}").outcome()).isEqualTo("410 request-expired");
            assertThat(asking.standing(doctor).get("request").get("status").asText())
                    .isEqualTo("EXPIRED");
            await().atMost(Duration.ofSeconds(20)).until(() -> asking.requests().equals(List.of("REQUEST EXPIRED")));
            assertThat(asking.decide(id, "{\"accept\": true}").outcome()).isEqualTo("410 request-expired");
            assertThat(asking.ask(doctor).json().get("id").asText())
                    .as("another may be made")
                    .isNotEqualTo(id);
        }
        assertThat(asking.authorizations()).isZero();
    }

    /** An answer and the timer in the same moment: one of them settles it, and the other finds it so. */
    @Test
    void anAnswerThatRacesTheTimerIsTakenOrLate() {
        for (int round = 0; round < 4; round++) {
            String one = asking.professional("10");
            String id = asking.ask(one).json().get("id").asText();
            String process = asking.superuser()
                    .sql("select proc_inst_id_ from engine.act_ru_execution where business_key_ = ?")
                    .param(id)
                    .query(String.class)
                    .single();
            CompletableFuture<String> answered = CompletableFuture.supplyAsync(
                    () -> asking.decide(id, "{\"accept\": true}").outcome());
            CompletableFuture<Void> fired = CompletableFuture.runAsync(() -> fire(process));
            String outcome = answered.join();
            fired.exceptionally(lost -> null).join();

            String state = asking.superuser()
                    .sql("select state from dmp.access_request where id::text = ?")
                    .param(id)
                    .query(String.class)
                    .single();
            assertThat(outcome + " " + state).isIn("200 GRANTED", "410 request-expired EXPIRED");
            assertThat(asking.reading(one).startsWith("200")).isEqualTo(state.equals("GRANTED"));
        }
    }

    private void fire(String process) {
        ManagementService jobs = program.getBean(ManagementService.class);
        jobs.createJobQuery().processInstanceId(process).list().forEach(job -> jobs.executeJob(job.getId()));
    }

    @Test
    void requestsAtOnceAreOne() {
        List<String> ids =
                IntStream.range(0, 6)
                        .mapToObj(n -> CompletableFuture.supplyAsync(() -> asking.ask(doctor)))
                        .toList()
                        .stream()
                        .map(CompletableFuture::join)
                        .map(answer -> answer.json().path("id").asText(answer.outcome()))
                        .distinct()
                        .toList();
        assertThat(ids).hasSize(1);
        assertThat(asking.requests()).containsExactly("REQUEST PENDING");
        assertThat(asking.told()).hasSize(1);
    }

    @Test
    void answersAtOnceAreOne() {
        String id = asking.ask(doctor).json().get("id").asText();
        List<String> outcomes = IntStream.range(0, 5)
                .mapToObj(n -> CompletableFuture.supplyAsync(() ->
                        asking.decide(id, "{\"accept\": " + (n % 2 == 0) + "}").outcome()))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .sorted()
                .toList();
        assertThat(outcomes)
                .containsExactly(
                        "200",
                        "409 request-decided",
                        "409 request-decided",
                        "409 request-decided",
                        "409 request-decided");
    }

    /** One holder isn't asked again and again, nor many by one professional. */
    @Test
    void whoFloodsIsStopped() {
        for (int i = 0; i < 3; i++) {
            asking.decide(asking.ask(doctor).json().get("id").asText(), "{\"accept\": false}");
        }
        Calls fourth = asking.ask(doctor);
        assertThat(fourth.outcome()).isEqualTo("429 too-many-requests");
        assertThat(Long.parseLong(fourth.header("Retry-After")))
                .isBetween(Duration.ofDays(6).toSeconds(), Duration.ofDays(7).toSeconds() + 1);
        assertThat(asking.told()).hasSize(3);

        String eager = asking.professional("60");
        List<String> outcomes = IntStream.range(0, 62)
                .mapToObj(n -> asking.ask(eager).outcome())
                .toList();
        assertThat(outcomes.subList(0, 60)).containsOnly("202");
        assertThat(outcomes).last().isEqualTo("429 too-many-requests");
    }

    @Test
    void theTreatingPhysicianNeedsNeither() {
        asking.declare(doctor, LocalDate.now(clock).minusDays(2));
        Calls asked = asking.ask(doctor);
        assertThat(asked.outcome()).isEqualTo("201");
        assertThat(asked.json().get("treating").asBoolean()).isTrue();
        assertThat(asking.attest(doctor).outcome()).isEqualTo("201");
        assertThat(asking.authorizations()).isZero();
        assertThat(asking.told()).isEmpty();
    }

    /** What ended is told as ended, and may be asked for anew. */
    @Test
    void whatHasEndedIsToldAndAskedForAnew() {
        String id = asking.grant(doctor).json().get("id").asText();
        asking.holder().send("DELETE", "/api/record/authorizations/" + id, "");
        JsonNode standing = asking.standing(doctor);
        assertThat(standing.get("status").asText()).isEqualTo("EXPIRED");
        assertThat(Instant.parse(standing.get("until").asText())).isBeforeOrEqualTo(clock.instant());
        assertThat(asking.ask(doctor).outcome()).isEqualTo("202");
    }

    /** Whoever is no professional, and whoever is no holder. */
    @Test
    void eachHalfIsForItsOwn() {
        assertThat(asking.holder().post(asking.address(), "{\"request\": true}").status())
                .isIn(401, 403);
        assertThat(asking.calls(doctor).get("/api/record/access-requests").status())
                .isIn(401, 403);
    }
}
