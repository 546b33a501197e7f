package fr.dmp.access;

import fr.dmp.access.AccessRequest.Kind;
import fr.dmp.access.ProfessionalAccess.Consent;
import fr.dmp.access.RevocationFlow.Then;
import fr.dmp.audit.AccessMode;
import fr.dmp.audit.Actor;
import fr.dmp.identity.Professional;
import fr.dmp.identity.Professionals;
import fr.dmp.refusal.Refusal;
import fr.dmp.signin.HolderSession;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Each act in one transaction: entered, decided and traced first, then written down. What may be refused is a process. */
@Component
class HeldAuthorizations implements Authorizations {

    private final Access access;
    private final AccessBook book;
    private final AccessRequestBook requests;
    private final GrantFlow grants;
    private final PendingRequests pending;
    private final RevocationBook revocations;
    private final RevocationFlow endings;
    private final Decisions decisions;
    private final Professionals professionals;
    private final Clock clock;

    HeldAuthorizations(
            Access access,
            AccessBook book,
            AccessRequestBook requests,
            GrantFlow grants,
            PendingRequests pending,
            RevocationBook revocations,
            RevocationFlow endings,
            Decisions decisions,
            Professionals professionals,
            Clock clock) {
        this.access = access;
        this.book = book;
        this.requests = requests;
        this.grants = grants;
        this.pending = pending;
        this.revocations = revocations;
        this.endings = endings;
        this.decisions = decisions;
        this.professionals = professionals;
        this.clock = clock;
    }

    @Override
    @Transactional
    public List<Authorization> of(HolderSession holder) {
        enter(holder, "READ_AUTHORIZATIONS");
        return book.of(holder.record(), now());
    }

    @Override
    @Transactional
    public Authorization grant(
            HolderSession holder,
            String professional,
            @Nullable Instant until,
            Function<Supplier<Authorization>, Authorization> once) {
        return once.apply(() -> granted(holder, professional, until));
    }

    private Authorization granted(HolderSession holder, String professional, @Nullable Instant until) {
        if (until != null && !until.isAfter(now())) {
            throw Refusal.invalid("/until", "fault.until");
        }
        known(professional);
        enter(holder, "GRANT_ACCESS");
        AccessRequest wish = AccessRequest.begun(holder.record(), professional, Kind.HOLDER, until, now());
        requests.add(wish);
        grants.start(wish, Consent.GIVEN);
        requests.find(wish.record(), wish.id()).flatMap(AccessRequest::obstacle).ifPresent(by -> {
            throw by.toHolder();
        });
        return book.of(holder.record(), now()).stream()
                .filter(one -> one.professional().equals(professional))
                .findFirst()
                .orElseThrow();
    }

    @Override
    @Transactional
    public void revoke(HolderSession holder, String authorization) {
        end(holder, authorization, Then.NOTHING);
    }

    @Override
    @Transactional
    public void revokeAndBlock(HolderSession holder, String authorization) {
        end(holder, authorization, Then.BLOCK);
    }

    private void end(HolderSession holder, String authorization, Then then) {
        enter(holder, "REVOKE_ACCESS");
        Authorization held = book.find(holder.record(), authorization, now()).orElseThrow(Refusal::absent);
        Revocation revocation = Revocation.of(holder.record(), held.professional(), now());
        revocations.add(revocation);
        endings.start(revocation, then);
        if (revocations.get(revocation.record(), revocation.id()).state() == Revocation.State.REFUSED) {
            throw Refusal.conflict("treating-physician");
        }
    }

    @Override
    @Transactional
    public void block(HolderSession holder, String professional) {
        known(professional);
        enter(holder, "BLOCK_PROFESSIONAL");
        requireOther(holder, professional);
        book.block(holder.record(), professional, now());
        pending.end(holder.record(), professional, request -> request.declined(now()));
    }

    @Override
    @Transactional
    public void unblock(HolderSession holder, String professional) {
        enter(holder, "UNBLOCK_PROFESSIONAL");
        book.unblock(holder.record(), professional, now());
    }

    @Override
    @Transactional
    public Authorization giveTreatingRights(HolderSession holder, String authorization) {
        enter(holder, "GIVE_TREATING_RIGHTS");
        Authorization held = held(holder, authorization);
        if (held.status() != Status.VALID) {
            throw Refusal.conflict("authorization-ended");
        }
        book.giveTreatingRights(holder.record(), held.professional(), now());
        return book.find(holder.record(), held.id(), now()).orElseThrow();
    }

    @Override
    @Transactional
    public void takeTreatingRights(HolderSession holder, String authorization) {
        enter(holder, "TAKE_TREATING_RIGHTS");
        book.takeTreatingRights(holder.record(), held(holder, authorization).professional(), now());
    }

    @Override
    @Transactional
    public void hide(HolderSession holder) {
        enter(holder, "HIDE_RECORD");
        book.hide(holder.record(), now());
    }

    @Override
    @Transactional
    public void show(HolderSession holder) {
        enter(holder, "SHOW_RECORD");
        book.show(holder.record(), now());
    }

    @Override
    @Transactional
    public List<Ground> decisions(
            HolderSession holder, String professional, @Nullable Instant at, @Nullable UUID document) {
        if (at != null && at.isAfter(clock.instant())) {
            throw Refusal.invalid("/at", "fault.past");
        }
        Professional known = known(professional);
        enter(holder, "READ_DECISIONS");
        Actor reader = new Actor(Actor.Kind.PROFESSIONAL, known.rpps(), known.name());
        Instant moment = at == null ? clock.instant() : at;
        if (document != null) {
            access.requireDocument(
                    holder.actor(), AccessMode.NORMAL, holder.record(), document, "READ_DOCUMENT_DECISION");
            return List.of(ground(document, decisions.replayDocument(reader, holder.record(), document, moment)));
        }
        Stream<Ground> things = Arrays.stream(Thing.values())
                .filter(thing -> thing.type() != null)
                .map(thing -> ground(thing, decisions.replay(reader, holder.record(), thing, moment)));
        Stream<Ground> documents = decisions.replayDocuments(reader, holder.record(), moment).stream()
                .map(decided -> ground(decided.document(), decided.decision()));
        return Stream.concat(things, documents).toList();
    }

    private static Ground ground(Thing thing, Decision decision) {
        return new Ground(thing, null, decision.allowed(), decision.rule(), decision.version());
    }

    private static Ground ground(UUID document, Decision decision) {
        return new Ground(Thing.DOCUMENTS, document, decision.allowed(), decision.rule(), decision.version());
    }

    private void enter(HolderSession holder, String act) {
        access.require(holder.actor(), AccessMode.NORMAL, holder.record(), Thing.AUTHORIZATIONS, act);
    }

    /** The treating physician's isn't the holder's to end: another one is declared in their place. */
    private Authorization held(HolderSession holder, String id) {
        Authorization held = book.find(holder.record(), id, now()).orElseThrow(Refusal::absent);
        requireOther(holder, held.professional());
        return held;
    }

    private void requireOther(HolderSession holder, String professional) {
        if (book.isDeclared(holder.record(), professional, now())) {
            throw Refusal.conflict("treating-physician");
        }
    }

    private Professional known(String rpps) {
        return professionals
                .find(rpps)
                .filter(found -> !found.struckOff())
                .orElseThrow(() -> Refusal.invalid("/professional", "fault.rpps"));
    }

    /** As the database keeps it, so that an end and the beginning after it are the same moment. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
