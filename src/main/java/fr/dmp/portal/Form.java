package fr.dmp.portal;

import fr.dmp.refusal.Refusal;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What was typed into a form, by the names of its fields, and what is wrong with it. */
final class Form {

    private final Map<String, String> values;
    private final Map<String, String> faults = new LinkedHashMap<>();
    private @Nullable Refused refusal;

    /** A refusal of the whole: its slug, and the seconds to wait where it says so. */
    record Refused(String slug, @Nullable Long retryAfter) {}

    private Form(Map<String, String> values) {
        this.values = new HashMap<>(values);
    }

    static Form empty() {
        return new Form(Map.of());
    }

    static Form of(Map<String, String> typed) {
        return new Form(typed);
    }

    /** What was typed, without the spaces around it; empty where nothing was. */
    public String value(String field) {
        return values.getOrDefault(field, "").strip();
    }

    /** As it was typed, for passwords, in which a space counts. */
    String exact(String field) {
        return values.getOrDefault(field, "");
    }

    void put(String field, String value) {
        values.put(field, value);
    }

    /** Marks a field; the first fault of a field stays. */
    void wrong(String field, String message) {
        faults.putIfAbsent(field, message);
    }

    void require(String field) {
        if (exact(field).isEmpty()) {
            wrong(field, "portal.missing." + field);
        }
    }

    /** Takes over what a capability refused; pointers that no field of the page answers to go to {@code otherwise}. */
    void refuse(Refusal refused, Map<String, String> fields, String otherwise) {
        refused.faults().forEach(fault -> wrong(fields.getOrDefault(fault.pointer(), otherwise), fault.message()));
        if (refused.faults().isEmpty()) {
            Object wait = refused.properties().get("retryAfter");
            refusal = new Refused(refused.slug(), wait instanceof Number seconds ? (Long) seconds.longValue() : null);
        }
    }

    void refuse(Refusal refused) {
        refuse(refused, Map.of(), "");
    }

    public boolean wrong() {
        return !faults.isEmpty() || refusal != null;
    }

    public Map<String, String> faults() {
        return Collections.unmodifiableMap(faults);
    }

    public @Nullable Refused refusal() {
        return refusal;
    }
}
