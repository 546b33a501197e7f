package fr.dmp.access.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import fr.dmp.Calls;
import fr.dmp.SandboxTest;
import fr.dmp.Superuser;
import fr.dmp.access.Access;
import fr.dmp.access.Authorizations;
import fr.dmp.access.Thing;
import fr.dmp.audit.AccessMode;
import fr.dmp.audit.Actor;
import fr.dmp.claims.Holders;
import fr.dmp.identity.InsuredDirectory;
import fr.dmp.identity.InsuredPerson;
import fr.dmp.identity.Professionals;
import fr.dmp.signin.HolderSession;
import fr.dmp.signin.HolderSession.Scope;
import fr.dmp.signin.HolderTokens;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** A holder decides who reads, over HTTP; what they withdraw is withdrawn on the next request. */
@SandboxTest
class AuthorizationsApiTest {

    /** Of the sandbox. */
    private static final String DOCTOR = "10100100014";

    @LocalServerPort
    private int port;

    @Autowired
    private ApplicationContext program;

    @Autowired
    private InsuredDirectory directory;

    @Autowired
    private Professionals professionals;

    @Autowired
    private Access access;

    @Autowired
    private Authorizations authorizations;

    @Autowired
    private TransactionTemplate transactions;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private Environment environment;

    @Autowired
    private Clock clock;

    private InsuredPerson person;
    private UUID record;
    private String token;

    @BeforeEach
    void opened() {
        person = Holders.insured(directory, Holders.nir());
        record = Holders.open(jdbc, person);
        token = HolderTokens.of(program, record, person.id(), Scope.FULL);
    }

    @Test
    void whoIsAuthorizedReadsUntilTheyAreNot() {
        assertThat(reading(DOCTOR)).isEqualTo("403 access-denied NO_AUTHORIZATION");
        JsonNode granted = grant(DOCTOR, null).json();
        assertThat(granted.get("status").asText()).isEqualTo("VALID");
        assertThat(granted.get("name").asText()).isNotBlank();
        assertThat(granted.get("ground").asText()).isEqualTo("HOLDER");
        assertThat(reading(DOCTOR)).isEqualTo("200");
        assertThat(reading(other(DOCTOR))).isEqualTo("403 access-denied NO_AUTHORIZATION");

        assertThat(holder("DELETE", "/authorizations/" + granted.get("id").asText(), ""))
                .isEqualTo("204");

        assertThat(reading(DOCTOR)).isEqualTo("403 access-denied NO_AUTHORIZATION");
        assertThat(listed(DOCTOR).get("status").asText()).isEqualTo("EXPIRED");
        assertThat(acts())
                .containsSubsequence(
                        "READ_CARE_HISTORY_REFUSED NO_AUTHORIZATION/2026-12-01",
                        "GRANT_ACCESS HOLDER/2026-12-01",
                        "READ_CARE_HISTORY AUTHORIZATION/2026-12-01",
                        "REVOKE_ACCESS HOLDER/2026-12-01",
                        "READ_CARE_HISTORY_REFUSED NO_AUTHORIZATION/2026-12-01");
    }

    @Test
    void anEndThatWasWishedForEndsIt() {
        grant(DOCTOR, clock.instant().plus(1, ChronoUnit.DAYS));
        assertThat(reading(DOCTOR)).isEqualTo("200");
        Superuser.of(environment)
                .sql(
                        "update dmp.access_authorization set since = since - interval '2 days', until = until - interval '2 days' where record = ?")
                .param(record)
                .update();
        assertThat(reading(DOCTOR)).isEqualTo("403 access-denied NO_AUTHORIZATION");
        assertThat(listed(DOCTOR).get("status").asText()).isEqualTo("EXPIRED");
        // And a new one takes its place.
        assertThat(grant(DOCTOR, null).outcome()).isEqualTo("201");
        assertThat(reading(DOCTOR)).isEqualTo("200");
    }

    @Test
    void whoIsBlockedReadsNothingWhateverTheyWereAllowed() {
        grant(DOCTOR, null);
        assertThat(holder("PUT", "/blocks/" + DOCTOR, "")).isEqualTo("204");
        assertThat(reading(DOCTOR)).isEqualTo("403 access-denied BLOCKED");
        assertThat(listed(DOCTOR).get("status").asText()).isEqualTo("FORBIDDEN");
        assertThat(grant(DOCTOR, null).outcome()).isEqualTo("409 professional-blocked");
        assertThat(holder("PUT", "/blocks/" + DOCTOR, "")).isEqualTo("204");
        assertThat(holder("DELETE", "/blocks/" + DOCTOR, "")).isEqualTo("204");
        assertThat(reading(DOCTOR)).isEqualTo("200");
    }

    @Test
    void endingMayBlockAtOnce() {
        String id = grant(DOCTOR, null).json().get("id").asText();
        assertThat(holder("DELETE", "/authorizations/" + id + "?block=true", ""))
                .isEqualTo("204");
        assertThat(reading(DOCTOR)).isEqualTo("403 access-denied BLOCKED");
    }

