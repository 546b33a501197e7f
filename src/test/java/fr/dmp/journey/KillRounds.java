package fr.dmp.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import fr.dmp.FilesBeneath;
import fr.dmp.Superuser;
import fr.dmp.journey.Population.Person;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Kills the program at random moments while records are opened, read in emergencies, their credentials
 * asked back, deliveries taken and notices sent, starts it again each time, and at the end counts: no record, recovery, line
 * or message lost or doubled, engine and domain agreeing. Clients behave as clients do: they repeat a request whose answer they didn't get, under the same key.
 */
final class KillRounds {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int PEOPLE_A_ROUND = 6;

    /** What a run came to, for those who want figures. */
    record Outcome(
            int rounds,
            int people,
            int documents,
            int emergencies,
            int recoveries,
            long answered,
            long repeated,
            long notices,
            long doubled) {}

    private final Path data;
    private final int rounds;
    private final Random random;
    private final Population population;

    private final List<Person> everyone = new ArrayList<>();
    private final Map<Person, UUID> keys = new ConcurrentHashMap<>();
    private final Map<Person, String> records = new ConcurrentHashMap<>();
    private final Map<Person, String> documents = new ConcurrentHashMap<>();
    private final Map<Person, String> emergencies = new ConcurrentHashMap<>();
    private final Map<Person, UUID> emergencyKeys = new ConcurrentHashMap<>();
    private final Map<Person, String> recoveries = new ConcurrentHashMap<>();
    private final Map<Person, UUID> recoveryKeys = new ConcurrentHashMap<>();
    private final List<Throwable> surprises = Collections.synchronizedList(new ArrayList<>());
    private int dropped;
    private volatile long answered;
    private volatile long repeated;

    KillRounds(Path data, int rounds, long seed) {
        this.data = data;
        this.rounds = rounds;
        this.random = new Random(seed);
        this.population = new Population(seed);
    }

    Outcome run() throws IOException {
        // One pharmacist opens them all, and one doctor reads them all.
        ChildProgram program = new ChildProgram(
                data,
                "--dmp.record.creations.per-professional=100000",
                "--dmp.emergency.break-glass-per-day=100000",
                "--dmp.recovery.per-caller=100000",
                // The contacts have just been delivered.
                "--dmp.recovery.settled=0s");
        Deque<Person> waiting = new ArrayDeque<>();
        for (int round = 0; round < rounds; round++) {
            program.start();
            waiting.addAll(deliverPeople());
            disturb(program, List.copyOf(waiting));
            waiting.removeIf(records::containsKey);
        }
        try (ChildProgram last = program.start()) {
            finish(last, waiting);
            return verify(Superuser.at(last.data()));
        }
    }

