package fr.dmp.identity;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The contacts that holders change: each waits for its time, and counts from then on, whether or not it has been entered
 * among the contacts on file.
 */
public interface ContactChanges {

    /** Until the end of the transaction nobody else, on any node, changes what this person asks for. */
    void lock(UUID person);

    /** What waits, at most one of each channel. */
    List<ContactChange> waiting(UUID person, Instant now);

    /**
     * In the place of what waited for the same channel. Within the transaction of what proved it.
     *
     * @return the one before it whose time had come, entered now
     */
    Optional<Entered> ask(ContactChange change);

    /** What waited and doesn't any more; empty where nothing does, or where its time has come. */
    Optional<ContactChange> withdraw(UUID person, Channel channel, Instant now);

    /** Enters so many of those whose time has come; skips what another transaction is about. */
    List<Entered> enter(Instant now, int most);

    /** @param done false where the last contact would have gone: it stays */
    record Entered(ContactChange change, boolean done) {}
}
