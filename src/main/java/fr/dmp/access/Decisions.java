package fr.dmp.access;

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
    void enter(Actor actor, UUID record, Instant at);

    /** What holds of that actor, record and thing at that moment; of the past as its dated facts tell it. */
    Decision decide(Actor actor, UUID record, Thing thing, Instant at);

    /** The same of one document; of one that isn't there, as of one that is hidden from them. */
    Decision decideDocument(Actor actor, UUID record, UUID document, Instant at);

    /** The documents that are there and hidden from the actor who has entered: nothing may tell of them. */
    Set<UUID> unseen();

    /** The same of all documents that were there, the newest act first. */
    List<DocumentDecision> decideDocuments(Actor actor, UUID record, Instant at);

    record DocumentDecision(UUID document, Decision decision) {}
}
