package fr.dmp.signin;

import com.github.f4b6a3.uuid.UuidCreator;
import fr.dmp.audit.Act;
import fr.dmp.audit.AuditTrail;
import fr.dmp.refusal.Refusal;
import fr.dmp.signin.HolderSession.Scope;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

@Component
class HolderSessions implements Sessions {

    static final Duration IDLE = Duration.ofMinutes(10);
    static final Duration LONGEST = Duration.ofHours(8);

    /** A page's dozen requests write once that the holder is there. */
    static final Duration SEEN_EVERY = Duration.ofSeconds(30);

    private final KeptSessions kept;
    private final AuditTrail audit;
    private final Clock clock;

    HolderSessions(KeptSessions kept, AuditTrail audit, Clock clock) {
        this.kept = kept;
        this.audit = audit;
        this.clock = clock;
    }

    /** Begins a session of someone who has just proved who they are, within the transaction of what allowed it. */
    @Transactional(propagation = Propagation.MANDATORY)
    SignIn.SignedIn begin(UUID record, UUID person, Scope scope) {
        Instant now = now();
        return begin(record, person, scope, now, now);
    }

    /** Begins one in the place of another, which proves nothing anew. */
    @Transactional(propagation = Propagation.MANDATORY)
    SignIn.SignedIn goOn(HolderSession before, Scope scope) {
        Instant provedAt = kept.provedAt(before.id()).orElse(null);
        return begin(before.record(), before.person(), scope, now(), provedAt);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private SignIn.SignedIn begin(UUID record, UUID person, Scope scope, Instant now, @Nullable Instant provedAt) {
        String token = RandomToken.next();
        KeptSession session = new KeptSession(
                UuidCreator.getTimeOrderedEpoch(),
                record,
                person,
                scope == Scope.PASSWORD_CHANGE,
                scope == Scope.CLOSED,
                now,
                now,
                now.plus(LONGEST),
                provedAt,
                null);
        kept.add(session, RandomToken.digest(token));
        return new SignIn.SignedIn(token, session.ofHolder());
    }

    @Override
    public Optional<HolderSession> authenticate(String token) {
        return open(token).map(KeptSession::ofHolder);
    }

    @Override
    public Optional<OnPages> onPages(String token) {
        return open(token).map(session -> new OnPages(session.ofHolder(), session.actingFor()));
    }

    private Optional<KeptSession> open(String token) {
        if (!RandomToken.shaped(token)) {
            return Optional.empty();
        }
        Instant now = clock.instant();
        Optional<KeptSession> open = kept.find(RandomToken.digest(token), now, IDLE);
        open.filter(session -> session.lastSeenAt().isBefore(now.minus(SEEN_EVERY)))
                .ifPresent(session -> kept.seen(session.id(), now));
        return open;
    }

    @Override
    @Transactional
    public List<Open> show(HolderSession by) {
        audit.write(Act.of(by.record(), by.actor(), "READ_SESSIONS", null, "HOLDER"));
        return kept.open(by.record(), clock.instant(), IDLE).stream()
                .map(KeptSession::shown)
                .toList();
    }

    @Override
    @Transactional
    public void end(HolderSession by, UUID session) {
        if (!kept.end(by.record(), session, clock.instant())) {
            throw Refusal.absent();
        }
        audit.write(Act.of(by.record(), by.actor(), "SESSION_END", session.toString(), "HOLDER"));
    }

    @Override
    @Transactional
    public void endAll(HolderSession by) {
        kept.endAll(by.record(), clock.instant());
        audit.write(Act.of(by.record(), by.actor(), "SESSION_END", null, "HOLDER"));
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void endAll(UUID record) {
        kept.endAll(record, clock.instant());
    }
}
