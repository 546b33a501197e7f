package fr.dmp.access.store;

import fr.dmp.access.Decision;
import fr.dmp.access.Decisions;
import fr.dmp.access.Thing;
import fr.dmp.audit.Actor;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Facts and rules are the database's ({@code R__access_decision.sql}): one statement, one snapshot. */
@Repository
class StoredDecisions implements Decisions {

    private static final List<String> FACTS = List.of(
            "status",
            "holder",
            "represents",
            "declared",
            "treating",
            "blocked",
            "authorized",
            "hidden",
            "profession",
            "matrix");

    private static final String DECIDE =
            """
            select decided.*, dmp.access_allowed(rule) as allowed, dmp.access_rules_version() as version
            from (
                select facts.*, represents, case
                    when represents then dmp.represented_rule(status)
                    when :trace then dmp.trace_rule(status, holder, declared, treating, blocked, authorized, hidden,
                        :kind = 'PROFESSIONAL' and dmp.has_acted(:record, :actor, :at))
                    else dmp.access_rule(status, holder, declared, treating, blocked, authorized, hidden, false,
                        dmp.habilitated(matrix, profession, :type), :type::text is null, :standing) end as rule
                from dmp.access_facts(:record, :kind, :actor, :at) as facts,
                    (select :kind = 'REPRESENTATIVE' and dmp.represents(:record, :actor, :at) as represents) as acting)
                as decided
            """;

    private final JdbcClient jdbc;

    StoredDecisions(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public void enter(Actor actor, UUID record, Instant at) {
        jdbc.sql("select dmp.enter_record(?, ?, ?, ?)")
                .params(record, actor.kind().name(), actor.id(), at.atOffset(ZoneOffset.UTC))
                .query((row, n) -> record)
                .single();
    }

    @Override
    public Decision decide(Actor actor, UUID record, Thing thing, Instant at) {
        return jdbc.sql(DECIDE)
                .param("record", record)
                .param("kind", actor.kind().name())
                .param("actor", actor.id())
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("type", thing.type())
                .param("standing", thing == Thing.RECORD)
                .param("trace", thing == Thing.ACCESS_LOG)
                .query((row, n) -> decision(row, actor, thing))
                .single();
    }

    private static Decision decision(ResultSet row, Actor actor, Thing thing) throws SQLException {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("thing", thing.name());
        facts.put("actor", actor.kind().name());
        for (String fact : FACTS) {
            facts.put(fact, String.valueOf(row.getObject(fact)));
        }
        return new Decision(row.getBoolean("allowed"), row.getString("rule"), row.getString("version"), facts);
    }
}
