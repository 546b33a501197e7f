package fr.dmp.access;

import fr.dmp.audit.Act;
import fr.dmp.audit.Actor;
import fr.dmp.audit.AuditTrail;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

@Component
class EndedByDeclaration implements DeclaredPhysicians {

    private final Decisions decisions;
    private final AccessBook book;
    private final PendingRequests pending;
    private final AuditTrail trail;
    private final Clock clock;

    EndedByDeclaration(Decisions decisions, AccessBook book, PendingRequests pending, AuditTrail trail, Clock clock) {
        this.decisions = decisions;
        this.book = book;
        this.pending = pending;
        this.trail = trail;
        this.clock = clock;
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void begin(UUID record, String professional) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        decisions.enter(Actor.ASSURANCE_MALADIE, record, now);
        if (book.isBlocked(record, professional)) {
            book.unblock(record, professional, now);
            trail.write(Act.of(
                    record, Actor.ASSURANCE_MALADIE, "UNBLOCK_PROFESSIONAL", professional, "TREATING_PHYSICIAN"));
        }
        pending.end(record, professional, request -> request.granted(now));
    }
}
