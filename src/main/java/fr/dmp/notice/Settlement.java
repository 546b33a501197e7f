package fr.dmp.notice;

import java.util.UUID;

/** What became of a notice, each time in a transaction of its own. Where a channel failed, it goes on by another. */
public interface Settlement {

    /** An outcome counts only while its claim is the latest one and nobody knows better. */
    void settle(Claimed claimed, Outcome outcome);

    /**
     * What the provider reports, which may come before our own outcome, twice or in the wrong order: states only move
     * forward, and a report that names another message than ours changes nothing.
     *
     * @param providerReference the provider's own number of the message
     */
    void report(UUID notice, String providerReference, Progress progress, String reason);
}
