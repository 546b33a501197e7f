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
import org.camunda.bpm.engine.IdentityService;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@SandboxTest
class StaffPasswordsTest {

    private static final int TRIES = 9;

    @Autowired
    private IdentityService identities;

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

    /** Without the comparison that a login nobody has is given, it is answered some fifty times faster. */
    @Test
    void aLoginThatNobodyHasTakesAsLong() {
        String known = jdbc.sql("select id_ from engine.act_id_user where pwd_ is not null limit 1")
                .query(String.class)
                .single();
        Duration unknown = fastest("nobody-of-that-name");
        assertThat(unknown).isGreaterThan(fastest(known).dividedBy(2));
    }

    /** Wrong each time; the engine slows the known one down after the first, but doesn't make the caller wait. */
    private Duration fastest(String login) {
        return IntStream.range(0, TRIES)
                .mapToObj(n -> {
                    long begun = System.nanoTime();
                    assertThat(identities.checkPassword(login, "wrong " + n)).isFalse();
                    return Duration.ofNanos(System.nanoTime() - begun);
                })
                .min(Duration::compareTo)
                .orElseThrow();
    }
}
