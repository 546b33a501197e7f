package fr.dmp.emergency;

import fr.dmp.audit.AccessMode;
import fr.dmp.signin.HolderSession;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The emergency accesses to a record as its holder sees and contests them. */
public interface OwnEmergencies {

    /** All, the newest first. @throws fr.dmp.refusal.Refusal {@code access-denied} with its ground */
    List<View> list(HolderSession holder);

    /**
     * Contests one, which puts its review first; one that was held for justified is reviewed again, by somebody else.
     *
     * @param words the holder's own
     * @throws fr.dmp.refusal.Refusal {@code access-denied}; {@code not-found}; {@code invalid-input};
     *     {@code emergency-contested} where it is already; {@code emergency-unjustified} where it was held for that
     */
    View contest(HolderSession holder, UUID access, @Nullable String words);

    /**
     * One access.
     *
     * @param professional RPPS
     * @param place where they work, as the directory has it
     * @param to when it ended, or will by itself
     * @param open whether it is open still
     * @param contested whether the holder has contested it
     * @param outcomeReason the reviewer's words, once there are any
     */
    record View(
            UUID id,
            String professional,
            String name,
            String profession,
            @Nullable String place,
            AccessMode mode,
            EmergencyReason reason,
            String explanation,
            Instant from,
            Instant to,
            boolean open,
            boolean contested,
            Review review,
            @Nullable String outcomeReason) {

        @Override
        public String toString() {
            return "View[" + id + "]";
        }
    }
}
