package fr.dmp.record;

import fr.dmp.audit.AccessMode;
import fr.dmp.signin.ProfessionalSession;
import java.time.LocalDate;
import java.util.UUID;

/** What a professional sees first of a record: whose it is, and why they may read it. */
public interface PatientRecords {

    /**
     * Decided and traced before anything is read. Whose record it is may know whoever may read what its holder wrote down for
     * professionals.
     *
     * @throws fr.dmp.refusal.Refusal {@code access-denied} with its ground; {@code not-found}
     */
    View open(ProfessionalSession by, AccessMode mode, UUID record);

    /** @param ground the rule that allowed it, or {@code TREATING_RIGHTS} where the holder gave the treating physician's */
    record View(UUID record, String familyName, String givenNames, LocalDate birthDate, String ground) {
        @Override
        public String toString() {
            return "View[" + record + "]";
        }
    }
}
