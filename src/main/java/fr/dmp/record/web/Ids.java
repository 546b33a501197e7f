package fr.dmp.record.web;

import fr.dmp.refusal.Refusal;
import java.util.UUID;

/** Ids in addresses. */
final class Ids {

    private Ids() {}

    /** One that can't be ours is as absent as one that isn't. */
    static UUID of(String written) {
        try {
            return UUID.fromString(written);
        } catch (IllegalArgumentException e) {
            throw Refusal.absent();
        }
    }
}
