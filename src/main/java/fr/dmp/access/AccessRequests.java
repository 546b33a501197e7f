package fr.dmp.access;

import fr.dmp.signin.HolderSession;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Professionals who ask from afar to read a record, and the holder's answer. */
public interface AccessRequests {

    /** The last two hundred, the newest first. Decided and traced before anything is read. */
    List<Asked> of(HolderSession holder);

    /**
     * Answers a request. The rules are asked once more: who was struck off meanwhile is refused, and the answer says so.
     *
     * @param until when the access is to end; absent for no end, and where it is declined
     * @param once runs the effect, within its transaction, or gives the answer that it had before
     * @throws fr.dmp.refusal.Refusal {@code not-found}; {@code request-decided}; {@code request-expired};
     *     {@code invalid-input} for an end that is past, or one of what is declined
     */
    Asked decide(
            HolderSession holder,
            UUID request,
            Answer answer,
            @Nullable Instant until,
            Function<Supplier<Asked>, Asked> once);

    enum Answer {
        ACCEPT,
        DECLINE
    }

    /**
     * A request as the holder sees it.
     *
     * @param professional RPPS
     * @param until the end that the holder wished for
     * @param reason what the rules refused it by, {@code STRUCK_OFF}; {@code HELD} where nothing was asked, as the
     *     professional could read already
     */
    record Asked(
            UUID id,
            String professional,
            String name,
            String profession,
            AccessRequest.State status,
            Instant since,
            Instant expiresAt,
            @Nullable Instant until,
            @Nullable Instant decidedAt,
            @Nullable GrantOutcome reason) {}
}
