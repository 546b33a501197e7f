package fr.dmp.signin;

import fr.dmp.gate.Sweeps;
import fr.dmp.identity.Professionals;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** The directory is asked at every request, so that whoever is struck off is out with the next one. */
@Component
class PageSessions implements ProfessionalSessions {

    private static final int ROWS = 5_000;

    private final KeptPageSessions kept;
    private final Professionals directory;
    private final Sweeps sweeps;
    private final Clock clock;

    PageSessions(KeptPageSessions kept, Professionals directory, Sweeps sweeps, Clock clock) {
        this.kept = kept;
        this.directory = directory;
        this.sweeps = sweeps;
        this.clock = clock;
    }

    @Override
    public String begin(ProfessionalSession professional) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        String token = RandomToken.next();
        KeptPageSession session = new KeptPageSession(
                professional.professional().rpps(),
                professional.professional().profession(),
                professional.regulation(),
                now,
                now.plus(HolderSessions.LONGEST));
        kept.add(session, RandomToken.digest(token));
        return token;
    }

    @Override
    public Optional<ProfessionalSession> authenticate(String token) {
        if (!RandomToken.shaped(token)) {
            return Optional.empty();
        }
        Instant now = clock.instant();
        byte[] digest = RandomToken.digest(token);
        Optional<KeptPageSession> open = kept.find(digest, now, HolderSessions.IDLE);
        open.filter(session -> session.lastSeenAt().isBefore(now.minus(HolderSessions.SEEN_EVERY)))
                .ifPresent(session -> kept.seen(digest, now));
        return open.map(
                session -> new ProfessionalClaims(session.rpps(), Set.of(session.profession()), session.regulation())
                        .admit(directory));
    }

    @Override
    public void end(String token) {
        kept.end(RandomToken.digest(token));
    }

    @Scheduled(initialDelayString = "${dmp.signin.sweep}", fixedDelayString = "${dmp.signin.sweep}")
    void forget() {
        Instant now = clock.instant();
        sweeps.untilDone("professional-sign-in-sweep", () -> kept.forget(now.minus(CodeRules.DAY), now, ROWS));
    }
}
