package fr.dmp.audit;

import com.github.f4b6a3.uuid.UuidCreator;
import java.sql.PreparedStatement;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The stored trace: one statement adds an entry and moves the head of its record's chain. */
@Repository
class AuditEntries {

    private final JdbcClient jdbc;
    private final JdbcTemplate arrays;

    AuditEntries(JdbcClient jdbc, JdbcTemplate arrays) {
        this.jdbc = jdbc;
        this.arrays = arrays;
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

    /** One statement for acts that differ in their records alone. */
    void appendAll(Instant at, List<Act> acts) {
        Act one = acts.get(0);
        UUID[] ids = acts.stream().map(act -> UuidCreator.getTimeOrderedEpoch()).toArray(UUID[]::new);
        byte[][] contents = new byte[acts.size()][];
        for (int i = 0; i < contents.length; i++) {
            contents[i] = new Canonical(ids[i], at, acts.get(i)).bytes();
        }
        arrays.execute((ConnectionCallback<Boolean>) connection -> {
            try (PreparedStatement statement =
                    connection.prepareStatement("select dmp.audit_append_all(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
                statement.setArray(
                        1,
                        connection.createArrayOf(
                                "uuid", acts.stream().map(Act::record).toArray()));
                statement.setArray(2, connection.createArrayOf("uuid", ids));
                statement.setArray(3, connection.createArrayOf("bytea", contents));
                statement.setObject(4, at.atOffset(ZoneOffset.UTC));
                statement.setString(5, one.actor().kind().name());
                statement.setString(6, one.actor().id());
                statement.setString(7, one.actor().name());
                statement.setString(8, one.act());
                statement.setString(9, one.subject());
                statement.setString(10, one.mode().code());
                statement.setString(11, one.ground());
                return statement.execute();
            }
        });
    }
}