    /** Clients work while the moment of death comes nearer. */
    private void disturb(ChildProgram program, List<Person> waiting) throws IOException {
        AtomicBoolean dead = new AtomicBoolean();
        ExecutorService clients = Executors.newFixedThreadPool(4);
        clients.submit(() -> unlessDead(dead, () -> openRecords(program, waiting, dead)));
        clients.submit(() -> unlessDead(dead, () -> dropDocuments(dead)));
        clients.submit(() -> unlessDead(dead, () -> breakGlass(program, dead)));
        clients.submit(() -> unlessDead(dead, () -> loseCredentials(program, dead)));
        LockSupport.parkNanos(Duration.ofMillis(300 + random.nextInt(4000)).toNanos());
        program.kill();
        dead.set(true);
        clients.shutdownNow();
        try {
            assertThat(clients.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** What fails because the program died is expected; anything else isn't. */
    private void unlessDead(AtomicBoolean dead, Runnable client) {
        try {
            client.run();
        } catch (UncheckedIOException e) {
            // The connection broke, as connections to the dead do.
        } catch (Throwable e) {
            surprises.add(e);
        }
    }

    private List<Person> deliverPeople() {
        List<Person> people = population.next(PEOPLE_A_ROUND);
        everyone.addAll(people);
        people.forEach(person -> keys.put(person, UUID.randomUUID()));
        drop("insured", "csv", Population.delivery(people));
        return people;
    }

    private void openRecords(ChildProgram program, List<Person> people, AtomicBoolean dead) {
        String token = token(program, PHARMACIST);
        for (Person person : people) {
            while (!dead.get() && !records.containsKey(person) && open(program, token, person)) {
                LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
            }
        }
    }

    /** Asks for the record; true where it is worth asking again now, because the delivery isn't in yet. */
    private boolean open(ChildProgram program, String token, Person person) {
        Map<String, Object> body = new TreeMap<>(Map.of(
                "vitale", person.vitale(),
                "contact", Map.of("email", person.email()),
                "consent", true,
                "emergency", Map.of("breakGlass", true, "regulation", true)));
        HttpResponse<String> response =
                post(program.address("/api/professional/records"), body, token, keys.get(person));
        JsonNode answer = json(response.body());
        if (response.statusCode() == 201) {
            answered++;
            String record = answer.get("record").asText();
            String before = records.putIfAbsent(person, record);
            assertThat(before == null || before.equals(record))
                    .as("the same key, the same record")
                    .isTrue();
            return false;
        }
        // Not delivered yet, or too many at once: a client asks again.
        assertThat(answer.path("type").asText())
                .as(response.body())
                .isIn("/problems/unknown-person", "/problems/busy", "/problems/unavailable");
        return true;
    }

    /** Each open record is read in an emergency, once. */
    private void breakGlass(ChildProgram program, AtomicBoolean dead) {
        String token = token(program, DOCTOR);
        for (Person person : everyone) {
            while (!dead.get()
                    && records.containsKey(person)
                    && !emergencies.containsKey(person)
                    && emergency(program, token, person)) {
                LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
            }
        }
    }

    /** True where it is worth asking again now. */
    private boolean emergency(ChildProgram program, String token, Person person) {
        UUID key = emergencyKeys.computeIfAbsent(person, one -> UUID.randomUUID());
        HttpResponse<String> response = post(
                program.address("/api/professional/records/" + records.get(person) + "/emergency-accesses"),
                Map.of(
                        "mode", "BRIS_DE_GLACE",
                        "reason", "UNCONSCIOUS",
                        "explanation", "Trouvé inconscient dans la rue."),
                token,
                key);
        JsonNode answer = json(response.body());
        if (response.statusCode() == 201) {
            String access = answer.get("id").asText();
            String before = emergencies.putIfAbsent(person, access);
            assertThat(before == null || before.equals(access))
                    .as("the same key, the same access")
                    .isTrue();
            return false;
        }
        assertThat(answer.path("type").asText()).as(response.body()).isIn("/problems/busy", "/problems/unavailable");
        return true;
    }

    /** Each holder asks for their credentials once, by form. */
    private void loseCredentials(ChildProgram program, AtomicBoolean dead) {
        for (Person person : everyone) {
            while (!dead.get()
                    && records.containsKey(person)
                    && !recoveries.containsKey(person)
                    && recovery(program, person)) {
                LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
            }
        }
    }

    /** True where it is worth asking again now. */
    private boolean recovery(ChildProgram program, Person person) {
        UUID key = recoveryKeys.computeIfAbsent(person, one -> UUID.randomUUID());
        HttpResponse<String> response = post(
                program.address("/api/recoveries"),
                Map.of(
                        "nir", person.nir(),
                        "birthName", person.familyName(),
                        "birthDate", person.birthDate().toString(),
                        "address", "1 rue de l'Essai 75011 Paris",
                        "serial", person.serial()),
                null,
                key);
        JsonNode answer = json(response.body());
        if (response.statusCode() == 202) {
            String recovery = answer.get("id").asText();
            String before = recoveries.putIfAbsent(person, recovery);
            assertThat(before == null || before.equals(recovery))
                    .as("the same key, the same recovery")
                    .isTrue();
            return false;
        }
        assertThat(answer.path("type").asText()).as(response.body()).isIn("/problems/busy", "/problems/unavailable");
        return true;
    }

    /** Each open record gets its history, some of them twice. */
    private void dropDocuments(AtomicBoolean dead) {
        for (Person person : everyone) {
            if (!dead.get()
                    && records.containsKey(person)
                    && (!documents.containsKey(person) || random.nextInt(20) == 0)) {
                String document = documents.computeIfAbsent(person, Person::history);
                drop("claims", "xml", document);
                LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
            }
        }
    }

    /** Without anyone killing it, the program must come to an end with all that is left. */
    private void finish(ChildProgram program, Deque<Person> waiting) {
        openRecords(program, List.copyOf(waiting), new AtomicBoolean());
        assertThat(records).hasSameSizeAs(everyone);
        // What a client does who isn't sure: everything once more.
        String token = token(program, PHARMACIST);
        everyone.forEach(person -> {
            repeated++;
            while (open(program, token, person)) {
                LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
            }
        });
        breakGlass(program, new AtomicBoolean());
        String doctor = token(program, DOCTOR);
        everyone.forEach(person -> {
            while (emergency(program, doctor, person)) {
                LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
            }
        });
        loseCredentials(program, new AtomicBoolean());
        everyone.forEach(person -> {
            while (recovery(program, person)) {
                LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
            }
        });
        dropDocuments(new AtomicBoolean());
        Awaitility.await("inboxes empty")
                .atMost(Duration.ofSeconds(90))
                .until(() -> FilesBeneath.of(data.resolve("inbox")).isEmpty());
        Awaitility.await("all taken").atMost(Duration.ofSeconds(90)).until(() -> Stream.of("insured", "claims")
                .allMatch(kind ->
                        FilesBeneath.of(data.resolve("taking").resolve(kind)).isEmpty()));
        JdbcClient database = Superuser.at(data);
        Awaitility.await("answers compared")
                .atMost(Duration.ofMinutes(2))
                .until(() -> count(database, "select count(*) from dmp.recovery where status = 'ASKED'") == 0);
        Awaitility.await("notices settled")
                .atMost(Duration.ofMinutes(5))
                .pollInterval(Duration.ofSeconds(1))
                .until(() ->
                        count(database, "select count(*) from dmp.notice where state in ('NEW', 'CLAIMED', 'UNKNOWN')")
                                == 0);
    }

    private Outcome verify(JdbcClient db) {
        assertThat(surprises).isEmpty();
        recordsAreWhole(db);
        engineAndDomainAgree(db);
        emergenciesAnswerForThemselves(db);
        credentialsAreOnTheirWayOnce(db);
        everyLineIsThereOnce(db);
        long doubled = everyMessageLeft(db);
        return new Outcome(
                rounds,
                everyone.size(),
                documents.size(),
                emergencies.size(),
                recoveries.size(),
                answered,
                repeated,
                count(db, "select count(*) from dmp.notice"),
                doubled);
    }

    private void recordsAreWhole(JdbcClient db) {
        List<String> stored = db.sql(
                        """
                        select r.id::text from dmp.record r join dmp.record_creation c on c.record = r.id
                        where c.channel = 'PROFESSIONAL' and c.status = 'OPENED' and r.opener = ?
                        """)
                .param(PHARMACIST)
                .query(String.class)
                .list();
        assertThat(stored).containsAll(records.values()).doesNotHaveDuplicates();
        assertThat(count(
                        db,
                        "select count(*) from (select person from dmp.record group by person having count(*) > 1) x"))
                .as("people with two records")
                .isZero();
        for (String once : List.of(
                "select count(*) from dmp.record_key k where k.record = r.id",
                "select count(*) from dmp.credential k where k.record = r.id",
                "select count(*) from dmp.notice n where n.record = r.id and n.kind = 'WELCOME' and n.fallback_of is null",
                "select count(*) from dmp.audit_entry a where a.record = r.id and a.act = 'OPEN_RECORD'")) {
            assertThat(count(db, "select count(*) from dmp.record r where (" + once + ") <> 1"))
                    .as("records for which this isn't one: " + once)
                    .isZero();
        }
        assertThat(
                        count(
                                db,
                                """
                        select count(*) from (select record, seq, hash, content,
                            lag(hash, 1, sha256(uuid_send(record))) over (partition by record order by seq) as before
                            from dmp.audit_entry) e
                        where hash <> sha256(before || content)
                        """))
                .as("broken links of the trace")
                .isZero();
    }

    private void engineAndDomainAgree(JdbcClient db) {
        assertThat(
                        count(
                                db,
                                """
                        select count(*) from dmp.record_creation c
                        full join engine.act_hi_procinst p on p.business_key_ = c.id::text
                        where (p.proc_def_key_ = 'record-creation' or p.id_ is null)
                          and (c.id is null or p.id_ is null
                               or (p.end_time_ is null) <> (c.status in ('BEGUN', 'AWAITING_CODE', 'AWAITING_CHECK')))
                        """))
                .as("creations and process instances that contradict each other")
                .isZero();
        assertThat(count(db, "select count(*) from engine.act_ru_incident")).isZero();
    }

    /** Whatever died between an access and its notice: of each there is one, with one trace, one review, a notice each. */
    private void emergenciesAnswerForThemselves(JdbcClient db) {
        assertThat(db.sql("select id::text from dmp.emergency_access")
                        .query(String.class)
                        .list())
                .containsExactlyInAnyOrderElementsOf(emergencies.values());
        for (String once : List.of(
                "select count(*) from dmp.emergency_access o where o.record = e.record",
                "select count(*) from dmp.emergency_case c where c.record = e.record and c.id = e.id",
                "select count(*) from dmp.audit_entry a where a.record = e.record and a.act = 'OPEN_EMERGENCY_ACCESS'",
                "select count(*) from engine.act_ru_execution p where p.business_key_ = e.id::text")) {
            assertThat(count(db, "select count(*) from dmp.emergency_access e where (" + once + ") <> 1"))
                    .as("emergency accesses for which this isn't one: " + once)
                    .isZero();
        }
        assertThat(
                        count(
                                db,
                                """
                        select count(*) from dmp.emergency_access e join dmp.record r on r.id = e.record
                        where (select array_agg(n.channel order by n.channel) from dmp.notice n where n.record = e.record
                                and n.kind = 'EMERGENCY_ACCESS' and n.fallback_of is null)
                            is distinct from (select array_agg(c.channel order by c.channel) from dmp.contact_point c
                                where c.person = r.person)
                        """))
                .as("holders who weren't told once by each of their contacts")
                .isZero();
    }

    /** Whatever died between a form and its code: one recovery for each, one code at most, the contacts told once each. */
    private void credentialsAreOnTheirWayOnce(JdbcClient db) {
        assertThat(db.sql("select id::text from dmp.recovery")
                        .query(String.class)
                        .list())
                .containsExactlyInAnyOrderElementsOf(recoveries.values());
        for (String once : List.of(
                "select count(*) from engine.act_hi_procinst p where p.business_key_ = r.id::text",
                "select count(*) from dmp.audit_entry a where a.record = r.record and a.act = 'ASK_RECOVERY'",
                // At night it would cool off.
                """
                select count(*) + (r.status = 'COOLING_OFF')::int from dmp.notice n
                where n.record = r.record and n.kind = 'RECOVERY_CODE'
                """,
                """
                select count(*) + (r.status = 'COOLING_OFF')::int from dmp.notice n
                where n.record = r.record and n.kind = 'IDENTIFIER_AGAIN' and n.fallback_of is null
                """)) {
            assertThat(count(db, "select count(*) from dmp.recovery r where (" + once + ") <> 1"))
                    .as("recoveries for which this isn't one: " + once)
                    .isZero();
        }
        assertThat(
                        count(
                                db,
                                """
                        select count(*) from dmp.recovery r
                        where (select array_agg(n.channel order by n.channel) from dmp.notice n where n.record = r.record
                                and n.kind = 'RECOVERY_BEGUN' and n.fallback_of is null)
                            is distinct from (select array_agg(c.channel order by c.channel) from dmp.contact_point c
                                where c.person = r.person)
                        """))
                .as("holders who weren't told once by each of their contacts how to stop it")
                .isZero();
    }

    private void everyLineIsThereOnce(JdbcClient db) {
        assertThat(
                        count(
                                db,
                                "select count(*) from dmp.insured_person where city = 'Paris' and address1 = '1 rue de l''Essai'"))
                .isEqualTo(everyone.size());
        Map<String, Long> lines = new TreeMap<>();
        db.sql("select record::text, count(*) from dmp.care_line where source = 'CNAM-HR' group by record")
                .query((row, n) -> lines.put(row.getString(1), row.getLong(2)))
                .list();
        assertThat(documents).isNotEmpty().allSatisfy((person, document) -> assertThat(lines.get(records.get(person)))
                .as("lines of one history")
                .isEqualTo(rows(document)));
        assertThat(count(db, "select count(*) from dmp.delivery where state = 'SET_ASIDE'"))
                .isZero();
    }

    /**
     * Each notice left; a mail may have left twice under its reference, an SMS never. A code that was in hand when the
     * program died isn't sent again: whoever waits for it asks for another.
     */
    private long everyMessageLeft(JdbcClient db) {
        assertThat(db.sql(
                                """
                        select kind || ' ' || state || coalesce(' ' || reason, '') from dmp.notice
                        where state not in ('SENT', 'DELIVERED') and (state <> 'DEAD' or expires_at is null)
                        """)
                        .query(String.class)
                        .list())
                .as("notices that didn't leave")
                .isEmpty();
        assertThat(
                        count(
                                db,
                                """
                        select count(*) from dmp.notice n
                        where n.channel in ('SMS', 'MAIL') and n.state <> 'DEAD' and not exists (
                            select from dmp.sandbox_message m where m.channel = n.channel
                              and position(n.reference in concat(m.subject, m.text)) > 0)
                        """))
                .as("notices that say they were sent and weren't")
                .isZero();
        assertThat(count(db, TWICE.formatted("SMS"))).as("SMS sent twice").isZero();
        return count(db, TWICE.formatted("MAIL"));
    }

    /** The rows of the narrative's tables, which is what people read. */
    private static long rows(String document) {
        return Pattern.compile("(?s)<tbody>(.*?)</tbody>")
                .matcher(document)
                .results()
                .mapToLong(body ->
                        Pattern.compile("<tr>").matcher(body.group(1)).results().count())
                .sum();
    }

    private static final String TWICE =
            """
            select count(*) from (select n.id from dmp.notice n join dmp.sandbox_message m
                on m.channel = n.channel and position(n.reference in concat(m.subject, m.text)) > 0
                where n.channel = '%s' group by n.id having count(*) > 1) x
            """;

    private static final String PHARMACIST = "10100210011";
    private static final String DOCTOR = "10100100022";

    private String token(ChildProgram program, String rpps) {
        HttpResponse<String> response =
                post(program.address("/sandbox/professional-tokens"), Map.of("rpps", rpps), null, null);
        return json(response.body()).get("accessToken").asText();
    }

    private Path drop(String kind, String ending, String content) {
        try {
            Path inbox = Files.createDirectories(data.resolve("inbox").resolve(kind));
            Path outside = Files.writeString(data.resolve("dropping." + ending), content);
            return Files.move(
                    outside, inbox.resolve("essai-" + dropped++ + "." + ending), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long count(JdbcClient db, String sql) {
        return db.sql(sql).query(Long.class).single();
    }

    private static JsonNode json(String body) {
        try {
            return JSON.readTree(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A refused connection is an exception here, which ends the client until the next round. */
    private static HttpResponse<String> post(URI address, Object body, String token, UUID key) {
        try {
            HttpRequest.Builder request = HttpRequest.newBuilder(address)
                    .timeout(Duration.ofSeconds(20))
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofString(JSON.writeValueAsString(body)));
            if (token != null) {
                request.header("Authorization", "Bearer " + token);
            }
            if (key != null) {
                request.header("Idempotency-Key", key.toString());
            }
            return HTTP.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new InterruptedIOException());
        }
    }
}
