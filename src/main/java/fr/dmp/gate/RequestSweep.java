package fr.dmp.gate;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Removes the keys of yesterday and the limits that hold nobody any more; one node at a time, so many rows at a time. */
@Component
@EnableScheduling
class RequestSweep {

    private static final int ROWS = 5_000;

    private final JdbcClient jdbc;
    private final Clock clock;

    RequestSweep(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Returns how many rows went. */
    @Scheduled(initialDelayString = "${dmp.gate.sweep:10m}", fixedDelayString = "${dmp.gate.sweep:10m}")
    @Transactional
    public int sweep() {
        boolean mine = jdbc.sql("select pg_try_advisory_xact_lock(hashtext('gate-sweep'))")
                .query(Boolean.class)
                .single();
        if (!mine) {
            return 0;
        }
        OffsetDateTime now = clock.instant().atOffset(ZoneOffset.UTC);
        return remove("idempotency_key", "at", now.minus(IdempotencyKeys.KEPT))
                + remove("request_limit", "used_until", now);
    }

    private int remove(String table, String column, OffsetDateTime before) {
        return jdbc.sql("delete from dmp." + table + " where ctid in (select ctid from dmp." + table + " where "
                        + column + " <= ? limit " + ROWS + ")")
                .param(before)
                .update();
    }
}
