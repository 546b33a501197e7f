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
    private final FirstAccesses firsts;
    private final Clock clock;

    TracedAccess(Decisions decisions, AuditTrail trail, FirstAccesses firsts, Clock clock) {
        this.decisions = decisions;
        this.trail = trail;
        this.firsts = firsts;
        this.clock = clock;
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public Decision require(Actor actor, AccessMode mode, UUID record, Thing thing, String act) {
        return require(actor, record, thing, new Asked(mode, act, thing.name(), clock.instant()));
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public Decision require(Actor actor, AccessMode mode, UUID record, Thing thing, UUID subject, String act) {
        return require(actor, record, thing, new Asked(mode, act, subject.toString(), clock.instant()));
    }

    private Decision require(Actor actor, UUID record, Thing thing, Asked asked) {
        decisions.enter(actor, asked.mode(), record, asked.at());
        return traced(actor, record, asked, decisions.decide(actor, asked.mode(), record, thing, asked.at()));
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public Decision requireDocument(Actor actor, AccessMode mode, UUID record, UUID document, String act) {
        Asked asked = new Asked(mode, act, document.toString(), clock.instant());
        decisions.enter(actor, mode, record, asked.at());
        return traced(actor, record, asked, decisions.decideDocument(actor, mode, record, document, asked.at()));
    }

    /** @param subject what it is done to */
    private record Asked(AccessMode mode, String act, String subject, Instant at) {}

    private Decision traced(Actor actor, UUID record, Asked asked, Decision decision) {
        UUID represented = actor.kind() == Actor.Kind.REPRESENTATIVE ? record : null;
        Act traced = new Act(record, actor, represented, asked.act(), asked.subject(), asked.mode(), decision.ground());
        if (!decision.allowed()) {
            refuse(traced, decision);
        }
        trail.write(traced);
        if (actor.kind() == Actor.Kind.PROFESSIONAL) {
            firsts.note(record, actor.id(), asked.at());
        }
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
