package fr.dmp.document;

import java.time.Instant;
import java.util.UUID;

/** The process {@code result-disclosure}; the document's series is its business key. */
public interface DisclosureFlow {

    /** Begins within the transaction of the deposit. */
    void start(UUID record, UUID series, Instant remindAt, Instant opensAt);

    /** Ends it: the result was announced, or taken away. Nothing where it has ended. */
    void settle(UUID series);
}
