package fr.dmp.access.store;

import fr.dmp.access.Decision;
import fr.dmp.access.Decisions;
import fr.dmp.access.Thing;
import fr.dmp.audit.AccessMode;
import fr.dmp.audit.Actor;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
            "matrix",
            "emergency");

    private static final String DOCUMENT = "DOCUMENT";

    /** Whichever mode is open to them. */
    private static final String ANY = "ANY";

    private static final String DECIDE =
            """
            select decided.*, dmp.access_allowed(rule) as allowed, dmp.access_rules_version() as version
            from dmp.decide_thing(:record, :kind, :actor, :at, :mode, :type, :business, :entered, :looking, :standing,
                :trace) as decided
            """;

    private static final String DECIDE_DOCUMENT =
            """
            select decided.*, dmp.access_allowed(rule) as allowed, dmp.access_rules_version() as version
            from dmp.decide_document(:record, :kind, :actor, :at, :mode, :document) as decided
            """;

    private static final String DECIDE_DOCUMENTS =
            """
            select facts.*, d.id as document, d.rule, dmp.access_allowed(d.rule) as allowed,
                dmp.access_rules_version() as version
            from dmp.access_facts(:record, :kind, :actor, :at, 'ANY') as facts
            cross join dmp.document_rules(:record, :kind, :actor, :at, 'ANY') as d
            order by d.act_date desc, d.id desc
            """;

    private final JdbcClient jdbc;

    StoredDecisions(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public void enter(Actor actor, AccessMode mode, UUID record, Instant at) {
        jdbc.sql("select dmp.enter_record(?, ?, ?, ?, ?)")
                .params(record, actor.kind().name(), actor.id(), at.atOffset(ZoneOffset.UTC), mode.name())
                .query((row, n) -> record)
                .single();
    }

    @Override
    public Decision decide(Actor actor, AccessMode mode, UUID record, Thing thing, Instant at) {
        return decide(actor, mode.name(), record, thing, at);
    }

    @Override
    public Decision replay(Actor actor, UUID record, Thing thing, Instant at) {
        return decide(actor, ANY, record, thing, at);
    }

    private Decision decide(Actor actor, String mode, UUID record, Thing thing, Instant at) {
        return jdbc.sql(DECIDE)
                .param("record", record)
                .param("kind", actor.kind().name())
                .param("actor", actor.id())
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("mode", mode)
                .param("type", thing.type())
                .param("business", thing.business())
                .param("entered", thing.entered())
                .param("looking", thing == Thing.DOCUMENTS)
                .param("standing", thing == Thing.RECORD)
                .param("trace", thing == Thing.ACCESS_LOG)
                .query((row, n) -> decision(row, actor, thing.name()))
                .single();
    }

    @Override
    public Decision decideDocument(Actor actor, AccessMode mode, UUID record, UUID document, Instant at) {
        return decideDocument(actor, mode.name(), record, document, at);
    }

    @Override
    public Decision replayDocument(Actor actor, UUID record, UUID document, Instant at) {
        return decideDocument(actor, ANY, record, document, at);
    }

    private Decision decideDocument(Actor actor, String mode, UUID record, UUID document, Instant at) {
        return jdbc.sql(DECIDE_DOCUMENT)
                .param("record", record)
                .param("kind", actor.kind().name())
                .param("actor", actor.id())
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("mode", mode)
                .param("document", document)
                .query((row, n) -> decision(row, actor, DOCUMENT))
                .single();
    }

    @Override
    public Set<UUID> unseen() {
        return jdbc.sql("select * from dmp.entered_unseen_documents()")
                .query(UUID.class)
                .set();
    }

    @Override
    public List<DocumentDecision> replayDocuments(Actor actor, UUID record, Instant at) {
        return jdbc.sql(DECIDE_DOCUMENTS)
                .param("record", record)
                .param("kind", actor.kind().name())
                .param("actor", actor.id())
                .param("at", at.atOffset(ZoneOffset.UTC))
                .query((row, n) ->
                        new DocumentDecision(row.getObject("document", UUID.class), decision(row, actor, DOCUMENT)))
                .list();
    }

    private static Decision decision(ResultSet row, Actor actor, String thing) throws SQLException {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("thing", thing);
        facts.put("actor", actor.kind().name());
        for (String fact : FACTS) {
            facts.put(fact, String.valueOf(row.getObject(fact)));
        }
        return new Decision(row.getBoolean("allowed"), row.getString("rule"), row.getString("version"), facts);
    }
}
