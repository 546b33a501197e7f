package fr.dmp.signin;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The sessions of holders, in the database: whatever ends one counts from the next request on. They end after 10 minutes
 * without a request, and after 8 hours in any case.
 */
public interface Sessions {

    /** Whose token this is, with the scope as it stands now; empty once the session is over. */
    Optional<HolderSession> authenticate(String token);

    /** The same for the pages, with the choice that holds for them alone. */
    Optional<OnPages> onPages(String token);

    /** The open sessions of the holder's record, the newest first; traced, as every reading is. */
    List<Open> show(HolderSession by);

    /**
     * Ends one of the own sessions, the present one to sign out.
     *
     * @throws fr.dmp.refusal.Refusal 404 where it isn't an open one of the same record
     */
    void end(HolderSession by, UUID session);

    /** Ends all of the holder's sessions, the present one too. */
    void endAll(HolderSession by);

    /** Ends all sessions of a record that closes; within the transaction of the closing, which also traces why. */
    void endAll(UUID record);

    /**
     * A session as the pages find it.
     *
     * @param own on the holder's own record
     * @param chosen the record of someone else that the holder changed over to; whether they may is asked of
     *     {@link Representation}
     */
    record OnPages(HolderSession own, @Nullable UUID chosen) {}

    /** An open session as its holder sees it. */
    record Open(UUID id, Instant since, Instant lastSeenAt, Instant expiresAt) {}
}
