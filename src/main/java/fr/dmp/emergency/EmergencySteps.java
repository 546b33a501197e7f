package fr.dmp.emergency;

import fr.dmp.access.Decisions;
import fr.dmp.audit.AccessMode;
import fr.dmp.audit.Act;
import fr.dmp.audit.Actor;
import fr.dmp.audit.AuditTrail;
import fr.dmp.emergency.EmergencyBook.Case;
import fr.dmp.emergency.EmergencyBook.Kept;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The steps of an emergency access and its review, each taken within the transaction that moves the process on. */
@Component
@Transactional(propagation = Propagation.MANDATORY)
public class EmergencySteps {

    private final EmergencyBook book;
    private final EmergencyEvidence evidence;
    private final EmergencyNotices notices;
    private final Decisions decisions;
    private final AuditTrail trail;
    private final Clock clock;

    EmergencySteps(
            EmergencyBook book,
            EmergencyEvidence evidence,
            EmergencyNotices notices,
            Decisions decisions,
            AuditTrail trail,
            Clock clock) {
        this.book = book;
        this.evidence = evidence;
        this.notices = notices;
        this.decisions = decisions;
        this.trail = trail;
        this.clock = clock;
    }

    /** The holder and the treating physician, at once, and whom else the holder wants told: no professional's to know. */
    public void tellOfAccess(UUID record, UUID access) {
        decisions.enter(Actor.SYSTEM, record, now());
        notices.opened(get(record, access));
    }

    /** Its time is over, or its professional has ended it; who else would is not signed in, so the program enters. */
    public void end(UUID record, UUID access) {
        Kept kept = book.find(record, access).orElseThrow();
        if (kept.endedAt() == null) {
            decisions.enter(Actor.SYSTEM, record, now());
            book.end(record, access, now());
            write(Actor.SYSTEM, kept, "END_EMERGENCY_ACCESS", "TIME");
        }
    }

    /** How soon it is reviewed: what its holder has contested, or wants watched, before what stands out. */
    public enum Urgency {
        USUAL,
        SOON,
        FIRST
    }

    public Urgency urgency(UUID record, UUID access) {
        decisions.enter(Actor.SYSTEM, record, now());
        List<FindingReason> found = evidence.findings(record, access);
        if (get(record, access).contestedAt() != null || found.contains(FindingReason.WATCHED)) {
            return Urgency.FIRST;
        }
        return found.isEmpty() ? Urgency.USUAL : Urgency.SOON;
    }

    /** It wasn't reviewed in time. */
    public void escalateOverdue(UUID record, UUID access) {
        decisions.enter(Actor.SYSTEM, record, now());
        book.escalate(record, access, now());
        write(Actor.SYSTEM, get(record, access).access(), "ESCALATE_EMERGENCY_REVIEW", "OVERDUE");
    }

    /** Held for unjustified by two: the compliance officer takes it up. */
    public void escalateUnjustified(UUID record, UUID access) {
        decisions.enter(Actor.SYSTEM, record, now());
        book.escalate(record, access, now());
        write(Actor.SYSTEM, get(record, access).access(), "ESCALATE_EMERGENCY_REVIEW", "UNJUSTIFIED");
    }

    /** The holder is told that there is an outcome, and reads it in their record. */
    public void tellOfOutcome(UUID record, UUID access) {
        decisions.enter(Actor.SYSTEM, record, now());
        notices.reviewed(get(record, access));
    }

    private void write(Actor actor, Kept kept, String act, String ground) {
        trail.write(new Act(kept.record(), actor, null, act, kept.id().toString(), AccessMode.NORMAL, ground));
    }

    private Case get(UUID record, UUID access) {
        return book.get(record, access).orElseThrow();
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
