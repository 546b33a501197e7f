package fr.dmp.audit;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The stored trace: one statement adds an entry and moves the head of its record's chain. */
@Repository
class AuditEntries {

    private final JdbcClient jdbc;

    AuditEntries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void append(UUID id, Instant at, Act act, byte[] content) {
        jdbc.sql("select dmp.audit_append(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
                .params(
                        act.record(),
                        id,
                        at.atOffset(ZoneOffset.UTC),
                        act.actor().kind().name(),
                        act.actor().id(),
                        act.actor().name(),
                        act.onBehalfOf(),
                        act.act(),
                        act.subject(),
                        act.mode().code(),
                        act.ground(),
                        content)
                .query((row, n) -> true)
                .single();
    }
}
