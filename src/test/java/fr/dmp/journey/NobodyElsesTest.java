package fr.dmp.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import fr.dmp.Calls;
import fr.dmp.SandboxTest;
import fr.dmp.Superuser;
import fr.dmp.claims.Holders;
import fr.dmp.document.content.Pdfs;
import fr.dmp.identity.InsuredDirectory;
import fr.dmp.identity.InsuredPerson;
import fr.dmp.signin.HolderSession.Scope;
import fr.dmp.signin.HolderTokens;
import fr.dmp.vault.RecordKeys;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Every call that the contract has, made by someone whose record it isn't, with every id of that record: nothing of it comes
 * out, and nothing of it changes.
 */
@SandboxTest
class NobodyElsesTest {

    /** A professional who is authorized in the one record and unknown in the other. */
    private static final String DOCTOR = "10100100014";

    private static final String SECRET = "Perroquet";

    @LocalServerPort
    private int port;

    @Autowired
    private ApplicationContext program;

    @Autowired
    private InsuredDirectory directory;

    @Autowired
    private RecordKeys keys;

    @Autowired
    private TransactionTemplate transactions;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private Environment environment;

    private UUID theirs;
    private String theirToken;
    private UUID own;
    private String ownToken;
    private String doctor;
    private final List<String> ids = new ArrayList<>();

    private record Call(String method, String path) {}

    @BeforeEach
    void twoHolders() {
        theirs = opened();
        theirToken = token(theirs);
        own = opened();
        ownToken = token(own);
        doctor = new Calls(port)
                .post("/sandbox/professional-tokens", "{\"rpps\": \"%s\"}".formatted(DOCTOR))
                .json()
                .get("accessToken")
                .asText();
        ids.add(theirs.toString());
        ids.add(id(holder(theirToken)
                .upload(
                        "/api/record/documents",
                        "{\"title\": \"%s\", \"type\": \"DOCPAT03\", \"actDate\": \"2026-03-03\"}".formatted(SECRET),
                        Pdfs.good())));
        ids.add(id(holder(theirToken).post("/api/record/authorizations", "{\"professional\": \"10100100022\"}")));
        holder(ownToken).post("/api/record/authorizations", "{\"professional\": \"%s\"}".formatted(DOCTOR));
    }

    /** Row-level security is no rule for others alone: it holds for the tables' owner too. */
    @Test
    void rowsAreKeptFromTheirTablesOwnerToo() {
        assertThat(Superuser.of(environment)
                        .sql(
                                """
                                select relname from pg_class where relnamespace = 'dmp'::regnamespace and relrowsecurity
                                    and not relforcerowsecurity
                                """)
                        .query(String.class)
                        .list())
                .isEmpty();
    }

    @Test
    void noHolderReadsOrChangesAnothers() {
        String before = state();
        int made = 0;
        for (Call call : calls("/api/record")) {
            for (String path : paths(call.path())) {
                assertNothing(call, path, holder(ownToken).send(call.method(), path, body(call)));
                made++;
            }
        }
        assertThat(made).isGreaterThan(50);
        assertThat(state()).isEqualTo(before);
    }

    @Test
    void noProfessionalReadsOrChangesARecordThatTheyAreUnknownIn() {
        String before = state();
        int made = 0;
        for (Call call : calls("/api/professional/records/{record}")) {
            // Whoever is unknown may ask to be let in: that is for the holder to answer.
            if (call.method().equals("POST") && call.path().endsWith("/authorization")) {
                continue;
            }
            for (String path : paths(call.path().replace("{record}", theirs.toString()))) {
                Calls answer = professional().send(call.method(), path, body(call));
                assertNothing(call, path, answer);
                if (!call.path().endsWith("/authorization")) {
                    assertThat(answer.status()).as(call + " " + path).isBetween(400, 499);
                }
                made++;
            }
        }
        assertThat(made).isGreaterThan(10);
        assertThat(state()).isEqualTo(before);
    }

    private void assertNothing(Call call, String path, Calls answer) {
        assertThat(new String(answer.bytes(), StandardCharsets.UTF_8))
                .as(call + " " + path)
                .doesNotContain(SECRET);
        assertThat(answer.status()).as(call + " " + path).isNotEqualTo(500);
        // What isn't blocked stays so: that is no secret of anybody's.
        boolean harmless = path.startsWith("/api/record/blocks/");
        if (!harmless && (path.contains(ids.get(1)) || path.contains(ids.get(2)))) {
            assertThat(answer.status()).as(call + " " + path).isBetween(400, 499);
        }
    }

    /** What stands in the other's record, the trace of what was refused apart. */
    private String state() {
        List<String> tables = List.of("document", "document_mark", "document_content", "access_authorization");
        StringBuilder state = new StringBuilder();
        for (String table : tables) {
            state.append(Superuser.of(environment)
                    .sql("select coalesce(string_agg(t::text, chr(10) order by t::text), '') from dmp." + table
                            + " t where record = ?")
                    .param(theirs)
                    .query(String.class)
                    .single());
        }
        return state.toString();
    }

    private List<Call> calls(String beneath) {
        List<Call> calls = new ArrayList<>();
        JsonNode paths = new Calls(port).get("/v3/api-docs").json().get("paths");
        paths.properties().forEach(path -> {
            if (path.getKey().startsWith(beneath)) {
                path.getValue()
                        .fieldNames()
                        .forEachRemaining(
                                method -> calls.add(new Call(method.toUpperCase(Locale.ROOT), path.getKey())));
            }
        });
        return calls;
    }

    /** With each of the other's ids in each place. */
    private List<String> paths(String path) {
        if (!path.contains("{")) {
            return List.of(path);
        }
        return ids.stream().map(id -> path.replaceAll("\\{[^}]*}", id)).toList();
    }

    private static String body(Call call) {
        return call.method().equals("GET") || call.method().equals("DELETE") ? "" : "{}";
    }

    private Calls holder(String token) {
        return new Calls(port)
                .bearer(token)
                .with("Idempotency-Key", UUID.randomUUID().toString());
    }

    private Calls professional() {
        return new Calls(port)
                .bearer(doctor)
                .with("Idempotency-Key", UUID.randomUUID().toString());
    }

    private static String id(Calls created) {
        assertThat(created.outcome()).isEqualTo("201");
        return created.json().get("id").asText();
    }

    private UUID opened() {
        InsuredPerson person = Holders.insured(directory, Holders.nir());
        UUID record = Holders.open(jdbc, person);
        transactions.executeWithoutResult(transaction -> keys.create(record));
        return record;
    }

    private String token(UUID record) {
        UUID person = jdbc.sql("select person from dmp.record where id = ?")
                .param(record)
                .query(UUID.class)
                .single();
        return HolderTokens.of(program, record, person, Scope.FULL);
    }
}
