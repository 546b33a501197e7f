package fr.dmp.emergency;

import fr.dmp.access.Decisions;
import fr.dmp.audit.AccessMode;
import fr.dmp.audit.Act;
import fr.dmp.audit.Actor;
import fr.dmp.audit.AuditTrail;
import fr.dmp.emergency.EmergencyBook.Kept;
import fr.dmp.emergency.LookoutBook.Mark;
import java.time.Instant;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Points an access out to its reviewers, which the program alone does: nobody else may know why. Wants a transaction. */
@Component
class EmergencyMarks {

    private final EmergencyBook book;
    private final LookoutBook lookout;
    private final Decisions decisions;
    private final AuditTrail trail;

    EmergencyMarks(EmergencyBook book, LookoutBook lookout, Decisions decisions, AuditTrail trail) {
        this.book = book;
        this.lookout = lookout;
        this.decisions = decisions;
        this.trail = trail;
    }

    /** One that has just been opened, where the record is watched: its review comes first from the beginning. */
    void opened(Kept access, Instant now) {
        decisions.enter(Actor.SYSTEM, access.record(), now);
        if (book.watched(access.record())) {
            keep(new Mark(access.record(), access.id(), FindingReason.WATCHED), now);
        }
    }

    void mark(Mark mark, Instant now) {
        decisions.enter(Actor.SYSTEM, mark.record(), now);
        keep(mark, now);
    }

    /** The trace tells that it is looked at, and not why: its holder reads it, and nothing is proven. */
    private void keep(Mark mark, Instant now) {
        UUID record = mark.record();
        lookout.mark(mark, now);
        trail.write(new Act(
                record,
                Actor.SYSTEM,
                null,
                "MARK_EMERGENCY_ACCESS",
                mark.access().toString(),
                AccessMode.NORMAL,
                "LOOKOUT"));
    }
}
