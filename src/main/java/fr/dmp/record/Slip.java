package fr.dmp.record;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A slip that waits to be fetched, or was.
 *
 * @param fetchedAt absent as long as nobody fetched it
 */
public record Slip(UUID id, UUID record, UUID creation, Instant expiresAt, @Nullable Instant fetchedAt) {

    boolean waits(Instant now) {
        return fetchedAt == null && now.isBefore(expiresAt);
    }
}
