package fr.dmp.gate;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Removes the keys of yesterday and the limits that hold nobody any more. */
@Component
@EnableScheduling
class RequestSweep {

    private static final int ROWS = 5_000;

    private final JdbcClient jdbc;
    private final Clock clock;
    private final Sweeps sweeps;

    RequestSweep(JdbcClient jdbc, Clock clock, Sweeps sweeps) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.sweeps = sweeps;
    }

    /** Goes on until nothing is left that is due: a whole country signs in by it. */
    @Scheduled(initialDelayString = "${dmp.gate.sweep}", fixedDelayString = "${dmp.gate.sweep}")
    void sweep() {
        sweeps.untilDone("gate-sweep", this::some);
    }

    private boolean some() {
        OffsetDateTime now = clock.instant().atOffset(ZoneOffset.UTC);
        int keys = remove("idempotency_key", "at", now.minus(IdempotencyKeys.KEPT));
        int limits = remove("request_limit", "used_until", now);
        return keys == ROWS || limits == ROWS;
    }

    private int remove(String table, String column, OffsetDateTime before) {
        return jdbc.sql("delete from dmp." + table + " where ctid in (select ctid from dmp." + table + " where "
                        + column + " <= ? limit " + ROWS + ")")
                .param(before)
                .update();
    }
}
