package fr.dmp.emergency;

import java.time.Instant;
import java.util.UUID;

/** The process {@code emergency-access} as the domain moves it on; an access's id is the business key. */
public interface EmergencyFlow {

    /**
     * @param until when the access ends by itself
     * @param remindAt when reviewers are reminded
     * @param dueAt by when it is reviewed
     */
    void start(UUID record, UUID access, Instant until, Instant remindAt, Instant dueAt);

    /** The professional has ended it. */
    void ended(UUID access);

    /** Its review comes before others. */
    void contested(UUID access);

    /** Its review comes before what is usual, where it has begun. */
    void standsOut(UUID access);

    /** What was settled is reviewed again. */
    void reviewAgain(UUID record, UUID access, Instant remindAt, Instant dueAt);
}
