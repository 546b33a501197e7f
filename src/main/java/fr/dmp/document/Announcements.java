package fr.dmp.document;

import fr.dmp.signin.ProfessionalSession;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** What a treating physician is to announce: results that are hidden from their holders as yet. */
public interface Announcements {

    /** The one that opens first before the others; traced in each record. */
    List<Announcement> of(ProfessionalSession professional);

    /**
     * @param remindAt when its holder is asked to see their doctor
     * @param opensAt when it opens by itself
     */
    record Announcement(
            UUID record, UUID document, Patient holder, Instant depositedAt, Instant remindAt, Instant opensAt) {}

    record Patient(String familyName, String givenName, int birthYear) {

        @Override
        public String toString() {
            return "Patient";
        }
    }
}
