package fr.dmp.record;

import fr.dmp.record.OwnAccessLog.Filter;
import fr.dmp.record.OwnAccessLog.Page;
import fr.dmp.signin.ProfessionalSession;
import java.util.UUID;

/** Who did what with a patient's record, as far as a professional may know. */
public interface PatientAccessLog {

    /**
     * One page, in the shape of the holder's own. The treating physician and those with the same rights see all of it; any
     * other professional sees what they did themselves, refusals included, also after their authorization has ended.
     * Decided and traced before anything is read.
     *
     * @throws fr.dmp.refusal.Refusal {@code not-found} for a record that they aren't allowed into and never did anything
     *     with, as for one that doesn't exist, and for one that is hidden from them; {@code access-denied} with its ground;
     *     {@code invalid-input} for a cursor that isn't ours or a filter that can't be
     */
    Page read(ProfessionalSession professional, UUID record, Filter filter);
}
