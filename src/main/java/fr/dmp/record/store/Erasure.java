package fr.dmp.record.store;

import fr.dmp.record.CreationCases;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Erases what was kept sealed for a while only: slips that nobody fetched, identifiers that were shown long enough. */
@Component
class Erasure {

    private final JdbcClient jdbc;
    private final Clock clock;

    Erasure(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Any number of nodes may do so at once. */
    @Scheduled(initialDelayString = "PT5M", fixedDelayString = "PT5M")
    void erase() {
        OffsetDateTime now = clock.instant().atOffset(ZoneOffset.UTC);
        jdbc.sql("update dmp.slip set content = null where content is not null and expires_at <= ?")
                .param(now)
                .update();
        jdbc.sql("update dmp.record_creation set identifier = null where identifier is not null and settled_at <= ?")
                .param(now.minus(CreationCases.IDENTIFIER_SHOWN))
                .update();
    }
}
