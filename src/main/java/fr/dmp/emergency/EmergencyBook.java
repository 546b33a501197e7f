package fr.dmp.emergency;

import fr.dmp.audit.AccessMode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The emergency accesses of records that have been entered, as they are kept. */
public interface EmergencyBook {

    /** How a professional stands to a record that they would open in a mode. */
    Standing standing(UUID record, String professional, AccessMode mode, Instant at);

    /** The one that is open to them in that mode; one whose time is over is ended first. */
    Optional<Kept> open(UUID record, String professional, AccessMode mode, Instant at);

    void add(Kept access, EmergencyWish.Checked wish, Instant dueAt);

    Optional<Kept> find(UUID record, UUID access);

    /** All of a record, the newest first. */
    List<Case> of(UUID record);

    Optional<Case> get(UUID record, UUID access);

    /** Ends it, if it isn't yet. */
    void end(UUID record, UUID access, Instant at);

    void contest(UUID record, UUID access, String words, Instant at);

    /** Whether that reviewer has ever given an opinion of it. */
    boolean reviewed(UUID record, UUID access, String reviewer);

    /** What the first reviewer found, which a second one has yet to say. */
    void keepFirst(UUID record, UUID access, String reviewer, String words, Instant at);

    void settle(UUID record, UUID access, Review outcome, String reviewer, String words, Instant at);

    /** It is to be reviewed anew, by somebody else. */
    void reopen(UUID record, UUID access, Instant dueAt);

    void escalate(UUID record, UUID access, Instant at);

    /** Those to records of whom a physician treats, the newest first. */
    List<OfPatient> ofPatients(String physician, Instant since, Instant at);

    /** The record that an access is one to. */
    Optional<UUID> record(UUID access);

    UUID holder(UUID record);

    /** Whether its holder wants each access looked at first; told to the program alone. */
    boolean watched(UUID record);

    /**
     * The mobiles of whom its holder wants told of each access, as E.164, in the holder's order; told to the program alone.
     *
     * @param most how many at most
     */
    List<String> contacts(UUID record, int most);

    /**
     * @param allowed that the profession reads anything at all
     * @param objected by the holder, to that mode
     * @param held whether they may read it normally
     */
    record Standing(boolean exists, boolean active, boolean blocked, boolean allowed, boolean objected, boolean held) {}

    /** @param access its {@code until} is when it ended, or will by itself */
    record OfPatient(Kept access, EmergencyReason reason, PatientEmergencies.Patient holder) {
        @Override
        public String toString() {
            return "OfPatient[" + access.id() + "]";
        }
    }

    /** @param endedAt absent while it goes on */
    record Kept(
            UUID record,
            UUID id,
            String professional,
            AccessMode mode,
            Instant since,
            Instant until,
            @Nullable Instant endedAt) {

        boolean open(Instant at) {
            return endedAt == null && until.isAfter(at);
        }
    }

    /**
     * @param first the opinion before the present one
     */
    record Case(
            Kept access,
            EmergencyReason reason,
            String explanation,
            @Nullable String callReference,
            Review review,
            Instant dueAt,
            @Nullable Instant contestedAt,
            @Nullable String words,
            @Nullable String outcomeReason,
            @Nullable Instant escalatedAt,
            @Nullable Opinion first) {

        @Override
        public String toString() {
            return "Case[" + access.id() + " " + review + "]";
        }
    }
}
