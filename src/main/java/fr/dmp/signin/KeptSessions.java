package fr.dmp.signin;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The sessions of all holders, found by the digest of their token. */
public interface KeptSessions {

    void add(KeptSession session, byte[] tokenDigest);

    /** The session while it is open. */
    Optional<KeptSession> find(byte[] tokenDigest, Instant now, Duration idle);

    /** When a session's holder proved who they are by password and code. */
    Optional<Instant> provedAt(UUID id);

    void seen(UUID id, Instant now);

    /** Which record the pages of an open session work on; null for the own one. */
    void actFor(UUID id, @Nullable UUID record);

    /** The open ones of a record, the newest first. */
    List<KeptSession> open(UUID record, Instant now, Duration idle);

    /** False where it isn't an open session of this record. */
    boolean end(UUID record, UUID id, Instant now);

    void endAll(UUID record, Instant now);

    /** Forgets so many of the sessions that were over by then; returns how many went. */
    int forget(Instant before, int most);
}
