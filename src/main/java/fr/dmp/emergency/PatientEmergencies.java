package fr.dmp.emergency;

import fr.dmp.audit.AccessMode;
import fr.dmp.signin.ProfessionalSession;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a treating physician is told of: the emergency accesses of others to the records of their patients. */
public interface PatientEmergencies {

    /** For how long they are listed (P). */
    Duration LISTED = Duration.ofDays(90);

    /** The newest first; traced in each of these records. */
    List<PatientEmergency> of(ProfessionalSession physician);

    /**
     * One access to a patient's record.
     *
     * @param professional RPPS of who opened it
     * @param to when it ended, or will by itself
     */
    record PatientEmergency(
            UUID record,
            UUID id,
            Patient holder,
            String professional,
            String name,
            String profession,
            @Nullable String place,
            AccessMode mode,
            EmergencyReason reason,
            Instant from,
            Instant to) {

        @Override
        public String toString() {
            return "PatientEmergency[" + id + "]";
        }
    }

    /** Whose record it is. */
    record Patient(String familyName, String givenName, int birthYear) {
        @Override
        public String toString() {
            return "Patient";
        }
    }
}
