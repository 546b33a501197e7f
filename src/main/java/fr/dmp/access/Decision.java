package fr.dmp.access;

import java.util.Map;

/**
 * The answer to: may this actor, in this mode, see this thing of this record, now?
 *
 * @param rule the rule that decided, {@code HOLDER}
 * @param version the version of the rules
 * @param facts what was looked at, {@code {status: ACTIVE}}; never anything personal
 */
public record Decision(boolean allowed, String rule, String version, Map<String, String> facts) {

    /** Whether the holder has hidden the whole record from professionals. */
    public boolean hidden() {
        return Boolean.parseBoolean(facts.get("hidden"));
    }

    /** Whether it is as if there were nothing: no ground is told then. */
    public boolean absent() {
        return rule.equals("ABSENT");
    }

    /** Whether of the trace it opens what the actor did themselves, and nothing else. */
    public boolean ownActsAlone() {
        return rule.equals("OWN_ACTS");
    }

    /** What the trace keeps of it. */
    public String ground() {
        return rule + "/" + version;
    }
}
