package fr.dmp.claims;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import fr.dmp.SandboxTest;
import fr.dmp.Superuser;
import fr.dmp.TestClock;
import fr.dmp.claims.store.HistoryRequestFiles;
import fr.dmp.claims.store.StoredHistoryRequests;
import fr.dmp.gate.Sweeps;
import fr.dmp.identity.InsuredDirectory;
import fr.dmp.identity.InsuredPerson;
import fr.dmp.record.RecordOpened;
import fr.dmp.record.Records;
import fr.dmp.sandbox.SampleHistory;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.core.env.Environment;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.support.TransactionTemplate;

/** A new record asks for its past once, whatever happens between its row and the file. */
@SandboxTest
@ExtendWith(OutputCaptureExtension.class)
class HistoryRequestsTest {

    private static final String ROUTE = "write-history-requests";

    @Autowired
    private HistoryRequests program;

    @Autowired
    private StoredHistoryRequests requests;

    @Autowired
    private Records records;

    @Autowired
    private InsuredDirectory directory;

    @Autowired
    private CareWindow window;

    @Autowired
    private Sweeps sweeps;

    @Autowired
    private ApplicationEventPublisher events;

    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    private CamelContext routes;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private MeterRegistry meters;

    @Autowired
    private Clock clock;

    @Autowired
    private Environment environment;

    @TempDir
    private Path data;

    /** What others asked for is written before, and the route then stands still: this test is the only one that writes. */
    @BeforeEach
    void alone() throws Exception {
        routes.getRouteController().suspendRoute(ROUTE);
        program.write();
    }

    @AfterEach
    void together() throws Exception {
        program.write();
        routes.getRouteController().resumeRoute(ROUTE);
    }

    private HistoryRequests node(HistoryRequestFiles files) {
        return new HistoryRequests(requests, files, records, directory, window, sweeps);
    }

    private HistoryRequestFiles files() {
        return new HistoryRequestFiles(data);
    }

    private InsuredPerson person() {
        return Holders.insured(directory, Holders.nir());
    }

    private UUID opened(InsuredPerson person) {
        UUID record = Holders.open(jdbc, person);
        transaction.executeWithoutResult(status -> events.publishEvent(new RecordOpened(record)));
        return record;
    }

    private List<Path> shown() throws IOException {
        return listed("[0-9a-f-]{36}\\.csv");
    }

    private List<Path> hidden() throws IOException {
        return listed("\\..*");
    }

    private List<Path> listed(String name) throws IOException {
        try (Stream<Path> all = Files.list(data.resolve("outbox/history-requests"))) {
            return all.filter(file -> file.getFileName().toString().matches(name))
                    .sorted()
                    .toList();
        }
    }

    private String state(UUID record) {
        return jdbc.sql("select state from dmp.history_request where record = ?")
                .param(record)
                .query(String.class)
                .single();
    }

    private double unanswered() {
        return meters.get("dmp.history.requests")
                .tag("state", "WRITTEN")
                .gauge()
                .value();
    }

    @Test
    void whatWaitsIsWrittenOnceIntoAFileThatNobodyElseReads(CapturedOutput log) throws Exception {
        InsuredPerson one = person();
        InsuredPerson other = person();
        UUID first = opened(one);
        UUID second = opened(other);
        double before = unanswered();

        node(files()).write();
        node(files()).write();

        Path file = shown().get(0);
        assertThat(shown()).hasSize(1);
        assertThat(hidden()).isEmpty();
        assertThat(Files.readString(file)).isEqualTo("request;nir;from;to\n" + line(first, one) + line(second, other));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(jdbc.sql("select batch::text from dmp.history_request where record = ?")
                        .param(first)
                        .query(String.class)
                        .single())
                .isEqualTo(file.getFileName().toString().replace(".csv", ""));
        assertThat(unanswered()).isEqualTo(before + 2);
        assertThat(log)
                .contains("asks for the past of 2 record(s)")
                .doesNotContain(one.nir().value(), other.nir().value());
    }

    private String line(UUID record, InsuredPerson person) {
        UUID request = jdbc.sql("select id from dmp.history_request where record = ?")
                .param(record)
                .query(UUID.class)
                .single();
        return request + ";" + person.nir().value() + ";" + window.opens() + ";" + window.today() + "\n";
    }

