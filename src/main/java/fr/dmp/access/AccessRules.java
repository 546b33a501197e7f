package fr.dmp.access;

import fr.dmp.audit.Actor;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The rules in their order; the first that matches decides. */
final class AccessRules {

    /** Changes whenever a rule does: every entry of the trace says under which rules it was decided. */
    static final String VERSION = "2026-11-27";

    private AccessRules() {}

    /** @param status of the record; empty where there is no such record */
    static Decision decide(Actor actor, String record, Thing thing, Optional<String> status) {
        boolean holder = actor.kind() == Actor.Kind.HOLDER && actor.id().equals(record);
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("status", status.orElse("NONE"));
        facts.put("thing", thing.name());
        facts.put("actor", actor.kind().name());
        facts.put("holder", Boolean.toString(holder));
        if (!open(thing, status.orElse("NONE"), holder)) {
            return new Decision(false, "RECORD_NOT_ACTIVE", VERSION, facts);
        }
        return holder
                ? new Decision(true, "HOLDER", VERSION, facts)
                : new Decision(false, "NO_AUTHORIZATION", VERSION, facts);
    }

    /** Of a closed record its holder still sees that it is closed, which is what reactivation and deletion start from; nothing else. */
    private static boolean open(Thing thing, String status, boolean holder) {
        return status.equals("ACTIVE") || status.equals("CLOSED") && holder && thing == Thing.RECORD;
    }
}
