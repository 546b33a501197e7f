package fr.dmp.emergency;

import fr.dmp.audit.AccessMode;
import fr.dmp.engine.StaffMember;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Emergency accesses as those see them who review them, and who follow up. */
public interface EmergencyCases {

    /**
     * One, to be judged. Its holder has no name here: what is judged is what the professional did.
     *
     * @throws fr.dmp.refusal.Refusal {@code access-denied} for other groups; {@code own-emergency} for who opened it;
     *     {@code not-found}
     */
    File show(UUID access, StaffMember reviewer);

    /** The last thirteen months, this one last. @throws fr.dmp.refusal.Refusal {@code access-denied} for other groups */
    List<EmergencyEvidence.Month> months(StaffMember reviewer);

    /**
     * What a reviewer is shown.
     *
     * @param name of the professional
     * @param profession its code
     * @param place where they work, as the directory has it
     * @param to when it ended, or will by itself
     * @param open whether it is open still
     * @param contestedAt when its holder contested it, in these words
     * @param first the opinion before the present one
     * @param outcome the present one, once the review is settled
     */
    record File(
            UUID id,
            String name,
            String profession,
            @Nullable String place,
            AccessMode mode,
            EmergencyReason reason,
            String explanation,
            @Nullable String callReference,
            Instant from,
            Instant to,
            boolean open,
            Instant dueAt,
            @Nullable Instant contestedAt,
            @Nullable String words,
            Review review,
            @Nullable Opinion first,
            @Nullable Opinion outcome,
            List<FindingReason> findings,
            Evidence evidence) {

        @Override
        public String toString() {
            return "File[" + id + "]";
        }
    }
}
