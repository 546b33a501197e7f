package fr.dmp.refusal;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Something asked for can't be done. The slug names the reason once for all surfaces: the API answers it as
 * {@code /problems/<slug>}, a process as a BPMN error of that code, a page as its sentence. Titles and sentences are in
 * the bundle {@code i18n/refusal} under {@code problem.<slug>.title} and {@code problem.<slug>.detail}.
 *
 * <p>Neither the exception's message nor its properties hold anything personal: they may reach a log.
 */
public final class Refusal extends RuntimeException {

    /** What kind of refusal it is; {@code status} is its HTTP status. */
    public enum Kind {
        MALFORMED(400),
        UNAUTHENTICATED(401),
        DENIED(403),
        ABSENT(404),
        NOT_ALLOWED(405),
        NOT_ACCEPTABLE(406),
        CONFLICT(409),
        GONE(410),
        STALE(412),
        TOO_LARGE(413),
        UNSUPPORTED(415),
        UNACCEPTABLE(422),
        PRECONDITION_REQUIRED(428),
        TOO_MANY(429),
        UNEXPECTED(500),
        UNAVAILABLE(503);

        private final int status;

        Kind(int status) {
            this.status = status;
        }

        public int status() {
            return status;
        }
    }

    /**
     * One thing wrong with the input.
     *
     * @param pointer JSON pointer of the field, {@code /vitale/nir}
     * @param message key in the bundle, {@code fault.nir-key}
     */
    public record Fault(String pointer, String message) {}

    private final Kind kind;
    private final String slug;
    private final List<Fault> faults;
    private final Map<String, Object> properties;

    private Refusal(Kind kind, String slug, List<Fault> faults, Map<String, Object> properties) {
        super(slug, null, false, false);
        this.kind = kind;
        this.slug = slug;
        this.faults = List.copyOf(faults);
        this.properties = Collections.unmodifiableMap(new LinkedHashMap<>(properties));
    }

    public static Refusal of(Kind kind, String slug) {
        return new Refusal(kind, slug, List.of(), Map.of());
    }

    /** 422 {@code invalid-input}, a sentence for each field. */
    public static Refusal invalid(List<Fault> faults) {
        return new Refusal(Kind.UNACCEPTABLE, "invalid-input", faults, Map.of());
    }

    public static Refusal invalid(String pointer, String message) {
        return invalid(List.of(new Fault(pointer, message)));
    }

    public static Refusal conflict(String slug) {
        return of(Kind.CONFLICT, slug);
    }

    public static Refusal gone(String slug) {
        return of(Kind.GONE, slug);
    }

    /** 404: absent, somebody else's or a wrong id, without telling which. */
    public static Refusal absent() {
        return of(Kind.ABSENT, "not-found");
    }

    public static Refusal unacceptable(String slug) {
        return of(Kind.UNACCEPTABLE, slug);
    }

    /** 403, with the ground of the decision. */
    public static Refusal denied(String slug, String ground) {
        return of(Kind.DENIED, slug).with("ground", ground);
    }

    /** 429 or 503: try again after so many seconds. */
    public static Refusal later(Kind kind, String slug, long seconds) {
        return of(kind, slug).with("retryAfter", seconds);
    }

    public Refusal with(String property, Object value) {
        Map<String, Object> all = new LinkedHashMap<>(properties);
        all.put(property, value);
        return new Refusal(kind, slug, faults, all);
    }

    public Refusal with(Fault fault) {
        List<Fault> all = new ArrayList<>(faults);
        all.add(fault);
        return new Refusal(kind, slug, all, properties);
    }

    public Kind kind() {
        return kind;
    }

    public String slug() {
        return slug;
    }

    public List<Fault> faults() {
        return faults;
    }

    public Map<String, Object> properties() {
        return properties;
    }
}
