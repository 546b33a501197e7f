package fr.dmp.claims.dcir;

import fr.dmp.claims.delivery.Unusable;

/**
 * The memory that what must be known at once of a delivery may take: half of the program's, twice what a {@link Round} is
 * made for. A delivery that needs more is set aside while there is still air to say so; sent in several files, or given more
 * memory, it is taken.
 */
final class Room {

    private long left;

    Room() {
        this(Runtime.getRuntime().maxMemory() / 2);
    }

    Room(long bytes) {
        left = bytes;
    }

    /** @throws Unusable {@code too-large} */
    void take(long bytes) {
        left -= bytes;
        if (left < 0) {
            throw new Unusable("too-large");
        }
    }
}
