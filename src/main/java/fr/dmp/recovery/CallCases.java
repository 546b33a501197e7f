package fr.dmp.recovery;

import fr.dmp.engine.StaffMember;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Recoveries as agents of the 3646 and their supervisors see them: whether it matches, never what is on file. */
public interface CallCases {

    /** One of them, for the form of its task. @throws fr.dmp.refusal.Refusal {@code access-denied}; {@code not-found} */
    File show(UUID recovery, StaffMember member);

    /** How the desk does, for supervisors. @throws fr.dmp.refusal.Refusal {@code access-denied} */
    Board board(StaffMember member);

    /**
     * A recovery as it is shown.
     *
     * @param recognised whether the answers suffice, all taken together; absent as long as they weren't compared
     * @param by the channel by which a code would go, {@code SMS} or {@code MAIL}; absent where there is none
     * @param letter whether a letter would arrive
     * @param phone where to call; only while a call is due
     * @param reasons why it is looked at twice or has to wait; only for supervisors
     * @param agent who took the call; only for supervisors
     * @param own whether that is who looks
     */
    record File(
            UUID id,
            String reference,
            Lost lost,
            Instant requestedAt,
            RecoveryStatus status,
            @Nullable Boolean recognised,
            @Nullable RecoveryPath path,
            @Nullable String by,
            boolean letter,
            @Nullable String phone,
            int unreached,
            @Nullable Instant dueAt,
            List<RecoveryReason> reasons,
            @Nullable String agent,
            boolean own) {

        @Override
        public String toString() {
            return "File[" + id + "]";
        }
    }

    /**
     * The desk at a glance.
     *
     * @param queues what waits for somebody, in the order of its urgency
     * @param hours the last 24 hours, the present one last
     * @param called calls back of the last 30 days, and how many of them in time
     */
    record Board(List<Queue> queues, List<Hour> hours, List<Outcome> outcomes, long called, long calledInTime) {}

    /**
     * @param status CALL, SECOND_LOOK or TO_POST
     * @param oldest since when the oldest waits; absent where nothing does
     */
    record Queue(RecoveryStatus status, long waiting, long overdue, @Nullable Instant oldest) {}

    /** @param from the hour's beginning */
    record Hour(Instant from, long byPhone, long byForm) {}

    /** How recoveries of the last 30 days ended. */
    record Outcome(RecoveryStatus status, long recoveries) {}
}