    @Test
    void theTreatingPhysicianStays() {
        professionals.declareTreating(person.id(), DOCTOR, LocalDate.now(clock).minusDays(3));
        assertThat(reading(DOCTOR)).isEqualTo("200");
        JsonNode listed = listed(DOCTOR);
        assertThat(listed.get("treating").asBoolean()).isTrue();
        assertThat(listed.get("ground").asText()).isEqualTo("TREATING_PHYSICIAN");
        assertThat(holder("DELETE", "/authorizations/" + listed.get("id").asText(), ""))
                .isEqualTo("409 treating-physician");
        assertThat(holder("PUT", "/blocks/" + DOCTOR, "")).isEqualTo("409 treating-physician");
        assertThat(holder("PUT", "/hiding", "")).isEqualTo("204");
        assertThat(reading(DOCTOR)).isEqualTo("200");

        professionals.declareTreating(person.id(), other(DOCTOR), LocalDate.now(clock));

        assertThat(reading(DOCTOR)).isEqualTo("403 access-denied NO_AUTHORIZATION");
    }

    /** As if it weren't there: no ground is told. */
    @Test
    void aHiddenRecordIsAbsentButForThoseWithTreatingRights() {
        String id = grant(DOCTOR, null).json().get("id").asText();
        assertThat(hidden()).isFalse();
        assertThat(holder("PUT", "/hiding", "")).isEqualTo("204");
        assertThat(hidden()).isTrue();
        assertThat(reading(DOCTOR)).isEqualTo("404 not-found");
        assertThat(holder("PUT", "/authorizations/" + id + "/treating-rights", ""))
                .isEqualTo("200");
        assertThat(reading(DOCTOR)).isEqualTo("200");
        assertThat(holder("DELETE", "/authorizations/" + id + "/treating-rights", ""))
                .isEqualTo("204");
        assertThat(reading(DOCTOR)).isEqualTo("404 not-found");
        assertThat(holder("DELETE", "/hiding", "")).isEqualTo("204");
        assertThat(reading(DOCTOR)).isEqualTo("200");
    }

    /** What could this professional see on that day, from the dated facts. */
    @Test
    void thePastIsToldAsItWas() {
        Superuser.of(environment)
                .sql("update dmp.record set opened_at = now() - interval '9 days' where id = ?")
                .param(record)
                .update();
        Instant now = clock.instant();
        jdbc.sql(
                        """
                        insert into dmp.access_authorization (record, id, professional, since, ended_at, ground)
                        values (?, ?, ?, now() - interval '5 days', now() - interval '2 days', 'HOLDER')
                        """)
                .params(record, UUID.randomUUID(), DOCTOR)
                .update();
        assertThat(ground(now.minus(6, ChronoUnit.DAYS))).isEqualTo("false NO_AUTHORIZATION");
        assertThat(ground(now.minus(3, ChronoUnit.DAYS))).isEqualTo("true AUTHORIZATION");
        assertThat(ground(now.minus(1, ChronoUnit.DAYS))).isEqualTo("false NO_AUTHORIZATION");
        assertThat(ground(now.minus(20, ChronoUnit.DAYS))).isEqualTo("false RECORD_NOT_ACTIVE");
        assertThat(ground(null)).isEqualTo("false NO_AUTHORIZATION");
        assertThat(holder("POST", "/decisions", question(now.plus(1, ChronoUnit.DAYS))))
                .isEqualTo("422 invalid-input");
    }

