package fr.dmp.access;

import com.github.f4b6a3.uuid.UuidCreator;
import fr.dmp.access.AccessBook.Standing;
import fr.dmp.access.AccessRequest.Kind;
import fr.dmp.audit.AccessMode;
import fr.dmp.audit.Act;
import fr.dmp.audit.Actor;
import fr.dmp.audit.AuditTrail;
import fr.dmp.identity.Professional;
import fr.dmp.identity.Professionals;
import fr.dmp.notice.NoticeKind;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The steps of a grant, each taken within the transaction that moves the request on, which has entered the record. */
@Component
@Transactional(propagation = Propagation.MANDATORY)
public class GrantSteps {

    private final AccessRequestBook requests;
    private final AccessBook book;
    private final Decisions decisions;
    private final PendingRequests pending;
    private final Professionals professionals;
    private final TellingHolders holders;
    private final AuditTrail trail;
    private final Clock clock;

    GrantSteps(
            AccessRequestBook requests,
            AccessBook book,
            Decisions decisions,
            PendingRequests pending,
            Professionals professionals,
            TellingHolders holders,
            AuditTrail trail,
            Clock clock) {
        this.requests = requests;
        this.book = book;
        this.decisions = decisions;
        this.pending = pending;
        this.professionals = professionals;
        this.holders = holders;
        this.trail = trail;
        this.clock = clock;
    }

    /**
     * What the table is asked with. Whether the record is hidden isn't in it: an answer that depended on it would tell.
     *
     * @param authorizable whether the profession reads anything of a record
     * @param declared the treating physician
     * @param authorized may read already
     */
    public record Facts(
            boolean active,
            boolean struckOff,
            boolean authorizable,
            boolean blocked,
            boolean declared,
            boolean authorized) {}

    public Facts facts(UUID record, UUID id) {
        String professional = get(record, id).professional();
        Standing standing = book.standing(record, professional, now());
        return new Facts(
                standing.active(),
                professionals.find(professional).map(Professional::struckOff).orElse(true),
                standing.authorizable(),
                standing.blocked(),
                standing.declared(),
                standing.authorized());
    }

    /** From now on the professional may read; what they had asked from afar is answered by it. */
    public void grant(UUID record, UUID id) {
        AccessRequest request = get(record, id);
        book.authorize(
                record,
                UuidCreator.getTimeOrderedEpoch(),
                request.professional(),
                request.kind().name(),
                now(),
                request.until());
        settle(request.granted(now()));
    }

    /** They may already. */
    public void keep(UUID record, UUID id) {
        settle(get(record, id).held(now()));
    }

    private void settle(AccessRequest request) {
        requests.save(request);
        if (request.kind() != Kind.REQUEST) {
            pending.end(request.record(), request.professional(), other -> other.granted(now()));
        }
    }

    /** Of what was granted in their name the holder is told at once. */
    public void tellOfGrant(UUID record, UUID id) {
        tell(get(record, id), NoticeKind.ACCESS_ATTESTED);
    }

    public void askHolder(UUID record, UUID id) {
        tell(get(record, id), NoticeKind.ACCESS_REQUESTED);
    }

    private void tell(AccessRequest request, NoticeKind kind) {
        holders.tell(request.record(), requests.holder(request.record()), kind, request.professional());
    }

    /** @param by one that stands in the way */
    public void refuse(UUID record, UUID id, GrantOutcome by) {
        requests.save(get(record, id).refused(by, now()));
    }

    public void decline(UUID record, UUID id) {
        requests.save(get(record, id).declined(now()));
    }

    /** A week has passed: nobody is signed in, so the program itself enters the record. */
    public void expire(UUID record, UUID id) {
        decisions.enter(Actor.SYSTEM, record, now());
        // The holder's answer may come in the same moment: whoever locks it first settles it.
        requests.lock(record, id)
                .filter(request -> request.state() == AccessRequest.State.PENDING)
                .ifPresent(this::expire);
    }

    private void expire(AccessRequest request) {
        requests.save(request.expired(now()));
        trail.write(new Act(
                request.record(),
                Actor.SYSTEM,
                null,
                "EXPIRE_ACCESS_REQUEST",
                Thing.AUTHORIZATIONS.name(),
                AccessMode.NORMAL,
                "UNANSWERED"));
    }

    private AccessRequest get(UUID record, UUID id) {
        return requests.find(record, id).orElseThrow();
    }

    /** As the database keeps it, so that an end and the beginning after it are the same moment. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
