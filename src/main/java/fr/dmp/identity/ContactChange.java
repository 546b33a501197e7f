package fr.dmp.identity;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A contact that a holder changes, as it waits to count.
 *
 * @param record whose account asked
 * @param channel SMS or MAIL
 * @param value E.164, or a mail address; absent where the contact is taken away
 * @param askedAt when a code proved that the new one is theirs
 * @param effectiveAt from when on it counts
 */
public record ContactChange(
        UUID id,
        UUID record,
        UUID person,
        Channel channel,
        @Nullable String value,
        Instant askedAt,
        Instant effectiveAt) {

    /** Whether the contact is taken away. */
    public boolean removal() {
        return value == null;
    }

    @Override
    public String toString() {
        return "ContactChange[" + id + "]";
    }
}