    /** Nobody's authorization is another's to end, and what isn't there isn't. */
    @ParameterizedTest
    @CsvSource({
        "POST, /authorizations, '{\"professional\": \"19999999999\"}', 422 invalid-input",
        "POST, /authorizations, '{\"professional\": \"10100100014\", \"until\": \"2001-01-01T00:00:00Z\"}', 422 invalid-input",
        "POST, /authorizations, '{\"professional\": \"10100100014\", \"until\": \"demain\"}', 422 invalid-input",
        "PUT, /blocks/19999999999, '', 422 invalid-input",
        "DELETE, /authorizations/0190f1f4-0000-7000-8000-000000000000, '', 404 not-found",
        "DELETE, /authorizations/x, '', 404 not-found",
        "PUT, /authorizations/x/treating-rights, '', 404 not-found",
        "DELETE, /blocks/19999999999, '', 204",
        "POST, /decisions, '{\"professional\": \"19999999999\"}', 422 invalid-input"
    })
    void wrongInputIsToldAndChangesNothing(String method, String path, String body, String outcome) {
        assertThat(holder(method, path, body)).isEqualTo(outcome);
        assertThat(jdbc.sql(
                                """
                                select (select count(*) from dmp.access_authorization where record = :record)
                                    + (select count(*) from dmp.access_block where record = :record)
                                """)
                        .param("record", record)
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void oneHoldersAuthorizationIsNoneOfAnothers() {
        String id = grant(DOCTOR, null).json().get("id").asText();
        InsuredPerson stranger = Holders.insured(directory, Holders.nir());
        token = HolderTokens.of(program, Holders.open(jdbc, stranger), stranger.id(), Scope.FULL);
        assertThat(holder("DELETE", "/authorizations/" + id, "")).isEqualTo("404 not-found");
        assertThat(reading(DOCTOR)).isEqualTo("200");
    }

    /** Repeated or at once, one grant leaves one authorization. */
    @Test
    void aRepeatedGrantIsOne() {
        String key = UUID.randomUUID().toString();
        Calls first = holder().with("Idempotency-Key", key).post("/api/record/authorizations", body(DOCTOR, null));
        Calls again = holder().with("Idempotency-Key", key).post("/api/record/authorizations", body(DOCTOR, null));
        assertThat(again.json()).isEqualTo(first.json());
        CompletableFuture<?>[] all = new CompletableFuture<?>[6];
        for (int i = 0; i < all.length; i++) {
            all[i] = CompletableFuture.runAsync(
                    () -> assertThat(grant(DOCTOR, null).status()).isEqualTo(201));
        }
        CompletableFuture.allOf(all).join();
        assertThat(jdbc.sql("select count(*) from dmp.access_authorization where record = ? and ended_at is null")
                        .param(record)
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
    }

    /** Whoever withdraws waits for a reading that was allowed before; none is allowed after. */
    @Test
    void noReadingOutlastsAWithdrawal() {
        String id = grant(DOCTOR, null).json().get("id").asText();
        HolderSession holder = new HolderSession(
                UUID.randomUUID(),
                record,
                person.id(),
                Scope.FULL,
                clock.instant().plusSeconds(60));
        Actor doctor = new Actor(Actor.Kind.PROFESSIONAL, DOCTOR, null);
        CompletableFuture<Void> withdrawal = transactions.execute(reading -> {
            access.require(doctor, AccessMode.NORMAL, record, Thing.CARE_HISTORY, "READ_CARE_HISTORY");
            CompletableFuture<Void> begun = CompletableFuture.runAsync(() -> authorizations.revoke(holder, id));
            await().until(() -> waiting() > 0 || begun.isDone());
            assertThat(begun).isNotDone();
            return begun;
        });
        withdrawal.join();
        assertThat(reading(DOCTOR)).isEqualTo("403 access-denied NO_AUTHORIZATION");
    }

    private long waiting() {
        return Superuser.of(environment)
                .sql(
                        "select count(*) from pg_stat_activity where wait_event_type = 'Lock' and query like '%enter_record%'")
                .query(Long.class)
                .single();
    }

    private Calls holder() {
        return new Calls(port).bearer(token);
    }

    private String holder(String method, String path, String body) {
        return holder().with("Idempotency-Key", UUID.randomUUID().toString())
                .send(method, "/api/record" + path, body)
                .outcome();
    }

    private Calls grant(String rpps, Instant until) {
        return holder().with("Idempotency-Key", UUID.randomUUID().toString())
                .post("/api/record/authorizations", body(rpps, until));
    }

    private static String body(String rpps, Instant until) {
        return until == null
                ? "{\"professional\": \"%s\"}".formatted(rpps)
                : "{\"professional\": \"%s\", \"until\": \"%s\"}".formatted(rpps, until);
    }

    private JsonNode listed(String rpps) {
        for (JsonNode item : holder().get("/api/record/authorizations").json().get("items")) {
            if (item.get("professional").asText().equals(rpps)) {
                return item;
            }
        }
        throw new AssertionError("not listed");
    }

    private boolean hidden() {
        return holder().get("/api/record").json().get("hidden").asBoolean();
    }

    private static String question(Instant at) {
        return at == null
                ? "{\"professional\": \"%s\"}".formatted(DOCTOR)
                : "{\"professional\": \"%s\", \"at\": \"%s\"}".formatted(DOCTOR, at);
    }

    private String ground(Instant at) {
        for (JsonNode item :
                holder().post("/api/record/decisions", question(at)).json().get("items")) {
            if (item.get("thing").asText().equals("CARE_HISTORY")) {
                return item.get("allowed").asText() + " " + item.get("ground").asText();
            }
        }
        throw new AssertionError("nothing said of the history");
    }

    private String reading(String rpps) {
        String professional = new Calls(port)
                .post("/sandbox/professional-tokens", "{\"rpps\": \"" + rpps + "\"}")
                .json()
                .get("accessToken")
                .asText();
        Calls answer =
                new Calls(port).bearer(professional).get("/api/professional/records/" + record + "/care-history");
        return answer.status() == 403
                ? answer.outcome() + " " + answer.json().get("ground").asText()
                : answer.outcome();
    }

    /** Another doctor of the directory. */
    private String other(String rpps) {
        return jdbc.sql(
                        "select rpps from dmp.professional where profession = '10' and rpps like '101%' and rpps <> ? and struck_off is null order by rpps limit 1")
                .param(rpps)
                .query(String.class)
                .single();
    }

    private List<String> acts() {
        return jdbc.sql("select act || ' ' || ground from dmp.audit_entry where record = ? order by seq")
                .param(record)
                .query(String.class)
                .list();
    }
}
