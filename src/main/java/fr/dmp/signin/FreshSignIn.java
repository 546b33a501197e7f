package fr.dmp.signin;

import fr.dmp.refusal.Refusal;
import java.time.Clock;
import org.springframework.stereotype.Component;

/** What a session that was left open must not do: for that, password and code have been given a short while ago. */
@Component
class FreshSignIn {

    private final KeptSessions sessions;
    private final ContactRules rules;
    private final Clock clock;

    FreshSignIn(KeptSessions sessions, ContactRules rules, Clock clock) {
        this.sessions = sessions;
        this.rules = rules;
        this.clock = clock;
    }

    boolean is(HolderSession holder) {
        return sessions.provedAt(holder.id())
                .filter(provedAt -> clock.instant().isBefore(provedAt.plus(rules.fresh())))
                .isPresent();
    }

    /** @throws Refusal 403 {@code fresh-sign-in-required} */
    void require(HolderSession holder) {
        if (!is(holder)) {
            throw Refusal.of(Refusal.Kind.DENIED, "fresh-sign-in-required");
        }
    }
}
