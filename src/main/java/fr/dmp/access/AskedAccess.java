package fr.dmp.access;

import fr.dmp.access.AccessRequest.Kind;
import fr.dmp.access.Authorizations.Authorization;
import fr.dmp.access.Authorizations.Status;
import fr.dmp.audit.AccessMode;
import fr.dmp.audit.Act;
import fr.dmp.audit.Actor;
import fr.dmp.audit.AuditTrail;
import fr.dmp.gate.Limits;
import fr.dmp.refusal.Refusal;
import fr.dmp.signin.ProfessionalSession;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** What a professional asks for, each in one transaction with its trace; the process decides. */
@Component
class AskedAccess implements ProfessionalAccess {

    /** How often a professional may ask one holder within the time that a request lives (P). */
    private static final int A_WEEK = 3;

    private final AccessRequestBook requests;
    private final AccessBook book;
    private final Decisions decisions;
    private final PendingRequests pending;
    private final GrantFlow flow;
    private final AuditTrail trail;
    private final Limits limits;
    private final AccessLimits allowed;
    private final TransactionOperations transactions;
    private final Clock clock;

    AskedAccess(
            AccessRequestBook requests,
            AccessBook book,
            Decisions decisions,
            PendingRequests pending,
            GrantFlow flow,
            AuditTrail trail,
            Limits limits,
            AccessLimits allowed,
            TransactionOperations transactions,
            Clock clock) {
        this.requests = requests;
        this.book = book;
        this.decisions = decisions;
        this.pending = pending;
        this.flow = flow;
        this.trail = trail;
        this.limits = limits;
        this.allowed = allowed;
        this.transactions = transactions;
        this.clock = clock;
    }

    @Override
    public Standing of(ProfessionalSession professional, UUID record) {
        return transactions.execute(transaction -> {
            Act act = reading(professional, record);
            if (!entered(professional, record).active()) {
                throw refused(act, GrantOutcome.RECORD_NOT_ACTIVE);
            }
            trail.write(act);
            return told(professional, record);
        });
    }

    /** The limits come first: within the transaction each request would need a second connection for them. */
    @Override
    public Standing attest(
            ProfessionalSession professional,
            UUID record,
            Consent consent,
            Function<Supplier<Standing>, Standing> once) {
        limit(professional);
        return transactions.execute(transaction -> once.apply(() -> attested(professional, record, consent)));
    }

    private Standing attested(ProfessionalSession professional, UUID record, Consent consent) {
        entered(professional, record);
        begin(professional, record, Kind.HOLDER_PRESENT, consent, "ATTEST_ACCESS");
        return told(professional, record);
    }

    @Override
    public Standing ask(ProfessionalSession professional, UUID record, Function<Supplier<Standing>, Standing> once) {
        limit(professional);
        return transactions.execute(transaction -> once.apply(() -> asked(professional, record)));
    }

    private Standing asked(ProfessionalSession professional, UUID record) {
        entered(professional, record);
        if (pending.of(record, rpps(professional), now()).isPresent()) {
            trail.write(reading(professional, record));
        } else {
            requireNotTooOften(professional, record);
            begin(professional, record, Kind.REQUEST, Consent.MISSING, "REQUEST_ACCESS");
        }
        return told(professional, record);
    }

    private void limit(ProfessionalSession professional) {
        limits.take("access-request", rpps(professional), allowed.perProfessional(), Duration.ofHours(1));
    }

    private void requireNotTooOften(ProfessionalSession professional, UUID record) {
        List<Instant> asked = requests.times(record, rpps(professional), now().minus(AccessRequest.LIFETIME));
        if (asked.size() >= A_WEEK) {
            Instant again = asked.get(asked.size() - A_WEEK).plus(AccessRequest.LIFETIME);
            throw Refusal.later(
                    Refusal.Kind.TOO_MANY,
                    "too-many-requests",
                    Duration.between(now(), again).toSeconds() + 1);
        }
    }

    /** A record that doesn't exist has no chain: what was asked for by a wrong id must not start one. */
    private AccessBook.Standing entered(ProfessionalSession professional, UUID record) {
        decisions.enter(professional.actor(), record, now());
        AccessBook.Standing standing = book.standing(record, rpps(professional), now());
        if (!standing.exists()) {
            throw GrantOutcome.RECORD_NOT_ACTIVE.toProfessional();
        }
        return standing;
    }

    private void begin(ProfessionalSession professional, UUID record, Kind kind, Consent consent, String name) {
        AccessRequest request = AccessRequest.begun(record, rpps(professional), kind, null, now());
        Act act = act(professional, record, name, kind.name());
        requests.add(request);
        if (requests.find(record, request.id()).isEmpty()) {
            // Another request of the same professional came in the same moment: it is theirs.
            trail.write(reading(professional, record));
            return;
        }
        flow.start(request, consent);
        Optional<GrantOutcome> obstacle = requests.find(record, request.id()).flatMap(AccessRequest::obstacle);
        if (obstacle.isPresent()) {
            throw refused(act, obstacle.get());
        }
        trail.write(act);
    }

    private Refusal refused(Act act, GrantOutcome by) {
        trail.writeAfterwards(
                new Act(act.record(), act.actor(), null, act.act() + "_REFUSED", act.subject(), act.mode(), by.name()));
        return by.toProfessional();
    }

    private static Act reading(ProfessionalSession professional, UUID record) {
        return act(professional, record, "READ_OWN_AUTHORIZATION", "OWN");
    }

    private static Act act(ProfessionalSession professional, UUID record, String name, String ground) {
        Actor actor = professional.actor();
        return new Act(record, actor, null, name, Thing.AUTHORIZATIONS.name(), AccessMode.NORMAL, ground);
    }

    private Standing told(ProfessionalSession professional, UUID record) {
        OwnRequest request =
                requests.latest(record, rpps(professional)).map(this::told).orElse(null);
        return book.of(record, now()).stream()
                .filter(one -> one.professional().equals(rpps(professional)))
                .findFirst()
                .map(one -> standing(one, request))
                .orElse(new Standing(Status.UNDEFINED, null, false, request));
    }

    private static Standing standing(Authorization own, @Nullable OwnRequest request) {
        return new Standing(own.status(), own.until(), own.treating(), request);
    }

    private OwnRequest told(AccessRequest request) {
        boolean over = request.state() == AccessRequest.State.PENDING && request.isOver(now());
        return new OwnRequest(
                request.id(),
                over ? AccessRequest.State.EXPIRED : request.state(),
                request.since(),
                request.expiresAt(),
                request.decidedAt());
    }

    private static String rpps(ProfessionalSession professional) {
        return professional.professional().rpps();
    }

    /** As the database keeps it, so that an end and the beginning after it are the same moment. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
