package fr.dmp.record;

import java.util.Optional;
import java.util.UUID;

/** The emergency cards that professionals come with. Whoever keeps the cards answers. */
public interface PresentedCards {

    /** Whether it is whole and without a slip of the pen, as a card's code is typed or scanned. */
    boolean readable(String typed);

    /** The record whose card it is now; empty also for one that was replaced or revoked. Wants a transaction. */
    Optional<UUID> record(String typed);
}
