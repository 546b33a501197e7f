package fr.dmp.access;

import com.github.f4b6a3.uuid.UuidCreator;
import fr.dmp.refusal.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Someone's wish that a professional may read a record, and what became of it; one process {@code access-grant} each.
 *
 * @param id business key of the process
 * @param professional RPPS
 * @param until when the access is to end; absent for no end
 * @param expiresAt after this it can't be answered any more
 * @param decidedAt absent while it is pending
 * @param reason what it was refused by; {@link GrantOutcome#HELD} where the professional could read already
 */
public record AccessRequest(
        UUID record,
        UUID id,
        String professional,
        Kind kind,
        @Nullable Instant until,
        State state,
        Instant since,
        Instant expiresAt,
        @Nullable Instant decidedAt,
        @Nullable GrantOutcome reason) {

    /** How long a holder has to answer (P); the model's timer says the same. */
    static final Duration LIFETIME = Duration.ofDays(7);

    /** Whose wish it is; the ground of the authorization that comes of it. */
    public enum Kind {
        /** The holder's. */
        HOLDER,
        /** The holder's too, as the professional before them attests. */
        HOLDER_PRESENT,
        /** The professional's, from afar: the holder decides. */
        REQUEST
    }

    public enum State {
        PENDING,
        GRANTED,
        DECLINED,
        EXPIRED,
        /** By the rules, whatever the holder wished. */
        REFUSED
    }

    static AccessRequest begun(UUID record, String professional, Kind kind, @Nullable Instant until, Instant now) {
        return new AccessRequest(
                record,
                UuidCreator.getTimeOrderedEpoch(),
                professional,
                kind,
                until,
                State.PENDING,
                now,
                now.plus(LIFETIME),
                null,
                null);
    }

    /** What the rules refused it by. */
    Optional<GrantOutcome> obstacle() {
        return Optional.ofNullable(reason).filter(by -> state == State.REFUSED);
    }

    boolean isOver(Instant now) {
        return !expiresAt.isAfter(now);
    }

    /**
     * To be called before the holder's answer is taken.
     *
     * @throws Refusal {@code request-expired}; {@code request-decided}
     */
    void requireOpen(Instant now) {
        if (state == State.EXPIRED || state == State.PENDING && isOver(now)) {
            throw Refusal.gone("request-expired");
        }
        if (state != State.PENDING) {
            throw Refusal.conflict("request-decided");
        }
    }

    AccessRequest wished(@Nullable Instant end) {
        return new AccessRequest(record, id, professional, kind, end, state, since, expiresAt, decidedAt, reason);
    }

    AccessRequest granted(Instant now) {
        return settled(State.GRANTED, now, null);
    }

    /** The professional could read already. */
    AccessRequest held(Instant now) {
        return settled(State.GRANTED, now, GrantOutcome.HELD);
    }

    AccessRequest declined(Instant now) {
        return settled(State.DECLINED, now, null);
    }

    AccessRequest expired(Instant now) {
        return settled(State.EXPIRED, now, null);
    }

    AccessRequest refused(GrantOutcome by, Instant now) {
        return settled(State.REFUSED, now, by);
    }

    private AccessRequest settled(State as, Instant now, @Nullable GrantOutcome by) {
        if (state != State.PENDING) {
            throw Refusal.conflict("request-decided");
        }
        return new AccessRequest(record, id, professional, kind, until, as, since, expiresAt, now, by);
    }
}
