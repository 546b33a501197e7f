package fr.dmp.signin;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** The sessions of professionals and what leads to them, found by digests. */
public interface KeptPageSessions {

    /** A sign-in on its way to the provider. */
    void expect(byte[] stateDigest, byte[] browserDigest, Instant now);

    /** Takes it back, once; false where that browser didn't begin it since then. */
    boolean take(byte[] stateDigest, byte[] browserDigest, Instant since);

    void add(KeptPageSession session, byte[] tokenDigest);

    /** The session while it is open. */
    Optional<KeptPageSession> find(byte[] tokenDigest, Instant now, Duration idle);

    void seen(byte[] tokenDigest, Instant now);

    void end(byte[] tokenDigest);

    /** Forgets so many of the sign-ins begun before then, and of the sessions over by then; returns whether there are more. */
    boolean forget(Instant begunBefore, Instant overBefore, int most);
}
