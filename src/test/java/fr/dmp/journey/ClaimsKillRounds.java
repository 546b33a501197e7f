package fr.dmp.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import fr.dmp.FilesBeneath;
import fr.dmp.Superuser;
import fr.dmp.sandbox.SampleClaims;
import fr.dmp.sandbox.SampleClaims.Order;
import fr.dmp.sandbox.SampleClaims.Shares;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.math.BigDecimal;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.awaitility.Awaitility;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Two nodes take deliveries of claims from one inbox while now one, now the other is killed at a random moment and started
 * again. At the end each file was taken once, its account closes, and a count of our own, in plain code over the files,
 * finds each line and each cent where it should be.
 */
final class ClaimsKillRounds {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int FILES_A_ROUND = 2;
    private static final int KEYS = 9;

    /**
     * What a run came to.
     *
     * @param orphaned kills that found a delivery under way
     */
    record Outcome(int rounds, int files, long rows, long lines, int orphaned) {}

    private final Path data;
    private final int rounds;
    private final long claims;
    private final Random random;
    private final List<Path> files = new ArrayList<>();

    ClaimsKillRounds(Path data, int rounds, long claims, long seed) {
        this.data = data.toAbsolutePath();
        this.rounds = rounds;
        this.claims = claims;
        this.random = new Random(seed);
    }

    Outcome run() throws Exception {
        int orphaned = 0;
        try (ChildProgram first = new ChildProgram(data).start();
                ChildProgram second = first.secondNode().start()) {
            JsonNode people = people(first);
            for (int round = 0; round < rounds; round++) {
                for (int i = 0; i < FILES_A_ROUND; i++) {
                    drop(nirs(people, false));
                }
                Awaitility.await("a delivery under way")
                        .atMost(Duration.ofSeconds(60))
                        .pollInterval(Duration.ofMillis(20))
                        .until(() ->
                                !FilesBeneath.of(data.resolve("taking/claims")).isEmpty());
                LockSupport.parkNanos(Duration.ofMillis(random.nextInt(700)).toNanos());
                ChildProgram victim = random.nextBoolean() ? first : second;
                victim.kill();
                orphaned += isIdle() ? 0 : 1;
                victim.start();
            }
            Awaitility.await("all taken")
                    .atMost(Duration.ofMinutes(5))
                    .pollInterval(Duration.ofMillis(200))
                    .until(this::isIdle);
            return verify(Superuser.at(data), new HashSet<>(nirs(people, true)), orphaned);
        }
    }

    private boolean isIdle() {
        return Stream.of("inbox", "taking")
                .allMatch(folder ->
                        FilesBeneath.of(data.resolve(folder).resolve("claims")).isEmpty());
    }

    private static JsonNode people(ChildProgram program) throws Exception {
        Awaitility.await("first holders")
                .atMost(Duration.ofSeconds(60))
                .until(() -> nirs(get(program), true).size() >= 4);
        return get(program);
    }

    private static JsonNode get(ChildProgram program) throws Exception {
        return JSON.readTree(HTTP.send(
                        HttpRequest.newBuilder(program.address("/sandbox/people"))
                                .header("Accept", "application/json")
                                .build(),
                        BodyHandlers.ofString())
                .body());
    }

    private static List<String> nirs(JsonNode people, boolean withRecord) {
        List<String> nirs = new ArrayList<>();
        for (JsonNode person : people.get("insured")) {
            if (!withRecord || !person.path("record").asText("").isEmpty()) {
                nirs.add(person.at("/vitale/nir").asText());
            }
        }
        return nirs;
    }

    private void drop(List<String> nirs) throws IOException {
        LocalDate today = LocalDate.now(ZoneId.of("Europe/Paris"));
        int emitter = 500 + files.size();
        Path file = data.resolve("sent-" + emitter + ".zip");
        try (ByteArrayOutputStream zip = new ByteArrayOutputStream()) {
            new SampleClaims(new Order(
                            random.nextLong(),
                            emitter,
                            nirs,
                            today.minusMonths(11),
                            today.minusDays(1),
                            claims,
                            new Shares(0.6, 0, 0, 0.01, 0, 0, 0)))
                    .write(zip);
            Files.write(file, zip.toByteArray());
        }
        files.add(file);
        Path part = Files.copy(file, data.resolve("dropping.part"), StandardCopyOption.REPLACE_EXISTING);
        Path inbox = Files.createDirectories(data.resolve("inbox/claims"));
        Files.move(part, inbox.resolve("lot-" + emitter + ".zip"), StandardCopyOption.ATOMIC_MOVE);
    }

