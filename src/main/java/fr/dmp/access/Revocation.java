package fr.dmp.access;

import com.github.f4b6a3.uuid.UuidCreator;
import java.time.Instant;
import java.util.UUID;

/**
 * A holder's ending of what a professional was allowed; one process {@code access-revocation} each.
 *
 * @param id business key of the process
 * @param professional RPPS
 */
public record Revocation(UUID record, UUID id, String professional, Instant at, State state) {

    public enum State {
        ASKED,
        DONE,
        /** It is the treating physician's. */
        REFUSED
    }

    static Revocation of(UUID record, String professional, Instant now) {
        return new Revocation(record, UuidCreator.getTimeOrderedEpoch(), professional, now, State.ASKED);
    }
}
