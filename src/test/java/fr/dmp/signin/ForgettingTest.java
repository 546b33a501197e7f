package fr.dmp.signin;

import static org.assertj.core.api.Assertions.assertThat;

import fr.dmp.SandboxTest;
import fr.dmp.signin.Desk.Holder;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** What no rule looks at any more goes, so many rows at a time, found by an index. */
@SandboxTest
class ForgettingTest {

    private static final Instant LONG_AGO = Instant.parse("2001-01-01T00:00:00Z");

    @Autowired
    private ApplicationContext program;

    @Autowired
    private KeptCredentials credentials;

    private Desk desk;

    /** An interrupted run may have left what is counted here. */
    @BeforeEach
    void openWithNothingOld() {
        desk = Desk.withoutHashing(program);
        forget();
    }

    /** A session is over eight hours after the sign-in, and goes a day later. */
    @ParameterizedTest
    @CsvSource({"sign_in_challenge, PT48H", "holder_session, PT32H", "sign_in_client, P90D"})
    void whatASignInLeavesStaysItsTimeAndGoes(String table, Duration kept) {
        Holder holder = desk.holder();
        desk.signIn(holder);
        desk.clock.forward(kept);
        forget();
        assertThat(left(table, holder)).isOne();
        desk.clock.forward(Duration.ofSeconds(1));
        forget();
        assertThat(left(table, holder)).isZero();
    }

    @Test
    void whatIsOldGoesInBatches() {
        Holder holder = lastSeenLongAgo(5_001);
        assertThat(credentials.forgetClients(LONG_AGO, 1_000)).isEqualTo(1_000);
        assertThat(left("sign_in_client", holder)).isEqualTo(4_001);
        forget();
        assertThat(left("sign_in_client", holder)).isZero();
    }

    @Test
    void twoNodesAtOnceTakeOtherRows() {
        lastSeenLongAgo(3);
        desk.transaction.executeWithoutResult(status -> {
            assertThat(credentials.forgetClients(LONG_AGO, 1)).isOne();
            assertThat(CompletableFuture.supplyAsync(() -> credentials.forgetClients(LONG_AGO, 10)))
                    .succeedsWithin(Duration.ofSeconds(4))
                    .isEqualTo(2);
        });
    }

    /** Someone who signed in from so many networks long ago. */
    private Holder lastSeenLongAgo(int networks) {
        Holder holder = desk.newcomer();
        desk.jdbc
                .sql(
                        """
                        insert into dmp.sign_in_client (record, client, seen_at)
                        select ?, decode(lpad(to_hex(n), 8, '0'), 'hex'), '2000-01-01' from generate_series(1, ?) n
                        """)
                .params(holder.record(), networks)
                .update();
        return holder;
    }

    @ParameterizedTest
    @CsvSource({"sign_in_challenge, created_at", "sign_in_client, seen_at", "holder_session, expires_at"})
    void theSweepHasAnIndex(String table, String column) {
        assertThat(desk.jdbc
                        .sql("select indexdef from pg_indexes where schemaname = 'dmp' and tablename = ?")
                        .param(table)
                        .query(String.class)
                        .list())
                .anyMatch(definition -> definition.endsWith("(" + column + ")"));
    }

    private void forget() {
        new Forgetting(
                        program.getBean(KeptChallenges.class),
                        credentials,
                        program.getBean(KeptSessions.class),
                        program.getBean(KeptContactProofs.class),
                        program.getBean(KeptPasskeys.class),
                        desk.clock)
                .forget();
    }

    private long left(String table, Holder holder) {
        return desk.jdbc
                .sql("select count(*) from dmp." + table + " where record = ?")
                .param(holder.record())
                .query(Long.class)
                .single();
    }
}
