package fr.dmp.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.dmp.SandboxTest;
import fr.dmp.refusal.Refusal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@SandboxTest
class RepeatedRequestsTest {

    record Given(String value) {}

    @Autowired
    private Idempotency idempotency;

    @Autowired
    private Limits limits;

    @Autowired
    private PlatformTransactionManager transactions;

    @Autowired
    private JdbcClient jdbc;

    private final AtomicInteger runs = new AtomicInteger();
    private final String key = UUID.randomUUID().toString();

    @Test
    void theSameKeyAndBodyGiveTheSameAnswer() {
        Given first = once("me", Map.of("a", 1, "b", 2));
        assertThat(once("me", Map.of("b", 2, "a", 1))).isEqualTo(first);
        assertThat(runs).hasValue(1);
        assertThat(once("you", Map.of("a", 1, "b", 2))).isNotEqualTo(first);
    }

    @Test
    void anotherBodyIsAConflict() {
        once("me", Map.of("a", 1));
        assertThatThrownBy(() -> once("me", Map.of("a", 2))).hasMessage("idempotency-conflict");
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " ", "a b", "é"})
    void aKeyIsNeeded(String none) {
        assertThatThrownBy(() -> inTransaction(() -> idempotency.once(none, "me", "", Given.class, this::effect)))
                .hasMessage("idempotency-key-required");
    }

    @Test
    void whatFailedMayBeTriedAgain() {
        assertThatThrownBy(() -> inTransaction(() -> idempotency.once(key, "me", "", Given.class, () -> {
                    throw Refusal.conflict("record-exists");
                })))
                .hasMessage("record-exists");
        assertThat(once("me", "").value()).isEqualTo("1");
    }

    @Test
    void ofManyAtOnceOneRuns() throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(8);
        try {
            Callable<Given> call = () -> once("me", "body");
            List<Future<Given>> answers = pool.invokeAll(List.of(call, call, call, call, call, call, call, call));
            for (Future<Given> answer : answers) {
                assertThat(answer.get().value()).isEqualTo("1");
            }
            assertThat(runs).hasValue(1);
        } finally {
            pool.shutdown();
        }
    }

    @Test
    void aLimitHoldsAndSaysWhenToComeBack() {
        for (int i = 0; i < 3; i++) {
            limits.take("trial", key, 3, Duration.ofHours(1));
        }
        assertThatThrownBy(() -> limits.take("trial", key, 3, Duration.ofHours(1)))
                .isInstanceOfSatisfying(Refusal.class, refusal -> {
                    assertThat(refusal.slug()).isEqualTo("too-many-requests");
                    assertThat((Long) refusal.properties().get("retryAfter")).isBetween(1100L, 1201L);
                });
        limits.take("trial", "other" + key, 3, Duration.ofHours(1));
        assertThat(jdbc.sql("select count(*) from dmp.request_limit where encode(whom, 'escape') like ?")
                        .param("%" + key + "%")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    private Given once(String caller, Object body) {
        return inTransaction(() -> idempotency.once(key, caller, body, Given.class, this::effect));
    }

    private Given effect() {
        return new Given(String.valueOf(runs.incrementAndGet()));
    }

    private Given inTransaction(Supplier<Given> work) {
        return new TransactionTemplate(transactions).execute(status -> work.get());
    }
}
