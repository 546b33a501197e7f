package fr.dmp.audit;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One act on one record, as it enters the trace.
 *
 * @param record the record, or the id that was set aside for one that is being created; the delivery, where an act is about
 *     one and no record
 * @param act what was done, in capitals: {@code READ_CARE_HISTORY}
 * @param subject the id of the thing it was done to; absent for the record as a whole
 * @param ground why it was allowed, or the reason of the refusal, in capitals
 */
public record Act(
        UUID record,
        Actor actor,
        @Nullable UUID onBehalfOf,
        String act,
        @Nullable String subject,
        AccessMode mode,
        String ground) {

    public static Act of(UUID record, Actor actor, String act, @Nullable String subject, String ground) {
        return new Act(record, actor, null, act, subject, AccessMode.NORMAL, ground);
    }
}
