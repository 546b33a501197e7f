package fr.dmp.record;

import fr.dmp.audit.Actor;
import fr.dmp.refusal.Refusal;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The creation of one record, from the request to its end. One method a transition; one that the present status doesn't
 * allow is refused as {@code creation-state}.
 *
 * @param record the id set aside for the record, under which everything is traced
 * @param starter who asked
 * @param checked a caseworker compared the traits
 */
public record CreationCase(
        UUID id,
        UUID record,
        CreationChannel channel,
        CreationStatus status,
        @Nullable CreationReason reason,
        @Nullable UUID person,
        Actor starter,
        Instant consentAt,
        boolean checked) {

    static CreationCase begun(UUID id, UUID record, CreationChannel channel, Actor starter, Instant consentAt) {
        CreationStatus status = channel == CreationChannel.ONLINE ? CreationStatus.AWAITING_CODE : CreationStatus.BEGUN;
        return new CreationCase(id, record, channel, status, null, null, starter, consentAt, false);
    }

    /** The contact was proved: the person may now be looked for. */
    public CreationCase contactProved() {
        return from(CreationStatus.AWAITING_CODE).to(CreationStatus.BEGUN);
    }

    public CreationCase expired() {
        return from(CreationStatus.AWAITING_CODE).end(CreationReason.CODE_EXPIRED);
    }

    public CreationCase identifiedAs(UUID found) {
        CreationCase present = from(CreationStatus.BEGUN);
        return new CreationCase(
                id, record, channel, present.status, reason, found, starter, consentAt, present.checked);
    }

    public CreationCase awaitingCheck() {
        return from(CreationStatus.BEGUN).to(CreationStatus.AWAITING_CHECK);
    }

    public CreationCase identityConfirmed() {
        CreationCase present = from(CreationStatus.AWAITING_CHECK);
        return new CreationCase(
                id, record, channel, CreationStatus.BEGUN, reason, present.person, starter, consentAt, true);
    }

    public CreationCase checkFailed() {
        return from(CreationStatus.AWAITING_CHECK).end(CreationReason.CHECK_FAILED);
    }

    public CreationCase opened() {
        return from(CreationStatus.BEGUN).to(CreationStatus.OPENED);
    }

    public CreationCase refused(CreationReason why) {
        return from(CreationStatus.BEGUN).end(why);
    }

    /**
     * The person stands before whoever moves the creation on, who tells them a refusal and hands them the slip. A caseworker
     * checks at the counter itself; a professional's patient has left by then.
     */
    boolean faceToFace() {
        return channel == CreationChannel.COUNTER || channel == CreationChannel.PROFESSIONAL && !checked;
    }

    UUID identified() {
        if (person == null) {
            throw new IllegalStateException("nobody was identified yet");
        }
        return person;
    }

    private CreationCase from(CreationStatus allowed) {
        if (status != allowed) {
            throw Refusal.conflict("creation-state").with("status", status.name());
        }
        return this;
    }

    private CreationCase to(CreationStatus next) {
        return new CreationCase(id, record, channel, next, reason, person, starter, consentAt, checked);
    }

    private CreationCase end(CreationReason why) {
        return new CreationCase(id, record, channel, CreationStatus.REFUSED, why, person, starter, consentAt, checked);
    }
}
