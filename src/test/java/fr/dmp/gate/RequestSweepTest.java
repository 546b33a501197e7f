package fr.dmp.gate;

import static org.assertj.core.api.Assertions.assertThat;

import fr.dmp.SandboxTest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@SandboxTest
class RequestSweepTest {

    /** More than two rounds take away. */
    private static final int MANY = 12_000;

    @Autowired
    private RequestSweep sweep;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private Clock clock;

    @Test
    void whateverIsOverGoesAndTheRestStays() {
        Instant now = clock.instant();
        limits("old", now.minusSeconds(1), MANY);
        limits("young", now.plus(Duration.ofHours(1)), 3);
        keys("old", now.minus(IdempotencyKeys.KEPT).minusSeconds(1), MANY);
        keys("young", now.minus(IdempotencyKeys.KEPT).plus(Duration.ofHours(1)), 3);
        sweep.sweep();
        assertThat(left("request_limit", "whom", "old")).isZero();
        assertThat(left("request_limit", "whom", "young")).isEqualTo(3);
        assertThat(left("idempotency_key", "key", "old")).isZero();
        assertThat(left("idempotency_key", "key", "young")).isEqualTo(3);
    }

    private void limits(String name, Instant until, int rows) {
        jdbc.sql(
                        """
                        insert into dmp.request_limit (whom, used_until)
                        select convert_to(? || n, 'UTF8'), ? from generate_series(1, ?) n on conflict do nothing
                        """)
                .params("sweep-" + name, until.atOffset(ZoneOffset.UTC), rows)
                .update();
    }

    private void keys(String name, Instant at, int rows) {
        jdbc.sql(
                        """
                        insert into dmp.idempotency_key (key, body, at)
                        select convert_to(? || n, 'UTF8'), '', ? from generate_series(1, ?) n on conflict do nothing
                        """)
                .params("sweep-" + name, at.atOffset(ZoneOffset.UTC), rows)
                .update();
    }

    private long left(String table, String column, String name) {
        return jdbc.sql("select count(*) from dmp." + table + " where " + column + " >= convert_to(?, 'UTF8') and "
                        + column + " < convert_to(?, 'UTF8')")
                .params("sweep-" + name, "sweep-" + name + "~")
                .query(Long.class)
                .single();
    }
}
