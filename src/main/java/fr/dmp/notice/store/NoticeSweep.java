package fr.dmp.notice.store;

import java.time.Clock;
import java.time.Duration;
import java.util.function.IntSupplier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** Forgets where people were reached: one node at a time, so many rows at a time. */
@Component
class NoticeSweep {

    /** Codes of creations that came to nothing: nobody can ask what became of them (P). */
    private static final Duration OF_NOBODY = Duration.ofDays(2);

    /** Until then the holder may say that nothing came; afterwards they see the notice, and its destination masked (P). */
    private static final Duration DESTINATIONS = Duration.ofDays(30);

    private static final int ROWS = 1_000;

    private final JdbcClient jdbc;
    private final TransactionOperations transactions;
    private final Clock clock;

    NoticeSweep(JdbcClient jdbc, TransactionOperations transactions, Clock clock) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.clock = clock;
    }

    @Scheduled(initialDelayString = "PT10M", fixedDelayString = "PT1H")
    void sweep() {
        all(() -> forget("delete from dmp.notice", "record is null", OF_NOBODY));
        all(() -> forget(
                "update dmp.notice set destination = null",
                "record is not null and destination is not null",
                DESTINATIONS));
    }

    private void all(IntSupplier some) {
        int gone;
        do {
            gone = transactions.execute(transaction -> alone() ? some.getAsInt() : 0);
        } while (gone == ROWS);
    }

    private boolean alone() {
        return jdbc.sql("select pg_try_advisory_xact_lock(hashtext('notice-sweep'))")
                .query(Boolean.class)
                .single();
    }

    private int forget(String how, String which, Duration after) {
        return jdbc.sql(how + " where id in (select id from dmp.notice where " + which
                        + " and created_at <= ? and state in ('SENT', 'DELIVERED', 'FAILED', 'DEAD') limit " + ROWS
                        + ")")
                .param(StoredOutbox.utc(clock.instant().minus(after)))
                .update();
    }
}
