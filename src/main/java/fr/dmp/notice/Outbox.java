package fr.dmp.notice;

import java.util.Optional;

/** Claimed notices as whatever sends them sees them. */
public interface Outbox {

    /**
     * What a claim is about, as long as the claim holds; empty where another one took over or it is settled. From now on
     * there is a whole lease to send it: however long it waited for its turn, none can run out in the middle.
     */
    Optional<Outgoing> open(Claimed claimed);
}
