package fr.dmp.refusal;

import java.util.UUID;

/** Ids in addresses. */
public final class Ids {

    private Ids() {}

    /** One that can't be ours is as absent as one that isn't. */
    public static UUID of(String written) {
        try {
            return UUID.fromString(written);
        } catch (IllegalArgumentException e) {
            throw Refusal.absent();
        }
    }
}
