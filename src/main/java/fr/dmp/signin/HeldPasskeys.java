package fr.dmp.signin;

import com.github.f4b6a3.uuid.UuidCreator;
import fr.dmp.audit.Act;
import fr.dmp.audit.AuditTrail;
import fr.dmp.notice.NoticeKind;
import fr.dmp.notice.Notices;
import fr.dmp.refusal.Refusal;
import fr.dmp.signin.PasskeyChecks.Registered;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

@Component
class HeldPasskeys implements OwnPasskeys {

    /** Passkeys that one holder may have (P): each device, and some to spare. */
    static final int MOST = 10;

    static final int LONGEST_NAME = 60;

    /** How long a device may take to make one (P). */
    static final Duration OFFER_LIFE = Duration.ofMinutes(5);

    private static final SecureRandom RANDOM = new SecureRandom();

    private final KeptPasskeys kept;
    private final PasskeyChecks checks;
    private final PasskeySite site;
    private final FreshSignIn freshSignIn;
    private final Attempts attempts;
    private final Notices notices;
    private final AuditTrail audit;
    private final Clock clock;
    private final TransactionTemplate transaction;

    HeldPasskeys(
            KeptPasskeys kept,
            PasskeyChecks checks,
            PasskeySite site,
            FreshSignIn freshSignIn,
            Attempts attempts,
            Notices notices,
            AuditTrail audit,
            Clock clock,
            TransactionTemplate transaction) {
        this.kept = kept;
        this.checks = checks;
        this.site = site;
        this.freshSignIn = freshSignIn;
        this.attempts = attempts;
        this.notices = notices;
        this.audit = audit;
        this.clock = clock;
        this.transaction = transaction;
    }

    @Override
    public List<Passkey> show(HolderSession holder) {
        refuseOthers(holder);
        return transaction.execute(status -> {
            audit.write(Act.of(holder.record(), holder.actor(), "READ_PASSKEYS", null, "HOLDER"));
            return kept.of(holder.record()).stream().map(KeptPasskey::shown).toList();
        });
    }

    @Override
    public Offer offer(HolderSession holder) {
        refuseOthers(holder);
        freshSignIn.require(holder);
        List<KeptPasskey> present = kept.of(holder.record());
        if (present.size() >= MOST) {
            throw Refusal.conflict("passkeys-full");
        }
        attempts.toAddPasskey(holder);
        byte[] challenge = new byte[32];
        RANDOM.nextBytes(challenge);
        Instant expiresAt = now().plus(OFFER_LIFE);
        kept.offer(holder.record(), holder.id(), challenge, expiresAt);
        return new Offer(
                site.id(),
                challenge,
                checks.user(holder.record()),
                PasskeyChecks.algorithms(),
                present.stream().map(KeptPasskey::credentialId).toList(),
                expiresAt);
    }

    /** The offer is used up before anything is looked at: what was refused once isn't tried again. */
    @Override
    public Passkey add(HolderSession holder, Made made) {
        refuseOthers(holder);
        String name = name(made.name());
        byte[] challenge =
                kept.take(holder.record(), holder.id(), now()).orElseThrow(() -> Refusal.gone("passkey-offer-gone"));
        Registered registered =
                checks.registered(challenge, made).orElseThrow(() -> Refusal.unacceptable("passkey-refused"));
        return transaction.execute(status -> added(holder, name, registered));
    }

    private static String name(String typed) {
        String name = typed.strip();
        boolean shown = name.codePoints().noneMatch(letter -> {
            int type = Character.getType(letter);
            return Character.isISOControl(letter)
                    || type == Character.FORMAT
                    || type == Character.LINE_SEPARATOR
                    || type == Character.PARAGRAPH_SEPARATOR;
        });
        if (name.isEmpty() || name.length() > LONGEST_NAME || !shown) {
            throw Refusal.invalid("/name", "fault.passkey-name");
        }
        return name;
    }

    private Passkey added(HolderSession holder, String name, Registered registered) {
        kept.lock(holder.record());
        if (kept.of(holder.record()).size() >= MOST) {
            throw Refusal.conflict("passkeys-full");
        }
        KeptPasskey passkey = new KeptPasskey(
                UuidCreator.getTimeOrderedEpoch(),
                holder.record(),
                name,
                registered.credentialId(),
                registered.credential(),
                registered.signCount(),
                registered.backupEligible(),
                now(),
                null);
        if (!kept.add(passkey)) {
            throw Refusal.unacceptable("passkey-refused");
        }
        trace(holder, "ADD_PASSKEY", passkey.id());
        notices.tell(holder.record(), holder.person(), NoticeKind.PASSKEY_ADDED, Map.of());
        return passkey.shown();
    }

    @Override
    public void remove(HolderSession holder, UUID passkey) {
        refuseOthers(holder);
        transaction.executeWithoutResult(status -> {
            if (!kept.remove(holder.record(), passkey)) {
                throw Refusal.absent();
            }
            trace(holder, "DELETE_PASSKEY", passkey);
            notices.tell(holder.record(), holder.person(), NoticeKind.PASSKEY_REMOVED, Map.of());
        });
    }

    private void trace(HolderSession holder, String act, UUID passkey) {
        audit.write(Act.of(holder.record(), holder.actor(), act, passkey.toString(), "HOLDER"));
    }

    private static void refuseOthers(HolderSession holder) {
        if (holder.by() != null) {
            throw Refusal.absent();
        }
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
