package fr.dmp.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import fr.dmp.SandboxTest;
import fr.dmp.Superuser;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.support.TransactionTemplate;

@SandboxTest
class AuditTrailTest {

    private record Entry(long seq, byte[] content, byte[] hash) {}

    @Autowired
    private AuditTrail trail;

    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private Environment environment;

    @Autowired
    private DataSource database;

    private final UUID record = UUID.randomUUID();
    private final UUID other = UUID.randomUUID();

    @Test
    void chainsWhatTwentyWriteAtOnce() throws Exception {
        ExecutorService writers = Executors.newFixedThreadPool(20);
        try {
            List<Future<UUID>> written = IntStream.range(0, 200)
                    .mapToObj(
                            i -> writers.submit(() -> i % 2 == 0 ? write("READ_" + i) : writeAmongOthers("FEED_" + i)))
                    .toList();
            for (Future<UUID> one : written) {
                one.get();
            }
        } finally {
            writers.shutdownNow();
        }
        List<Entry> chain = chain();
        assertThat(chain)
                .extracting(Entry::seq)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, 200).boxed().toList());
        byte[] before = sha256(bytes(record));
        for (Entry entry : chain) {
            assertThat(entry.hash()).isEqualTo(sha256(before, entry.content()));
            before = entry.hash();
        }
    }

    @Test
    void anActThatIsUndoneLeavesNoTrace() {
        transaction.executeWithoutResult(status -> {
            trail.write(Act.of(record, Actor.SYSTEM, "READ", null, "TEST"));
            status.setRollbackOnly();
        });
        assertThat(chain()).isEmpty();
    }

    @Test
    void nothingIsWrittenOutsideOfATransaction() {
        assertThatThrownBy(() -> trail.write(Act.of(record, Actor.SYSTEM, "READ", null, "TEST")))
                .isInstanceOf(IllegalTransactionStateException.class);
    }

    /** As many as there are connections: none may need a second one to be traced. */
    @Test
    void manyRefusalsAtOnceAreAllTraced() throws Exception {
        int connections = database.unwrap(HikariDataSource.class).getMaximumPoolSize();
        CyclicBarrier allHoldOne = new CyclicBarrier(connections);
        ExecutorService callers = Executors.newFixedThreadPool(connections);
        try {
            List<Future<?>> refused = new ArrayList<>();
            for (int i = 0; i < connections; i++) {
                refused.add(callers.submit(() -> refuse("READ_REFUSED", () -> allHoldOne.await(10, TimeUnit.SECONDS))));
            }
            for (Future<?> one : refused) {
                assertThatThrownBy(one::get).hasRootCauseMessage("access-denied");
            }
        } finally {
            callers.shutdownNow();
        }
        assertThat(chain()).hasSize(connections);
    }

    /** An act that can't be traced fails, and so does its refusal. */
    @Test
    void aRefusalThatCannotBeTracedFails() {
        assertThatThrownBy(() -> refuse("READ\u0000REFUSED", () -> {})).isInstanceOf(DataAccessException.class);
        assertThat(chain()).isEmpty();
    }

    private interface Waiting {
        void go() throws Exception;
    }

    private void refuse(String act, Waiting waiting) {
        transaction.executeWithoutResult(status -> {
            trail.writeAfterwards(Act.of(record, Actor.SYSTEM, act, null, "TEST"));
            try {
                waiting.go();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
            throw new IllegalStateException("access-denied");
        });
    }

    /** Not even by the owner, whom no missing right stops. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "update dmp.audit_entry set ground = 'OTHER'",
                "delete from dmp.audit_entry",
                "truncate dmp.audit_entry"
            })
    void nobodyChangesIt(String change) {
        write("READ");
        JdbcClient superuser = Superuser.of(environment);
        assertThatThrownBy(() -> superuser.sql("set role dmp_owner; " + change).update())
                .hasStackTraceContaining("only added to");
        assertThatThrownBy(() -> jdbc.sql(change).update()).hasStackTraceContaining("permission denied");
    }

    @ParameterizedTest
    @ValueSource(strings = {"dmp_intake", "dmp_staff"})
    void thoseWhoFeedAddAndDoNotRead(String role) {
        transaction.executeWithoutResult(status -> {
            jdbc.sql("set local role " + role).update();
            trail.write(Act.of(record, Actor.ASSURANCE_MALADIE, "FEED", null, "TEST"));
        });
        assertThat(chain()).hasSize(1);
        for (String table : List.of("audit_entry", "audit_head", "record_key", "insured_person")) {
            assertThatThrownBy(() -> transaction.executeWithoutResult(status -> {
                        jdbc.sql("set local role " + role).update();
                        jdbc.sql("select count(*) from dmp." + table)
                                .query(Long.class)
                                .single();
                    }))
                    .as(table)
                    .hasStackTraceContaining("permission denied");
        }
    }

    /** The same act on this record, on one that has no entry yet and on another one. */
    private UUID writeAmongOthers(String act) {
        List<UUID> records = List.of(UUID.randomUUID(), record, other);
        transaction.executeWithoutResult(status -> trail.writeAll(records, Actor.ASSURANCE_MALADIE, act, null, "TEST"));
        return records.get(0);
    }

    private UUID write(String act) {
        return transaction.execute(status -> trail.write(Act.of(record, Actor.SYSTEM, act, "thing", "TEST")));
    }

    private List<Entry> chain() {
        return jdbc.sql("select seq, content, hash from dmp.audit_entry where record = ? order by seq")
                .param(record)
                .query((row, n) -> new Entry(row.getLong(1), row.getBytes(2), row.getBytes(3)))
                .list();
    }

    private static byte[] bytes(UUID id) {
        return ByteBuffer.allocate(16)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
    }

    private static byte[] sha256(byte[]... parts) throws Exception {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        for (byte[] part : parts) {
            digest.update(part);
        }
        return digest.digest();
    }
}
