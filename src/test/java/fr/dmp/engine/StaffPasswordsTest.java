package fr.dmp.engine;

import static org.assertj.core.api.Assertions.assertThat;

import fr.dmp.SandboxTest;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@SandboxTest
class StaffPasswordsTest {

    private static final int TRIES = 9;

    @Autowired
    private JdbcClient jdbc;

    @Test
    void theyAreKeptByArgon2() {
        List<String> kept = jdbc.sql("select pwd_ from engine.act_id_user where pwd_ is not null")
                .query(String.class)
                .list();
        assertThat(kept).isNotEmpty().allMatch(hash -> hash.startsWith("{argon2id}$argon2id$v=19$m=19456,t=2,p=1$"));
    }

    @Test
    void twoAreComparedAtATime() throws Exception {
        StaffPasswords passwords = new StaffPasswords();
        AtomicInteger present = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        String hash = passwords.encrypt("agrafe");
        ExecutorService callers = Executors.newFixedThreadPool(8);
        try {
            List<Future<Boolean>> all = IntStream.range(0, 16)
                    .mapToObj(n -> callers.submit(() -> passwords.inTurn(() -> {
                        most.accumulateAndGet(present.incrementAndGet(), Math::max);
                        boolean right = passwords.check("agrafe", hash);
                        present.decrementAndGet();
                        return right;
                    })))
                    .toList();
            for (Future<Boolean> one : all) {
                assertThat(one.get(30, TimeUnit.SECONDS)).isTrue();
            }
        } finally {
            callers.shutdown();
        }
        assertThat(most).hasValue(2);
    }

    /** What the engine answers without comparing anything, for a login that nobody has or that it slows down. */
    @Test
    void aCheckThatComparedNothingTakesAsLong() {
        StaffPasswords passwords = new StaffPasswords();
        String hash = passwords.encrypt("agrafe");
        Duration nothing = fastest(() -> passwords.inTurn(() -> false));
        Duration compared = fastest(() -> passwords.inTurn(() -> passwords.check("wrong", hash)));
        // Without the comparison that it is given, it takes a thousandth.
        assertThat(nothing).isGreaterThan(compared.dividedBy(2)).isLessThan(compared.multipliedBy(2));
    }

    private static Duration fastest(Runnable work) {
        return IntStream.range(0, TRIES)
                .mapToObj(n -> {
                    long begun = System.nanoTime();
                    work.run();
                    return Duration.ofNanos(System.nanoTime() - begun);
                })
                .min(Duration::compareTo)
                .orElseThrow();
    }
}
