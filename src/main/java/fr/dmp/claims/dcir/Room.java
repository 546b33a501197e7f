package fr.dmp.claims.dcir;

import fr.dmp.claims.delivery.Unusable;

/**
 * The memory that what must be known of a whole delivery may take: two thirds of the program's. A delivery that needs
 * more is set aside while there is still air to say so; sent in several files, or given more memory, it is taken.
 */
final class Room {

    private long left;

    Room() {
        this(Runtime.getRuntime().maxMemory() / 3 * 2);
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
