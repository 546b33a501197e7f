package fr.dmp.record.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import fr.dmp.Calls;
import fr.dmp.SandboxTest;
import fr.dmp.Superuser;
import fr.dmp.audit.AccessMode;
import fr.dmp.audit.Act;
import fr.dmp.audit.Actor;
import fr.dmp.audit.AuditTrail;
import fr.dmp.audit.Checkpoints;
import fr.dmp.audit.ProofReader;
import fr.dmp.claims.Holders;
import fr.dmp.identity.InsuredDirectory;
import fr.dmp.identity.InsuredPerson;
import fr.dmp.signin.HolderSession.Scope;
import fr.dmp.signin.HolderTokens;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Who did what with a record, and the proof of it, over HTTP. */
@SandboxTest
class AccessLogApiTest {

    private static final String LOG = "/api/record/access-log";
    private static final String UNKNOWN_RPPS = "10100219990";

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

    private UUID record;
    private String token;

    @BeforeEach
    void opened() {
        InsuredPerson person = Holders.insured(directory, Holders.nir());
        record = Holders.open(jdbc, person);
        token = HolderTokens.of(program, record, person.id(), Scope.FULL);
    }

    @Test
    void anEntryHasTheContractsShape() {
        UUID represented = UUID.randomUUID();
        UUID id = transaction.execute(status -> trail.write(new Act(
                record,
                new Actor(Actor.Kind.PROFESSIONAL, "10100210011", "Claire MARTIN"),
                represented,
                "READ_CARE_HISTORY",
                "CARE_HISTORY",
                AccessMode.BRIS_DE_GLACE,
                "EMERGENCY/1")));
        JsonNode entry = read("?act=READ_CARE_HISTORY").at("/items/0");
        assertThat(entry.at("/id").asText()).isEqualTo(id.toString());
        assertThat(entry.at("/at").asText()).endsWith("Z");
        assertThat(entry.at("/actor/kind").asText()).isEqualTo("PROFESSIONAL");
        assertThat(entry.at("/actor/name").asText()).isEqualTo("Claire MARTIN");
        assertThat(entry.at("/actor/profession").asText()).isEqualTo(profession("10100210011"));
        assertThat(entry.at("/actor/rpps").asText()).isEqualTo("10100210011");
        assertThat(entry.at("/onBehalfOf").asText()).isEqualTo(represented.toString());
        assertThat(entry.at("/subject").asText()).isEqualTo("CARE_HISTORY");
        assertThat(entry.at("/mode").asText()).isEqualTo("BRIS_DE_GLACE");
        assertThat(entry.at("/ground").asText()).isEqualTo("EMERGENCY/1");
        assertThat(entry.at("/intact").asBoolean()).isTrue();
    }

