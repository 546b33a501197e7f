package fr.dmp.signin;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.IntSupplier;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Removes what no rule looks at any more. Of two nodes at it at once, each takes other rows. */
@Component
class Forgetting {

    /** Failures and codes are counted over a day. */
    private static final Duration CHALLENGES = CodeRules.DAY.multipliedBy(2);

    /** A network that the holder hasn't signed in from for a season is a stranger's again (P). */
    private static final Duration CLIENTS = Duration.ofDays(90);

    private static final int ROWS = 5_000;

    private final KeptChallenges challenges;
    private final KeptCredentials credentials;
    private final KeptSessions sessions;
    private final KeptContactProofs proofs;
    private final KeptPasskeys passkeys;
    private final Clock clock;

    Forgetting(
            KeptChallenges challenges,
            KeptCredentials credentials,
            KeptSessions sessions,
            KeptContactProofs proofs,
            KeptPasskeys passkeys,
            Clock clock) {
        this.challenges = challenges;
        this.credentials = credentials;
        this.sessions = sessions;
        this.proofs = proofs;
        this.passkeys = passkeys;
        this.clock = clock;
    }

    @Scheduled(initialDelayString = "${dmp.signin.sweep}", fixedDelayString = "${dmp.signin.sweep}")
    void forget() {
        Instant now = clock.instant();
        all(() -> challenges.forget(now.minus(CHALLENGES), ROWS));
        all(() -> credentials.forgetClients(now.minus(CLIENTS), ROWS));
        all(() -> sessions.forget(now.minus(CodeRules.DAY), ROWS));
        all(() -> proofs.forget(now, ROWS));
        all(() -> passkeys.forget(now, ROWS));
    }

    /** So many at a time, each a transaction: no one waits for long. */
    private static void all(IntSupplier some) {
        int gone;
        do {
            gone = some.getAsInt();
        } while (gone == ROWS);
    }
}
