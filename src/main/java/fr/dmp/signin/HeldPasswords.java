package fr.dmp.signin;

import fr.dmp.audit.Act;
import fr.dmp.audit.AuditTrail;
import fr.dmp.notice.NoticeKind;
import fr.dmp.notice.Notices;
import fr.dmp.refusal.Refusal;
import fr.dmp.signin.HolderSession.Scope;
import fr.dmp.vault.HouseKeys;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

@Component
class HeldPasswords implements Passwords {

    private final KeptCredentials credentials;
    private final KeptSessions kept;
    private final HolderSessions sessions;
    private final PasswordHashes hashes;
    private final Attempts attempts;
    private final HouseKeys keys;
    private final Notices notices;
    private final AuditTrail audit;
    private final Clock clock;
    private final TransactionTemplate transaction;

    HeldPasswords(
            KeptCredentials credentials,
            KeptSessions kept,
            HolderSessions sessions,
            PasswordHashes hashes,
            Attempts attempts,
            HouseKeys keys,
            Notices notices,
            AuditTrail audit,
            Clock clock,
            TransactionTemplate transaction) {
        this.credentials = credentials;
        this.kept = kept;
        this.sessions = sessions;
        this.hashes = hashes;
        this.attempts = attempts;
        this.keys = keys;
        this.notices = notices;
        this.audit = audit;
        this.clock = clock;
        this.transaction = transaction;
    }

    @Override
    public SignIn.SignedIn change(HolderSession session, String current, String fresh) {
        attempts.toChangePassword(session);
        KeptCredential credential = credentials.find(session.record()).orElseThrow();
        String identifier = keys.open(IssuedCredentials.context(credential.record()), credential.identifierSealed());
        PasswordRules.fault(fresh, identifier).ifPresent(fault -> {
            throw Refusal.invalid("/new", fault);
        });
        String present = credential.initialUntil() == null ? current : InitialPassword.typed(current);
        if (present.length() > PasswordRules.LONGEST * 2 || !hashes.match(present, credential.passwordHash())) {
            throw wrong(session);
        }
        if (PasswordHashes.normal(fresh).equals(PasswordHashes.normal(present))) {
            throw Refusal.invalid("/new", "fault.password-same");
        }
        String hash = hashes.of(fresh);
        return Optional.ofNullable(transaction.execute(status -> changed(session, credential, hash)))
                .flatMap(signedIn -> signedIn)
                .orElseThrow(() -> wrong(session));
    }

    /** Traced in a transaction that stands: the refusal is told after it. */
    private Refusal wrong(HolderSession session) {
        Act refused = Act.of(
                session.record(),
                session.actor(),
                "PASSWORD_CHANGE_REFUSED",
                session.id().toString(),
                "WRONG_PASSWORD");
        transaction.executeWithoutResult(status -> audit.write(refused));
        return Refusal.invalid("/current", "fault.password-current");
    }

    /** Of two changes at once one wins; the other's current password isn't the current one any more. */
    private Optional<SignIn.SignedIn> changed(HolderSession session, KeptCredential credential, String hash) {
        Instant now = clock.instant();
        if (!credentials.change(credential.record(), credential.generation(), hash, now)) {
            return Optional.empty();
        }
        kept.endAll(credential.record(), now);
        SignIn.SignedIn signedIn = sessions.goOn(session, Scope.of(credential.closed(), false));
        audit.write(Act.of(credential.record(), session.actor(), "PASSWORD_CHANGE", null, "HOLDER"));
        notices.tell(credential.record(), credential.person(), NoticeKind.PASSWORD_CHANGED, Map.of());
        return Optional.of(signedIn);
    }
}
