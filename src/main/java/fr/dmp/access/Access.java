package fr.dmp.access;

import fr.dmp.audit.AccessMode;
import fr.dmp.audit.Actor;
import java.util.UUID;

/** The one decision, evaluated on the primary database within the reading transaction, and the trace of the reading. */
public interface Access {

    /**
     * Decides and writes the reading into the trace, granted or not, before anything is read. Of a professional's first one
     * the holder is told.
     *
     * @param act what is being done, {@code READ_CARE_HISTORY}
     * @return the decision that allowed it
     * @throws fr.dmp.refusal.Refusal {@code access-denied} with its ground, or {@code not-found} where it is as if there
     *     were nothing; the refusal is traced all the same
     */
    Decision require(Actor actor, AccessMode mode, UUID record, Thing thing, String act);

    /** The same where what it is done to has an id of its own, yet to be: {@code subject} is what is traced. */
    Decision require(Actor actor, AccessMode mode, UUID record, Thing thing, UUID subject, String act);

    /** The same of one document, seen or changed. */
    Decision requireDocument(Actor actor, AccessMode mode, UUID record, UUID document, String act);
}
