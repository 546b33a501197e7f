package fr.dmp.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.dmp.SandboxTest;
import fr.dmp.Superuser;
import fr.dmp.audit.TraceCheck.Verdict;
import fr.dmp.gate.Sweeps;
import fr.dmp.vault.SigningKey;
import fr.dmp.vault.SigningKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Checkpoints of a real database, and what verify-trace says of what export-trace wrote out of it. */
@SandboxTest
class CheckpointSweepTest {

    @Autowired
    private AuditTrail trail;

    @Autowired
    private TraceOrder order;

    @Autowired
    private SigningKey key;

    @Autowired
    private Sweeps sweeps;

    @Autowired
    private Clock clock;

    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private Environment environment;

    @Autowired
    private ApplicationContext program;

    @TempDir
    private Path place;

    private final UUID record = UUID.randomUUID();
    private Path data;

    @BeforeEach
    void folder() {
        data = Path.of(environment.getRequiredProperty("dmp.data"));
    }

    /** Writers of the same records cross each other while checkpoints are made: none is left out, none comes twice. */
    @Test
    void whatManyWriteAtOnceIsCoveredOnce() throws Exception {
        List<UUID> records = Stream.generate(UUID::randomUUID).limit(3).sorted().toList();
        ExecutorService writers = Executors.newFixedThreadPool(6);
        try {
            List<Future<?>> done = new ArrayList<>();
            for (int i = 0; i < 120; i++) {
                String act = "READ_" + i;
                UUID one = records.get(i % 3);
                done.add(writers.submit(() -> write(one, act)));
                done.add(writers.submit(() -> transaction.executeWithoutResult(
                        status -> trail.writeAll(records, Actor.ASSURANCE_MALADIE, act, null, "TEST"))));
                if (i % 20 == 0) {
                    done.add(writers.submit(() -> sweep(place)));
                }
            }
            for (Future<?> one : done) {
                one.get();
            }
        } finally {
            writers.shutdownNow();
        }
        Checkpoints.coverAll(program);
        Verdict verdict = verified();
        assertThat(verdict.findings()).isEmpty();
        assertThat(verdict.uncovered()).isZero();
        assertThat(verdict.entries()).isGreaterThanOrEqualTo(480);
    }

    /** A transaction that began before the checkpoint and ends after it isn't passed over. */
    @Test
    void whatIsStillBeingWrittenWaitsForTheNextOne() {
        transaction.executeWithoutResult(status -> {
            trail.write(Act.of(record, Actor.SYSTEM, "BEGUN", null, "TEST"));
            ExecutorService others = Executors.newSingleThreadExecutor();
            try {
                others.submit(() -> {
                            write(UUID.randomUUID(), "MEANWHILE");
                            sweep(place);
                        })
                        .get();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            } finally {
                others.shutdownNow();
            }
        });
        Checkpoints.coverAll(program);
        Verdict verdict = verified();
        assertThat(verdict.findings()).isEmpty();
        assertThat(verdict.uncovered()).isZero();
    }

    @Test
    void noneIsMadeWhereNothingCame() {
        write(record, "READ");
        Checkpoints.coverAll(program);
        long before = last().number();
        sweep(place);
        assertThat(last().number()).isEqualTo(before);
        write(record, "READ");
        Checkpoints.coverAll(program);
        assertThat(last().number()).isGreaterThan(before);
    }

