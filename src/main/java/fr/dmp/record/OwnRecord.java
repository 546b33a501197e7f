package fr.dmp.record;

import com.fasterxml.jackson.annotation.JsonInclude;
import fr.dmp.signin.HolderSession;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** What a holder sees of their own record besides its content. */
public interface OwnRecord {

    /**
     * Decided and traced before anything is read.
     *
     * @throws fr.dmp.refusal.Refusal {@code access-denied} with its ground
     */
    View read(HolderSession holder);

    /**
     * @param record its id
     * @param openedBy how it was opened: {@code COUNTER}, {@code PROFESSIONAL}, {@code ONLINE}
     * @param opener the professional's name; absent for the other two
     * @param treatingPhysician the one declared to the Assurance Maladie, null without one
     * @param hidden whether the whole record is hidden from professionals
     * @param deletionDueOn only of a closed record
     */
    record View(
            String record,
            RecordStatus status,
            Instant openedAt,
            String openedBy,
            @Nullable String opener,
            @JsonInclude @Nullable Physician treatingPhysician,
            Records.EmergencySettings emergency,
            boolean hidden,
            @Nullable LocalDate deletionDueOn) {}

    record Physician(String rpps, String name, @Nullable String specialty, @Nullable String city) {}
}
