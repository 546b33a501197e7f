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

    /** What the trace keeps of it. */
    public String ground() {
        return rule + "/" + version;
    }
}