    /** Nobody's id, name or act is in what leaves the house. */
    @Test
    void aCheckpointTellsNothing() throws IOException {
        write(record, "READ");
        Checkpoints.coverAll(program);
        assertThat(Witness.lines(data.resolve("witness")))
                .last()
                .asString()
                .matches("dmp-trace/1;\\d+;\\d+;\\d+;[0-9a-f]{64};[0-9T:.Z-]+;[0-9a-f]{64};[0-9a-f]{16};[0-9a-f]{128}")
                .isEqualTo(last().line());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update dmp.audit_checkpoint set line = 'other'",
                "delete from dmp.audit_checkpoint",
                "truncate dmp.audit_checkpoint"
            })
    void nobodyChangesACheckpoint(String change) {
        write(record, "READ");
        Checkpoints.coverAll(program);
        assertThatThrownBy(() -> Superuser.of(environment)
                        .sql("set role dmp_owner; " + change)
                        .update())
                .hasStackTraceContaining("only added to");
        assertThatThrownBy(() -> jdbc.sql(change).update()).hasStackTraceContaining("permission denied");
    }

    /** Not of their digits: 9 comes before 10. */
    @Test
    void transactionsStandInTheOrderOfTheirNumbers() {
        UUID entry = write(record, "READ");
        Checkpoints.coverAll(program);
        Place place = order.between(Place.START, new Place("9999999999", record, Long.MAX_VALUE)).stream()
                .map(TraceOrder.Leaf::place)
                .filter(one -> one.record().equals(record))
                .findFirst()
                .orElseThrow();
        tamper("update dmp.audit_entry set tx = '9' where id = ?", entry);
        try {
            assertThat(order.settledAfter(Place.START).get(0).place()).isEqualTo(new Place("9", record, 1));
            assertThat(order.between(Place.START, place).get(0).place()).isEqualTo(new Place("9", record, 1));
        } finally {
            tamper("update dmp.audit_entry set tx = '" + place.tx() + "' where id = ?", entry);
        }
    }

    /** By someone whom no right stops: what they do is found, and found no more once it is undone. */
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "ground = 'OTHER'; ground = 'TEST'; ses colonnes",
                "at = at + interval '1 second'; at = at - interval '1 second'; ses colonnes",
                "content = content || 'x'::bytea; content = substr(content, 1, length(content) - 1); empreinte",
                "seq = seq + 1000; seq = seq - 1000; elle manque",
                "tx = '99999999999'; tx = '%s'; il scelle",
            })
    void whatIsDoneToTheDatabaseIsFound(String change, String undo, String found) {
        write(record, "READ");
        UUID entry = write(record, "READ");
        write(record, "READ");
        Checkpoints.coverAll(program);
        String tx = jdbc.sql("select tx::text from dmp.audit_entry where id = ?")
                .param(entry)
                .query(String.class)
                .single();
        tamper("update dmp.audit_entry set " + change + " where id = ?", entry);
        try {
            assertThat(verified().findings()).isNotEmpty().anySatisfy(finding -> assertThat(finding)
                    .contains(found));
        } finally {
            tamper("update dmp.audit_entry set " + undo.formatted(tx) + " where id = ?", entry);
        }
        assertThat(verified().findings()).isEmpty();
    }

    /** A witness that was away, or is new, gets all that it lacks; a line that a power cut broke is written whole. */
    @Test
    void aWitnessThatLacksSomethingGetsIt() throws IOException {
        Path own = place.resolve("witness");
        write(record, "READ");
        Checkpoints.coverAll(program);
        sweep(own);
        List<String> all = Witness.lines(data.resolve("witness"));
        assertThat(Witness.lines(own)).isEqualTo(all);

        Path file = own.resolve(Witness.FILE);
        String last = all.get(all.size() - 1);
        Files.writeString(file, String.join("\n", all.subList(0, all.size() - 1)) + (all.size() > 1 ? "\n" : ""));
        Files.writeString(file, last.substring(0, 40), StandardOpenOption.APPEND);
        sweep(own);
        assertThat(Witness.lines(own)).isEqualTo(all);
    }

    /** The witness has what the database has lost, or something else: signing on would make two traces of one. */
    @Test
    void noCheckpointIsMadeAgainstTheWitness() throws IOException {
        write(record, "READ");
        Checkpoints.coverAll(program);
        Path own = place.resolve("witness");
        Files.createDirectories(own);
        Checkpoint other =
                Checkpoint.after(Optional.of(last()), List.of(new byte[32]), clock.instant(), SigningKeys.fresh());
        Files.writeString(own.resolve(Witness.FILE), other.line() + "\n");
        long before = last().number();
        write(record, "READ");
        sweep(own);
        assertThat(last().number()).isEqualTo(before);
        assertThat(Witness.lines(own)).containsExactly(other.line());
    }

    @Test
    void aWitnessThatCannotBeReachedHoldsNothingUp() throws IOException {
        Path blocked = Files.createFile(place.resolve("file"));
        write(record, "READ");
        Checkpoints.coverAll(program);
        long before = last().number();
        write(record, "READ");
        org.awaitility.Awaitility.await().until(() -> {
            sweep(blocked.resolve("witness"));
            return last().number() > before;
        });
    }

    @Test
    void theExportIsItsOwnersAloneAndNeverOverAFile() throws IOException {
        Path out = place.resolve("trace");
        export(out);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(out)))
                .isEqualTo("rw-------");
        assertThatThrownBy(() -> export(out)).isInstanceOf(Options.Wrong.class).hasMessageContaining("existe déjà");
        assertThat(place).isDirectoryNotContaining("glob:**.part");
    }

    private void tamper(String change, UUID entry) {
        Superuser.of(environment)
                .sql("set session_replication_role = replica; " + change.replace("?", "'" + entry + "'"))
                .update();
    }

    private Verdict verified() {
        Path out = place.resolve(UUID.randomUUID().toString());
        try {
            export(out);
            return VerifyTraceCommand.verify(new String[] {
                "--export=" + out, "--witness=" + data.resolve("witness"), "--key=" + data.resolve("keys/trace.pub")
            });
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private void export(Path out) throws IOException {
        ExportTraceCommand.write(new String[] {"--out=" + out}, Superuser.account(data, "dmp_app"));
    }

    private Checkpoint last() {
        return order.last().orElseThrow().checkpoint();
    }

    private void sweep(Path witness) {
        new CheckpointSweep(order, new Witness(witness), key, sweeps, clock).sweep();
    }

    private UUID write(UUID about, String act) {
        return transaction.execute(status -> trail.write(Act.of(about, Actor.SYSTEM, act, "thing", "TEST")));
    }
}
