package fr.dmp.record;

import fr.dmp.signin.ProfessionalSession;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Having a record opened, online by the person and by a professional. */
public interface Creations {

    /**
     * Begins online: a code goes to the contact, whatever is known of the person.
     *
     * <p>Called outside of any transaction: the limits count on a connection of their own.
     *
     * @param client where the request comes from, an address; kept as a digest, for the limits
     * @param once runs the effect, within its transaction, or gives the answer that it had before
     * @throws fr.dmp.refusal.Refusal {@code consent-required} (nothing at all is stored), {@code invalid-input},
     *     {@code too-many-requests}
     */
    Progress begin(Application application, String client, Function<Supplier<Progress>, Progress> once);

    default Progress begin(Application application, String client) {
        return begin(application, client, Supplier::get);
    }

    /**
     * Proves the contact; only from here on is anything told that is known of the person.
     *
     * @throws fr.dmp.refusal.Refusal {@code not-found}; {@code code-wrong}, with {@code triesLeft}; {@code code-too-soon},
     *     with {@code retryAfter}; {@code code-gone}: used, expired or tried too often
     */
    Progress confirm(UUID creation, String code);

    /** How far an online creation is; {@code not-found} for any other. */
    Progress progress(UUID creation);

    /** Whether nothing more can come of an online creation: it was refused, or its code can't be typed any more. */
    boolean isOver(UUID creation);

    /**
     * Opens a record for a person who stands before the professional, at once where the traits are the directory's.
     * Called outside of any transaction, as {@link #begin} is. A refusal is traced where the person has a record.
     *
     * @param once runs the effect, within its transaction, or gives the answer that it had before
     * @throws fr.dmp.refusal.Refusal {@code consent-required}, {@code invalid-input}, {@code unknown-person},
     *     {@code card-invalid}, {@code not-eligible}, {@code record-exists}, {@code record-closed}; nothing is stored
     */
    Outcome openFor(
            ProfessionalSession professional, Application application, Function<Supplier<Outcome>, Outcome> once);

    default Outcome openFor(ProfessionalSession professional, Application application) {
        return openFor(professional, application, Supplier::get);
    }

    /** How far a creation is that this professional asked for; {@code not-found} for any other. */
    Outcome outcome(ProfessionalSession professional, UUID creation);

    /**
     * @param identifier shown once the record is open, for an hour; absent where secrets go by letter
     * @param reason only where {@code status} is REFUSED
     */
    record Progress(UUID id, CreationStatus status, @Nullable String identifier, @Nullable CreationReason reason) {
        @Override
        public String toString() {
            return "Progress[" + id + " " + status + "]";
        }
    }

    /**
     * @param record only where the record is open
     * @param slip the address of the slip, where one waits to be fetched
     */
    record Outcome(
            UUID creation,
            CreationStatus status,
            @Nullable UUID record,
            @Nullable UUID slip,
            @Nullable Instant slipExpiresAt,
            @Nullable CreationReason reason) {}
}
