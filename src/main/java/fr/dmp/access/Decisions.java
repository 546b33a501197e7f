package fr.dmp.access;

import fr.dmp.audit.AccessMode;
import fr.dmp.audit.Actor;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** The one decision as the database makes it. Nothing is traced here: {@link Access} does, for all who read. */
public interface Decisions {

    /**
     * Begins a reading or a change: until the transaction ends, nobody withdraws what it is allowed by, and row-level
     * security shows it this record alone, as that actor may see it.
     */
    void enter(Actor actor, AccessMode mode, UUID record, Instant at);

    /** The same where no mode but the normal one is possible: professionals alone read in an emergency. */
    default void enter(Actor actor, UUID record, Instant at) {
        enter(actor, AccessMode.NORMAL, record, at);
    }

    /** What holds of that actor, in that mode, of record and thing at that moment. */
    Decision decide(Actor actor, AccessMode mode, UUID record, Thing thing, Instant at);

    /** The same of one document; of one that isn't there, as of one that is hidden from them. */
    Decision decideDocument(Actor actor, AccessMode mode, UUID record, UUID document, Instant at);

    /** What held at a moment, as its dated facts tell it, in whichever mode was open to them. */
    Decision replay(Actor actor, UUID record, Thing thing, Instant at);

    /** The same of one document. */
    Decision replayDocument(Actor actor, UUID record, UUID document, Instant at);

    /** The same of all documents that were there, the newest act first. */
    List<DocumentDecision> replayDocuments(Actor actor, UUID record, Instant at);

    /** The documents that are there and hidden from the actor who has entered: nothing may tell of them. */
    Set<UUID> unseen();

    record DocumentDecision(UUID document, Decision decision) {}
}
