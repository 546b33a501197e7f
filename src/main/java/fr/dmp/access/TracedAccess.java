package fr.dmp.access;

import fr.dmp.audit.AccessMode;
import fr.dmp.audit.Act;
import fr.dmp.audit.Actor;
import fr.dmp.audit.AuditTrail;
import fr.dmp.refusal.Refusal;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

@Component
class TracedAccess implements Access {

    private final Decisions decisions;
    private final AuditTrail trail;
    private final Clock clock;

    TracedAccess(Decisions decisions, AuditTrail trail, Clock clock) {
        this.decisions = decisions;
        this.trail = trail;
        this.clock = clock;
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public Decision require(Actor actor, AccessMode mode, UUID record, Thing thing, String act) {
        Instant now = clock.instant();
        decisions.enter(actor, record, now);
        Decision decision = decisions.decide(actor, record, thing, now);
        UUID represented = actor.kind() == Actor.Kind.REPRESENTATIVE ? record : null;
        Act traced = new Act(record, actor, represented, act, thing.name(), mode, decision.ground());
        if (!decision.allowed()) {
            refuse(traced, decision);
        }
        trail.write(traced);
        return decision;
    }

    /**
     * The reading fails and its transaction with it, so the refusal is traced after it. A record that doesn't
     * exist has no chain: what was asked for by a wrong id must not start one.
     */
    private void refuse(Act traced, Decision decision) {
        if (!"NONE".equals(decision.facts().get("status"))) {
            Act refused = new Act(
                    traced.record(),
                    traced.actor(),
                    traced.onBehalfOf(),
                    traced.act() + "_REFUSED",
                    traced.subject(),
                    traced.mode(),
                    traced.ground());
            trail.writeAfterwards(refused);
        }
        throw decision.absent() ? Refusal.absent() : Refusal.denied("access-denied", decision.rule());
    }
}