    /** More than are read from the database at once, so that filters go on beyond. */
    @Test
    void theNewestComesFirstPageByPage() {
        List<String> written = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            written.add(0, write("READ_RARELY", UNKNOWN_RPPS).toString());
            transaction.executeWithoutResult(status -> {
                for (int n = 0; n < 90; n++) {
                    trail.write(Act.of(record, Actor.SYSTEM, "READ_OFTEN", null, "TEST"));
                }
            });
        }
        assertThat(pages("?act=READ_RARELY&limit=3")).isEqualTo(written);
        assertThat(pages("?professional=" + UNKNOWN_RPPS + "&limit=7")).isEqualTo(written);
        assertThat(pages("?act=READ_OFTEN&limit=200")).hasSize(630).doesNotHaveDuplicates();
        assertThat(pages("?act=NEVER_DONE")).isEmpty();
    }

    @Test
    void daysAreThoseOfParis() {
        String id = write("READ", UNKNOWN_RPPS).toString();
        String today = jdbc.sql(
                        "select (at at time zone 'Europe/Paris')::date::text from dmp.audit_entry where id = ?::uuid")
                .param(id)
                .query(String.class)
                .single();
        assertThat(pages("?act=READ&from=" + today + "&to=" + today)).containsExactly(id);
        assertThat(pages("?act=READ&to=2020-01-01")).isEmpty();
        assertThat(pages("?act=READ&from=2999-01-01")).isEmpty();
    }

    /** The reading is decided and traced before it happens: it is the newest entry of what it shows. */
    @Test
    void eachReadingIsTraced() {
        JsonNode newest = read("").at("/items/0");
        assertThat(newest.at("/act").asText()).isEqualTo("READ_ACCESS_LOG");
        assertThat(newest.at("/actor/kind").asText()).isEqualTo("HOLDER");
        assertThat(newest.at("/actor/name").isNull()).isTrue();
    }

    @Test
    void nobodyElsesEntriesAreThere() {
        UUID others = transaction.execute(
                status -> trail.write(Act.of(UUID.randomUUID(), Actor.SYSTEM, "READ", null, "TEST")));
        Checkpoints.coverAll(program);
        assertThat(pages("")).doesNotContain(others.toString());
        assertThat(call(LOG + "/" + others + "/proof").outcome()).isEqualTo("404 not-found");
        assertThat(call(LOG + "/" + UUID.randomUUID() + "/proof").outcome()).isEqualTo("404 not-found");
        assertThat(call(LOG + "/1/proof").outcome()).isEqualTo("404 not-found");
    }

    @Test
    void aCursorIsGoodForItsRecordAndFilterAlone() {
        write("READ", UNKNOWN_RPPS);
        write("READ", UNKNOWN_RPPS);
        String cursor = read("?act=READ&limit=1").at("/next").asText();
        assertThat(call(LOG + "?limit=1&cursor=" + cursor).outcome()).isEqualTo("422 invalid-input");
        InsuredPerson other = Holders.insured(directory, Holders.nir());
        String others = HolderTokens.of(program, Holders.open(jdbc, other), other.id(), Scope.FULL);
        assertThat(new Calls(port)
                        .bearer(others)
                        .get(LOG + "?act=READ&limit=1&cursor=" + cursor)
                        .outcome())
                .isEqualTo("422 invalid-input");
    }

    @ParameterizedTest
    @CsvSource({
        "?limit=0, /limit",
        "?limit=201, /limit",
        "?limit=beaucoup, /limit",
        "?cursor=demain, /cursor",
        "?cursor=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA, /cursor",
        "?from=27/11/2026, /from",
        "?from=2026-11-27&to=2026-11-26, /to",
        "?professional=1234, /professional",
        "?act=lire, /act",
        "?act=A%00, /act"
    })
    void whatCantBeReadIsToldWithItsPlace(String query, String pointer) {
        Calls answer = call(LOG + query);
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().at("/errors/0/pointer").asText()).isEqualTo(pointer);
    }

    @ParameterizedTest
    @ValueSource(strings = {LOG, LOG + "/0191d1a0-0000-7000-8000-000000000000/proof"})
    void aClosedRecordAndAStrangerAreRefused(String path) {
        assertThat(new Calls(port).get(path).outcome()).isEqualTo("401 sign-in-required");
        jdbc.sql("update dmp.record set status = 'CLOSED' where id = ?")
                .param(record)
                .update();
        assertThat(call(path).outcome()).isEqualTo("403 access-denied");
    }

    /** Until it is signed it is told when to come back; then anyone can check it with the public key alone. */
    @Test
    void anEntryIsProvedOnceItIsSigned() throws Exception {
        String entry = write("READ", UNKNOWN_RPPS).toString();
        Calls early = call(LOG + "/" + entry + "/proof");
        assertThat(early.outcome()).isEqualTo("409 proof-pending");
        assertThat(Integer.parseInt(early.header("Retry-After"))).isPositive();

        Checkpoints.coverAll(program);
        Calls proof = call(LOG + "/" + entry + "/proof");
        assertThat(proof.status()).isEqualTo(200);
        Path published = Path.of(environment.getRequiredProperty("dmp.data"), "keys", "trace.pub");
        assertThat(ProofReader.proves(proof.json(), Files.readString(published), record))
                .isTrue();
        assertThat(proof.json().at("/entry").asText()).isEqualTo(entry);
        assertThat(proof.json().at("/content").asText()).contains(entry, UNKNOWN_RPPS);
        assertThat(read("?act=READ_ACCESS_PROOF").at("/items")).hasSize(1);
    }

    /** Someone whom no right stops changes a column: what was hashed is shown, marked, and filtered away by nothing. */
    @ParameterizedTest
    @ValueSource(strings = {"actor = '10100217777'", "act = 'READ_NOTHING'", "actor_name = 'Nobody'", "at = now()"})
    void anEditedColumnIsNeverShownAsTrue(String edit) {
        String entry = write("READ_PRYING", UNKNOWN_RPPS).toString();
        Checkpoints.coverAll(program);
        List<String> kept = columns(entry);
        tamper("update dmp.audit_entry set " + edit + " where id = '" + entry + "'");
        try {
            for (String query : List.of("", "?act=READ_PRYING", "?act=READ_NOTHING", "?professional=10100217777")) {
                JsonNode shown = shown(query, entry);
                assertThat(shown.at("/intact").asBoolean()).isFalse();
                assertThat(shown.at("/act").asText()).isEqualTo("READ_PRYING");
                assertThat(shown.at("/actor/rpps").asText()).isEqualTo(UNKNOWN_RPPS);
                assertThat(shown.at("/actor/name").asText()).isEqualTo("Zoé PRYING");
            }
            assertThat(call(LOG + "/" + entry + "/proof").outcome()).isEqualTo("409 trace-altered");
        } finally {
            tamper("update dmp.audit_entry set actor = '%s', act = '%s', actor_name = '%s', at = '%s' where id = '%s'"
                    .formatted(kept.get(0), kept.get(1), kept.get(2), kept.get(3), entry));
        }
        assertThat(shown("", entry).at("/intact").asBoolean()).isTrue();
    }

    /** The entry after one that is missing no longer follows anything. */
    @Test
    void anEntryThatIsMissingIsSeenAtTheNextOne() {
        String first = write("READ", UNKNOWN_RPPS).toString();
        String next = write("READ", UNKNOWN_RPPS).toString();
        tamper("update dmp.audit_entry set record = '%s' where id = '%s'".formatted(new UUID(1, 1), first));
        try {
            assertThat(shown("", next).at("/intact").asBoolean()).isFalse();
        } finally {
            tamper("update dmp.audit_entry set record = '%s' where id = '%s'".formatted(record, first));
        }
        assertThat(shown("", next).at("/intact").asBoolean()).isTrue();
    }

    private JsonNode shown(String query, String entry) {
        for (JsonNode item : read(query).get("items")) {
            if (item.get("id").asText().equals(entry)) {
                return item;
            }
        }
        throw new AssertionError("not shown: " + query);
    }

    private List<String> columns(String entry) {
        return jdbc.sql("select actor, act, actor_name, at::text from dmp.audit_entry where id = ?::uuid")
                .param(entry)
                .query((row, n) -> List.of(row.getString(1), row.getString(2), row.getString(3), row.getString(4)))
                .single();
    }

    private void tamper(String change) {
        Superuser.of(environment)
                .sql("set session_replication_role = replica; " + change)
                .update();
    }

    private List<String> pages(String query) {
        List<String> ids = new ArrayList<>();
        JsonNode page = read(query);
        while (true) {
            page.get("items").forEach(item -> ids.add(item.get("id").asText()));
            if (page.get("next").isNull()) {
                return ids;
            }
            page = read(query + (query.isEmpty() ? "?" : "&") + "cursor="
                    + page.get("next").asText());
        }
    }

    private JsonNode read(String query) {
        Calls answer = call(LOG + query);
        assertThat(answer.status()).isEqualTo(200);
        return answer.json();
    }

    private Calls call(String path) {
        return new Calls(port).bearer(token).get(path);
    }

    private UUID write(String act, String rpps) {
        Actor actor = new Actor(Actor.Kind.PROFESSIONAL, rpps, "Zoé PRYING");
        return transaction.execute(status -> trail.write(Act.of(record, actor, act, null, "TEST")));
    }

    private String profession(String rpps) {
        return jdbc.sql("select profession from dmp.professional where rpps = ?")
                .param(rpps)
                .query(String.class)
                .optional()
                .orElse("null");
    }
}
