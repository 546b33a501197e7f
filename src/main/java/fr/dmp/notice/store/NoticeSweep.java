package fr.dmp.notice.store;

import fr.dmp.gate.Sweeps;
import java.time.Clock;
import java.time.Duration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Forgets where people were reached: one node at a time, so many rows at a time. */
@Component
class NoticeSweep {

    /** Codes that were sent before there was a record: nobody can ask what became of them (P). */
    private static final Duration OF_NOBODY = Duration.ofDays(2);

    /** Until then the holder may say that nothing came; afterwards they see the notice, and its destination masked (P). */
    private static final Duration DESTINATIONS = Duration.ofDays(30);

    private static final int ROWS = 1_000;

    private final JdbcClient jdbc;
    private final Sweeps sweeps;
    private final Clock clock;

    NoticeSweep(JdbcClient jdbc, Sweeps sweeps, Clock clock) {
        this.jdbc = jdbc;
        this.sweeps = sweeps;
        this.clock = clock;
    }

    @Scheduled(initialDelayString = "${dmp.notice.sweep}", fixedDelayString = "${dmp.notice.sweep}")
    void sweep() {
        sweeps.untilDone("notice-sweep", () -> forget("delete from dmp.notice", "record is null", OF_NOBODY) == ROWS);
        sweeps.untilDone(
                "notice-sweep",
                () -> forget(
                                "update dmp.notice set destination = null",
                                "record is not null and destination is not null",
                                DESTINATIONS)
                        == ROWS);
    }

    private int forget(String how, String which, Duration after) {
        return jdbc.sql(how + " where id in (select id from dmp.notice where " + which
                        + " and created_at <= ? and state in ('SENT', 'DELIVERED', 'FAILED', 'DEAD') limit " + ROWS
                        + ")")
                .param(StoredOutbox.utc(clock.instant().minus(after)))
                .update();
    }
}