    private Outcome verify(JdbcClient db, Set<String> holders, int orphaned) throws Exception {
        long rows = 0;
        long lines = 0;
        for (Path file : files) {
            Expected expected = expected(file, holders);
            byte[] sha256 = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
            assertThat(db.sql("select state from dmp.delivery where sha256 = ?")
                            .param(sha256)
                            .query(String.class)
                            .list())
                    .as("%s is taken once", file.getFileName())
                    .containsExactly("TAKEN");
            String of = "(select id from dmp.delivery where sha256 = ?)";
            assertThat(number(
                            db,
                            "select sum(received) from dmp.delivery_table where kept + duplicate + reversed + no_record"
                                    + " + refused = received and delivery = " + of,
                            sha256))
                    .as("rows accounted for")
                    .isEqualTo(expected.rows);
            assertThat(number(db, "select count(*) from dmp.care_line where delivery = " + of, sha256))
                    .as("lines of %s", file.getFileName())
                    .isEqualTo(expected.lines);
            assertThat(number(db, "select sum(paid_cents) from dmp.care_line where delivery = " + of, sha256))
                    .as("cents of %s", file.getFileName())
                    .isEqualTo(expected.cents);
            assertThat(number(
                            db,
                            "select count(*) from dmp.audit_entry where act = 'FEED_CARE_HISTORY' and subject = " + of
                                    + "::text",
                            sha256))
                    .as("traces of %s", file.getFileName())
                    .isEqualTo(expected.people);
            rows += expected.rows;
            lines += expected.lines;
        }
        assertThat(
                        number(
                                db,
                                """
                        select count(*) from (select line_key, detail from dmp.care_line
                            group by record, line_key, detail having count(*) > 1) twice
                        """))
                .as("lines that stand twice")
                .isZero();
        return new Outcome(rounds, files.size(), rows, lines, orphaned);
    }

    private record Expected(long rows, long lines, long cents, long people) {}

    /** Each claim of a holder is a line, or as many as other tables tell of it. */
    private static Expected expected(Path file, Set<String> holders) throws IOException {
        Map<String, Integer> told = new HashMap<>();
        long rows = 0;
        long lines = 0;
        long cents = 0;
        Set<String> people = new HashSet<>();
        try (ZipFile zip = new ZipFile(file.toFile())) {
            for (String table : List.of("ER_PHA_F", "ER_BIO_F", "ER_CAM_F", "ER_TIP_F", "ER_ETE_F")) {
                for (String[] row : rows(zip, table)) {
                    told.merge(keys(row), 1, Integer::sum);
                    rows++;
                }
            }
            for (String[] row : rows(zip, "ER_PRS_F")) {
                rows++;
                if (holders.contains(row[KEYS])) {
                    lines += told.getOrDefault(keys(row), 1);
                    cents += new BigDecimal(row[KEYS + 5]).movePointRight(2).longValueExact();
                    people.add(row[KEYS]);
                }
            }
        }
        return new Expected(rows, lines, cents, people.size());
    }

    private static String keys(String[] row) {
        return String.join(";", List.of(row).subList(0, KEYS));
    }

    private static List<String[]> rows(ZipFile zip, String table) throws IOException {
        try (BufferedReader text = new BufferedReader(
                new InputStreamReader(zip.getInputStream(zip.getEntry(table + ".csv")), StandardCharsets.UTF_8))) {
            return text.lines().skip(1).map(line -> line.split(";", -1)).toList();
        }
    }

    private static long number(JdbcClient db, String sql, Object... parameters) {
        return db.sql(sql).params(parameters).query(Long.class).single();
    }
}
