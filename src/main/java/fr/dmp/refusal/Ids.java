package fr.dmp.refusal;

import java.util.Optional;
import java.util.UUID;

/** Ids in addresses. */
public final class Ids {

    private Ids() {}

    /** What may be one; empty for anything else. */
    public static Optional<UUID> read(String written) {
        try {
            return Optional.of(UUID.fromString(written));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** One that can't be ours is as absent as one that isn't. */
    public static UUID of(String written) {
        return read(written).orElseThrow(Refusal::absent);
    }
}