    @Test
    void anOpeningThatIsUndoneAsksForNothingAndOutsideOfOneNobodyAsks() {
        UUID record = Holders.open(jdbc, person());

        transaction.executeWithoutResult(status -> {
            events.publishEvent(new RecordOpened(record));
            status.setRollbackOnly();
        });

        assertThat(jdbc.sql("select count(*) from dmp.history_request where record = ?")
                        .param(record)
                        .query(Long.class)
                        .single())
                .isZero();
        assertThatThrownBy(() -> events.publishEvent(new RecordOpened(record)))
                .isInstanceOf(IllegalTransactionStateException.class);
    }

    /** What was prepared and never committed is destroyed, and its requests are written anew. */
    @Test
    void aNodeThatDiesBeforeTheCommitLosesNoRequest() throws Exception {
        UUID record = opened(person());
        HistoryRequestFiles dying = new HistoryRequestFiles(data) {
            @Override
            public void prepare(UUID batch, String content) throws IOException {
                super.prepare(batch, content);
                throw new IOException("killed");
            }
        };

        assertThatThrownBy(() -> node(dying).write()).isInstanceOf(UncheckedIOException.class);
        List<Path> left = hidden();
        assertThat(left).hasSize(1);
        assertThat(state(record)).isEqualTo("WAITING");
        node(files()).write();

        assertThat(hidden()).isEmpty();
        assertThat(shown()).hasSize(1);
        assertThat("." + shown().get(0).getFileName())
                .isNotEqualTo(left.get(0).getFileName().toString());
        assertThat(Files.readAllLines(shown().get(0))).hasSize(2);
        assertThat(state(record)).isEqualTo("WRITTEN");
    }

    /** What was committed is shown by whoever looks next, as it was written. */
    @Test
    void aNodeThatDiesAfterTheCommitLosesNoRequest() throws Exception {
        UUID record = opened(person());
        HistoryRequestFiles dying = new HistoryRequestFiles(data) {
            @Override
            public void show(UUID batch) throws IOException {
                throw new IOException("killed");
            }
        };

        assertThatThrownBy(() -> node(dying).write()).isInstanceOf(UncheckedIOException.class);
        assertThat(shown()).isEmpty();
        assertThat(state(record)).isEqualTo("WRITTEN");
        String written = Files.readString(hidden().get(0));
        node(files()).write();

        assertThat(hidden()).isEmpty();
        assertThat(shown()).singleElement().satisfies(file -> assertThat(file).hasContent(written));
    }

    /** Also where it was fetched before the node that wrote it could say so: there is nothing left for it to say. */
    @Test
    void whatWasFetchedIsNeverShownAgain() throws Exception {
        UUID record = opened(person());
        HistoryRequestFiles dying = new HistoryRequestFiles(data) {
            @Override
            public void show(UUID batch) throws IOException {
                super.show(batch);
                throw new IOException("killed");
            }
        };

        assertThatThrownBy(() -> node(dying).write()).isInstanceOf(UncheckedIOException.class);
        Files.delete(shown().get(0));
        node(files()).write();

        assertThat(shown()).isEmpty();
        assertThat(state(record)).isEqualTo("WRITTEN");
    }

    @Test
    void nodesThatWriteAtOnceWriteEachRequestOnce() throws Exception {
        List<UUID> asked =
                IntStream.range(0, 20).mapToObj(n -> opened(person())).toList();
        var pool = Executors.newFixedThreadPool(4);
        try {
            Callable<Void> node = () -> {
                node(files()).write();
                return null;
            };
            for (var done : pool.invokeAll(List.of(node, node, node, node))) {
                done.get();
            }
        } finally {
            pool.shutdownNow();
        }
        node(files()).write();

        StringBuilder all = new StringBuilder();
        for (Path file : shown()) {
            all.append(Files.readString(file));
        }
        assertThat(all.toString().lines().filter(line -> !line.startsWith("request")))
                .hasSameSizeAs(asked)
                .doesNotHaveDuplicates();
    }

    @Test
    void aRecordThatClosedMeanwhileIsLeftOut() throws Exception {
        InsuredPerson stays = person();
        UUID closed = opened(person());
        opened(stays);
        jdbc.sql("update dmp.record set status = 'CLOSED' where id = ?")
                .param(closed)
                .update();

        node(files()).write();

        assertThat(Files.readString(shown().get(0)).lines().skip(1).collect(Collectors.joining()))
                .contains(stays.nir().value())
                .hasSize(36 + 1 + 15 + 2 * 11);
        assertThat(state(closed)).isEqualTo("LEFT_OUT");
    }

