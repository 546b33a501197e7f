package fr.dmp.claims;

import java.time.Instant;
import java.util.UUID;

/** What moves the review of a delivery on, while a data steward is in play. */
public interface ReviewFlow {

    /** @param expires when what the lines held is gone, and the review with it */
    void start(UUID delivery, Instant expires);
}
