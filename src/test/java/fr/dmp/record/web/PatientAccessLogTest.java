package fr.dmp.record.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import fr.dmp.Calls;
import fr.dmp.SandboxTest;
import fr.dmp.Statements;
import fr.dmp.Statements.Count;
import fr.dmp.Superuser;
import fr.dmp.audit.Act;
import fr.dmp.audit.Actor;
import fr.dmp.audit.AuditTrail;
import fr.dmp.claims.Holders;
import fr.dmp.identity.InsuredDirectory;
import fr.dmp.identity.InsuredPerson;
import fr.dmp.signin.HolderSession.Scope;
import fr.dmp.signin.HolderTokens;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** What professionals see of a record's trace: all of it, what they did, or nothing at all. */
@SandboxTest
class PatientAccessLogTest {

    private static final Logger LOG = LoggerFactory.getLogger(PatientAccessLogTest.class);

    /** Of the sandbox. */
    private static final String DOCTOR = "10100100014";

    private static final String OTHER = "10100219990";

    @LocalServerPort
    private int port;

    @Autowired
    private ApplicationContext program;

    @Autowired
    private InsuredDirectory directory;

    @Autowired
    private AuditTrail trail;

    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private Environment environment;

    private InsuredPerson person;
    private UUID record;
    private String token;
    private String doctor;

    @BeforeEach
    void opened() {
        person = Holders.insured(directory, Holders.nir());
        record = Holders.open(jdbc, person);
        token = HolderTokens.of(program, record, person.id(), Scope.FULL);
        doctor = new Calls(port)
                .post("/sandbox/professional-tokens", "{\"rpps\": \"" + DOCTOR + "\"}")
                .json()
                .get("accessToken")
                .asText();
    }

    /** To have asked, or to have been refused, is no act: it opens nothing the second time. */
    @Test
    void aRecordThatIsntTheirsIsAbsentHoweverOftenTheyAsk() {
        write("READ", OTHER);
        for (int i = 0; i < 3; i++) {
            assertThat(read("").outcome()).isEqualTo("404 not-found");
        }
        assertThat(professional().get(path("/care-history")).outcome()).isEqualTo("403 access-denied");
        JsonNode absent = read("").json();
        assertThat(read("").outcome()).isEqualTo("404 not-found");
        record = UUID.randomUUID();
        JsonNode never = read("").json();
        assertThat(never.get("type")).isEqualTo(absent.get("type"));
        assertThat(never.get("detail")).isEqualTo(absent.get("detail"));
        assertThat(never.has("ground") || absent.has("ground")).isFalse();
        assertThat(professional().get("/api/professional/records/1/access-log").outcome())
                .isEqualTo("404 not-found");
    }

    @Test
    void whoIsAuthorizedSeesWhatTheyDidAndNobodyElses() {
        write("READ", OTHER);
        authorize();
        assertThat(acts(read(""))).containsExactly("READ_ACCESS_LOG");
        professional().get(path("/care-history"));
        holder().get("/api/record");
        assertThat(acts(read(""))).containsExactly("READ_ACCESS_LOG", "READ_CARE_HISTORY", "READ_ACCESS_LOG");
        assertThat(acts(read("?professional=" + OTHER))).isEmpty();
        assertThat(acts(read("?act=READ_RECORD"))).isEmpty();
        JsonNode newest = read("").json().at("/items/0");
        assertThat(newest.at("/actor/rpps").asText()).isEqualTo(DOCTOR);
        assertThat(newest.at("/ground").asText()).startsWith("OWN_ACTS/");
    }

    @Test
    void whatTheyDidStaysTheirsWhenTheirAuthorizationEnds() {
        String authorization = authorize();
        professional().get(path("/care-history"));
        revoke(authorization);
        assertThat(professional().get(path("/care-history")).outcome()).isEqualTo("403 access-denied");
        write("READ", OTHER);
        assertThat(acts(read(""))).containsExactly("READ_ACCESS_LOG", "READ_CARE_HISTORY_REFUSED", "READ_CARE_HISTORY");
    }

    /** Who was authorized and never used it did nothing there. */
    @Test
    void anAuthorizationThatWasNeverUsedLeavesNothing() {
        revoke(authorize());
        assertThat(read("").outcome()).isEqualTo("404 not-found");
    }

    @Test
    void theTreatingPhysicianSeesAll() {
        write("READ", OTHER);
        holder().get("/api/record");
        jdbc.sql("insert into dmp.treating_physician (person, rpps, since) values (?, ?, '2020-01-01')")
                .params(person.id(), DOCTOR)
                .update();
        assertThat(acts(read(""))).containsExactly("READ_ACCESS_LOG", "READ_RECORD", "READ");
        assertThat(acts(read("?professional=" + OTHER))).containsExactly("READ");
        holder().send("PUT", "/api/record/hiding", "");
        assertThat(read("").status()).isEqualTo(200);
    }