    /** Asked once, however long it takes; that it takes long can be seen. */
    @Test
    void whatIsNotAnsweredIsNotAskedAgainButSeenUntilADeliveryHasLinesForIt() throws Exception {
        InsuredPerson person = person();
        UUID record = opened(person);
        node(files()).write();
        double asked = unanswered();
        try (TestClock time = TestClock.of(clock)) {
            time.advance(Duration.ofDays(3));
            node(files()).write();
            assertThat(meters.get("dmp.history.requests.oldest").gauge().value())
                    .isGreaterThanOrEqualTo(Duration.ofDays(3).toSeconds());
        }
        assertThat(shown()).hasSize(1);

        Inbox inbox = new Inbox(environment, jdbc);
        Inbox.Delivery delivery = inbox.drop("claims", "a.xml", SampleHistory.of(person, window.today(), 1));

        assertThat(delivery.kept()).isPositive();
        assertThat(state(record)).isEqualTo("ANSWERED");
        assertThat(jdbc.sql("select delivery from dmp.history_request where record = ?")
                        .param(record)
                        .query(UUID.class)
                        .single())
                .isEqualTo(delivery.id());
        assertThat(unanswered()).isEqualTo(asked - 1);
    }

    /** A delivery that came by itself says nothing of the past that is still to be asked for. */
    @Test
    void whatIsStillWaitingIsNotAnswered() {
        InsuredPerson person = person();
        UUID record = opened(person);

        new Inbox(environment, jdbc).drop("claims", "a.xml", SampleHistory.of(person, window.today(), 1));

        assertThat(state(record)).isEqualTo("WAITING");
    }

    @Test
    void theProgramNeitherChangesWhatItAskedNorTakesItBack() {
        UUID record = opened(person());

        for (String forbidden : List.of(
                "update dmp.history_request set from_day = '2000-01-01' where record = ?",
                "update dmp.history_request set asked_at = now() where record = ?",
                "delete from dmp.history_request where record = ?")) {
            assertThatThrownBy(() -> jdbc.sql(forbidden).param(record).update())
                    .isInstanceOf(DataAccessException.class)
                    .rootCause()
                    .hasMessageContaining("permission denied");
        }
        assertThat(Superuser.of(environment)
                        .sql("select has_table_privilege('dmp_intake', 'dmp.history_request', 'select')")
                        .query(Boolean.class)
                        .single())
                .isFalse();
    }

    /** The route itself, into the program's own folder. */
    @Test
    void theRouteWritesByItself() throws Exception {
        UUID record = opened(person());
        Path folder = Path.of(environment.getRequiredProperty("dmp.data")).resolve("outbox/history-requests");

        routes.getRouteController().resumeRoute(ROUTE);
        try {
            await().atMost(Duration.ofSeconds(20)).until(() -> state(record).equals("WRITTEN"));
            String batch = jdbc.sql("select batch::text from dmp.history_request where record = ?")
                    .param(record)
                    .query(String.class)
                    .single();
            await().atMost(Duration.ofSeconds(20)).until(() -> Files.exists(folder.resolve(batch + ".csv")));
        } finally {
            routes.getRouteController().suspendRoute(ROUTE);
        }
    }

    /** Something else stands where the folder should be: the request waits, the log says so, and later runs write it. */
    @Test
    void whatCannotBeWrittenWaitsForALaterRun(CapturedOutput log) throws Exception {
        Path folder = Path.of(environment.getRequiredProperty("dmp.data")).resolve("outbox/history-requests");
        Path away = folder.resolveSibling("history-requests-away");
        Files.move(folder, away);
        Files.createFile(folder);
        try {
            UUID record = opened(person());
            routes.getRouteController().resumeRoute(ROUTE);
            await().atMost(Duration.ofSeconds(20)).until(() -> log.getAll().contains("a run failed"));
            assertThat(state(record)).isEqualTo("WAITING");

            Files.delete(folder);
            Files.move(away, folder);

            await().atMost(Duration.ofSeconds(20)).until(() -> state(record).equals("WRITTEN"));
        } finally {
            routes.getRouteController().suspendRoute(ROUTE);
            if (Files.exists(away)) {
                Files.deleteIfExists(folder);
                Files.move(away, folder);
            }
        }
    }
}
