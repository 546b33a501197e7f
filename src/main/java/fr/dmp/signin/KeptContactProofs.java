package fr.dmp.signin;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** The new contacts that wait for their codes, at most one of each account. */
public interface KeptContactProofs {

    Optional<KeptContactProof> find(UUID record);

    /** Reads and locks: of two checks at once the second one sees what the first one did. */
    Optional<KeptContactProof> lock(UUID record);

    /** In the place of the one before it; false where another one was sent meanwhile. */
    boolean put(KeptContactProof proof, Instant now);

    void wrong(UUID record, Instant nextCheckAt);

    void used(UUID record);

    /** Forgets so many of those that have expired; returns how many went. */
    int forget(Instant before, int most);
}
