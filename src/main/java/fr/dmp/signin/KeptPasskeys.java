package fr.dmp.signin;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The passkeys of all holders, and what new ones are to sign. */
public interface KeptPasskeys {

    /** The newest first. */
    List<KeptPasskey> of(UUID record);

    Optional<KeptPasskey> find(byte[] credentialId);

    /** Until the end of the transaction nobody else adds one to this record. */
    void lock(UUID record);

    /** False where there is one of that id already, whosesoever it is. */
    boolean add(KeptPasskey passkey);

    /** False where it isn't one of this record. */
    boolean remove(UUID record, UUID id);

    /** It signed; false where another signature was counted meanwhile that this one doesn't come after. */
    boolean used(UUID id, long signCount, Instant now);

    void offer(UUID record, UUID session, byte[] challenge, Instant expiresAt);

    /** Takes the offer back, once; empty where there is none for that session that still holds. */
    Optional<byte[]> take(UUID record, UUID session, Instant now);

    /** Forgets so many of the offers that have expired; returns how many went. */
    int forget(Instant before, int most);
}