    @Test
    void theSameRightsShowTheSameAsLongAsTheyLast() {
        write("READ", OTHER);
        String rights = "/api/record/authorizations/" + authorize() + "/treating-rights";
        assertThat(holder().send("PUT", rights, "").status()).isEqualTo(200);
        assertThat(acts(read(""))).contains("READ", "GIVE_TREATING_RIGHTS");
        assertThat(holder().send("DELETE", rights, "").status()).isEqualTo(204);
        assertThat(acts(read(""))).containsExactly("READ_ACCESS_LOG", "READ_ACCESS_LOG");
    }

    @Test
    void ofAHiddenRecordAndToWhomIsBlockedNothingIsSeen() {
        authorize();
        professional().get(path("/care-history"));
        holder().send("PUT", "/api/record/hiding", "");
        assertThat(read("").outcome()).isEqualTo("404 not-found");
        holder().send("DELETE", "/api/record/hiding", "");
        assertThat(read("").status()).isEqualTo(200);
        holder().send("PUT", "/api/record/blocks/" + DOCTOR, "");
        assertThat(read("").outcome()).isEqualTo("403 access-denied");
        assertThat(read("").json().get("ground").asText()).isEqualTo("BLOCKED");
        holder().send("DELETE", "/api/record/blocks/" + DOCTOR, "");
        jdbc.sql("update dmp.record set status = 'CLOSED' where id = ?")
                .param(record)
                .update();
        assertThat(read("").json().get("ground").asText()).isEqualTo("RECORD_NOT_ACTIVE");
        assertThat(new Calls(port).get(path("/access-log")).outcome()).isEqualTo("401 sign-in-required");
        assertThat(new Calls(port).bearer(token).get(path("/access-log")).outcome())
                .isEqualTo("401 sign-in-required");
    }

    /** A column that was changed to their number doesn't make another's act theirs. */
    @Test
    void anothersEntryIsNotTheirsByAnEdit() {
        authorize();
        UUID others = write("READ", OTHER);
        tamper("update dmp.audit_entry set actor = '" + DOCTOR + "' where id = '" + others + "'");
        try {
            assertThat(acts(read(""))).containsExactly("READ_ACCESS_LOG");
        } finally {
            tamper("update dmp.audit_entry set actor = '" + OTHER + "' where id = '" + others + "'");
        }
    }

    /** Their own lie far apart among others', beyond what is read at once. */
    @Test
    void pagesGoOnThroughOthersEntries() {
        authorize();
        List<String> written = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            written.add(0, write("READ", DOCTOR).toString());
            transaction.executeWithoutResult(status -> {
                for (int n = 0; n < 300; n++) {
                    trail.write(Act.of(record, Actor.SYSTEM, "READ", null, "TEST"));
                }
            });
        }
        List<String> read = new ArrayList<>();
        JsonNode page = read("?act=READ&limit=1").json();
        while (true) {
            page.get("items").forEach(item -> read.add(item.get("id").asText()));
            if (page.get("next").isNull()) {
                break;
            }
            page = read("?act=READ&limit=1&cursor=" + page.get("next").asText()).json();
        }
        assertThat(read).isEqualTo(written);
    }

    @ParameterizedTest
    @CsvSource({"?limit=0, /limit", "?cursor=demain, /cursor", "?from=27/11/2026, /from", "?act=lire, /act"})
    void whatCantBeReadIsToldWithItsPlace(String query, String pointer) {
        Calls answer = read(query);
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().at("/errors/0/pointer").asText()).isEqualTo(pointer);
    }

    @Test
    void aPageIsOneCommit() {
        authorize();
        read("");
        Count count = Statements.ofRequest(
                (header, mark) -> professional().with(header, mark).get(path("/access-log")));
        LOG.info("a page of a patient's trace: {}", count);
        assertThat(count.commits()).isEqualTo(1);
        // Who asks is looked up at the door, who acted for the page, each once; and whether it is their first access.
        assertThat(count.statements()).isEqualTo(7);
        assertThat(count.repeated()).hasSize(1);
    }

    private Calls read(String query) {
        return professional().get(path("/access-log" + query));
    }

    private String path(String rest) {
        return "/api/professional/records/" + record + rest;
    }

    private Calls professional() {
        return new Calls(port).bearer(doctor);
    }

    private Calls holder() {
        return new Calls(port).bearer(token);
    }

    private String authorize() {
        return holder().with("Idempotency-Key", UUID.randomUUID().toString())
                .post("/api/record/authorizations", "{\"professional\": \"" + DOCTOR + "\"}")
                .json()
                .get("id")
                .asText();
    }

    private void revoke(String authorization) {
        assertThat(holder().send("DELETE", "/api/record/authorizations/" + authorization, "")
                        .status())
                .isEqualTo(204);
    }

    private static List<String> acts(Calls page) {
        assertThat(page.status()).isEqualTo(200);
        List<String> acts = new ArrayList<>();
        page.json().get("items").forEach(item -> acts.add(item.get("act").asText()));
        return acts;
    }

    private UUID write(String act, String rpps) {
        Actor actor = new Actor(Actor.Kind.PROFESSIONAL, rpps, "Zoé PRYING");
        return transaction.execute(status -> trail.write(Act.of(record, actor, act, null, "TEST")));
    }

    private void tamper(String change) {
        Superuser.of(environment)
                .sql("set session_replication_role = replica; " + change)
                .update();
    }
}
