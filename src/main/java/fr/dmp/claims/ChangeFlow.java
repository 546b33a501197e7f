package fr.dmp.claims;

import java.util.UUID;

/** What moves a change of treating physician on. */
public interface ChangeFlow {

    /** Begins within the caller's transaction, and goes on after its commit. */
    void start(UUID change, Former former);

    /** Whether someone's rights end by it. */
    enum Former {
        NONE,
        ENDS
    }
}
