package fr.dmp.access.store;

import fr.dmp.access.Authorizations.Status;
import fr.dmp.access.Standings;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Facts are the decision's own ({@code R__access_decision.sql}); when an authorization ends stands in its latest row. */
@Repository
class StoredStandings implements Standings {

    private static final String OF =
            """
            select asked.record, facts.declared, facts.treating, facts.blocked, facts.authorized, facts.hidden,
                latest.known, latest.ends
            from unnest(:records) as asked (record)
            cross join lateral dmp.access_facts(asked.record, 'PROFESSIONAL', :professional, :at) as facts
            left join lateral (
                select true as known, coalesce(a.ended_at, a.until) as ends from dmp.access_authorization a
                where a.record = asked.record and a.professional = :professional
                order by a.since desc, a.id desc limit 1) as latest on true
            where facts.status <> 'NONE'
            """;

    private final JdbcClient jdbc;

    StoredStandings(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Map<UUID, Standing> of(Collection<UUID> records, String professional, Instant at) {
        Map<UUID, Standing> standings = new HashMap<>();
        jdbc.sql(OF)
                .param("records", records.toArray(UUID[]::new))
                .param("professional", professional)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .query(row -> {
                    standings.put(row.getObject("record", UUID.class), standing(row));
                });
        return standings;
    }

    private static Standing standing(ResultSet row) throws SQLException {
        Status status = status(row);
        OffsetDateTime ends = row.getObject("ends", OffsetDateTime.class);
        boolean told = !row.getBoolean("declared") && (status == Status.VALID || status == Status.EXPIRED);
        return new Standing(
                status,
                told && ends != null ? ends.toInstant() : null,
                row.getBoolean("treating"),
                row.getBoolean("hidden"));
    }

    private static Status status(ResultSet row) throws SQLException {
        if (row.getBoolean("declared")) {
            return Status.VALID;
        }
        if (row.getBoolean("blocked")) {
            return Status.FORBIDDEN;
        }
        if (row.getBoolean("authorized")) {
            return Status.VALID;
        }
        return row.getBoolean("known") ? Status.EXPIRED : Status.UNDEFINED;
    }
}
