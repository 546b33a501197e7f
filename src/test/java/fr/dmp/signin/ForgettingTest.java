package fr.dmp.signin;

import static org.assertj.core.api.Assertions.assertThat;

import fr.dmp.SandboxTest;
import fr.dmp.signin.Desk.Holder;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** What no rule looks at any more goes, so many rows at a time, found by an index. */
@SandboxTest
class ForgettingTest {

    @Autowired
    private ApplicationContext program;

    private Desk desk;

    @BeforeEach
    void open() {
        desk = Desk.withoutHashing(program);
    }

    @Test
    void whatIsOldGoesInBatches() {
        Holder holder = desk.newcomer();
        MovableClock clock = new MovableClock(Instant.parse("2001-01-01T00:00:00Z"));
        desk.jdbc
                .sql(
                        """
                        insert into dmp.sign_in_client (record, client, seen_at)
                        select ?, decode(lpad(to_hex(n), 8, '0'), 'hex'), '2000-01-01' from generate_series(1, 5001) n
                        """)
                .param(holder.record())
                .update();
        KeptCredentials rows = program.getBean(KeptCredentials.class);
        assertThat(rows.forgetClients(clock.instant(), 1_000)).isEqualTo(1_000);
        assertThat(clients(holder)).isEqualTo(4_001);
        new Forgetting(program.getBean(KeptChallenges.class), rows, program.getBean(KeptSessions.class), clock)
                .forget();
        assertThat(clients(holder)).isZero();
    }

    @Test
    void whatIsYoungStays() {
        Holder holder = desk.newcomer();
        desk.signIn(holder);
        desk.clock.forward(Duration.ofHours(1));
        new Forgetting(
                        program.getBean(KeptChallenges.class),
                        program.getBean(KeptCredentials.class),
                        program.getBean(KeptSessions.class),
                        desk.clock)
                .forget();
        assertThat(clients(holder)).isOne();
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

    private long clients(Holder holder) {
        return desk.jdbc
                .sql("select count(*) from dmp.sign_in_client where record = ?")
                .param(holder.record())
                .query(Long.class)
                .single();
    }
}
