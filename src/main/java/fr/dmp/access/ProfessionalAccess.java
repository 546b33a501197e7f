package fr.dmp.access;

import fr.dmp.access.Authorizations.Status;
import fr.dmp.signin.ProfessionalSession;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** How a professional stands to a record, and how they come to read it. Traced in the record's chain, refused or not. */
public interface ProfessionalAccess {

    /** @throws fr.dmp.refusal.Refusal {@code access-denied} with the ground {@code RECORD_NOT_ACTIVE}, for none at all too */
    Standing of(ProfessionalSession professional, UUID record);

    /**
     * The holder is present and consents, as the professional attests; they are told at once. Where the professional may
     * read already, nothing changes: an attestation doesn't prolong what the holder has given until a day.
     *
     * <p>Called outside of any transaction: the limits count on a connection of their own.
     *
     * @param once runs the effect, within its transaction, or gives the answer that it had before
     * @throws fr.dmp.refusal.Refusal {@code consent-required}; {@code access-denied} with its ground: {@code BLOCKED},
     *     {@code HABILITATION}, {@code RECORD_NOT_ACTIVE}; {@code too-many-requests}
     */
    Standing attest(
            ProfessionalSession professional,
            UUID record,
            Consent consent,
            Function<Supplier<Standing>, Standing> once);

    /**
     * Asks the holder, who is told and has a week to answer. Whoever has asked already and waits has that request again;
     * whoever may read already needs none, and has none. Called outside of any transaction.
     *
     * @param once runs the effect, within its transaction, or gives the answer that it had before
     * @throws fr.dmp.refusal.Refusal as {@link #attest}
     */
    Standing ask(ProfessionalSession professional, UUID record, Function<Supplier<Standing>, Standing> once);

    enum Consent {
        GIVEN,
        MISSING
    }

    /**
     * @param until when it ends or has ended; absent where there is no end, or nothing that could
     * @param treating whether the treating physician's rights are theirs
     * @param request the last one that they made from afar, whatever became of it
     */
    record Standing(Status status, @Nullable Instant until, boolean treating, @Nullable OwnRequest request) {}

    /** @param decidedAt absent while it is pending */
    record OwnRequest(
            UUID id, AccessRequest.State status, Instant since, Instant expiresAt, @Nullable Instant decidedAt) {}
}
