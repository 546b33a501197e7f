package fr.dmp.access;

import java.util.UUID;

/** What of a record's dated facts ends when someone is declared its treating physician. */
public interface DeclaredPhysicians {

    /**
     * A block on them, which has no effect any more, and what they have asked from afar, which they need no more. Wants a
     * transaction.
     */
    void begin(UUID record, String professional);
}
