package fr.dmp.emergency;

import fr.dmp.audit.AccessMode;
import fr.dmp.signin.ProfessionalSession;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;

/** How a professional comes to read a record in an emergency: at once, for hours, and answering for it. */
public interface EmergencyAccesses {

    /**
     * Opens the record to them; its holder and the treating physician are told at once, and a review begins. Where it is
     * open to them in that mode already, that access goes on. Called outside of any transaction: the limits count on a
     * connection of their own.
     *
     * @param once runs the effect, within its transaction, or gives the answer that it had before
     * @throws fr.dmp.refusal.Refusal {@code invalid-input}; {@code emergency-objected}; {@code access-denied} with its
     *     ground: {@code BLOCKED}, {@code HABILITATION}, {@code NO_REGULATION}, {@code RECORD_NOT_ACTIVE};
     *     {@code access-held} where they may read it normally; {@code too-many-requests}
     */
    Opened open(
            ProfessionalSession professional, UUID record, EmergencyWish wish, Function<Supplier<Opened>, Opened> once);

    /**
     * Ends it before its time; once more changes nothing.
     *
     * @throws fr.dmp.refusal.Refusal {@code not-found} for one that isn't theirs
     */
    void end(ProfessionalSession professional, UUID record, UUID access);

    /** @param expiresAt when it ends by itself */
    record Opened(UUID id, AccessMode mode, Instant expiresAt) {}
}
