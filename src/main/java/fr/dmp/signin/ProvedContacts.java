package fr.dmp.signin;

import com.github.f4b6a3.uuid.UuidCreator;
import fr.dmp.audit.Act;
import fr.dmp.audit.AuditTrail;
import fr.dmp.identity.Channel;
import fr.dmp.identity.ContactChange;
import fr.dmp.identity.ContactChanges;
import fr.dmp.identity.ContactPoint;
import fr.dmp.identity.InsuredDirectory;
import fr.dmp.identity.MailAddress;
import fr.dmp.identity.Mobile;
import fr.dmp.notice.NoticeKind;
import fr.dmp.notice.Notices;
import fr.dmp.refusal.Refusal;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

@Component
class ProvedContacts implements OwnContacts {

    private final KeptContactProofs proofs;
    private final ContactChanges changes;
    private final InsuredDirectory people;
    private final FreshSignIn freshSignIn;
    private final ContactNews news;
    private final ContactRules rules;
    private final Attempts attempts;
    private final Codes codes;
    private final Notices notices;
    private final AuditTrail audit;
    private final Clock clock;
    private final TransactionTemplate transaction;

    ProvedContacts(
            KeptContactProofs proofs,
            ContactChanges changes,
            InsuredDirectory people,
            FreshSignIn freshSignIn,
            ContactNews news,
            ContactRules rules,
            Attempts attempts,
            Codes codes,
            Notices notices,
            AuditTrail audit,
            Clock clock,
            TransactionTemplate transaction) {
        this.proofs = proofs;
        this.changes = changes;
        this.people = people;
        this.freshSignIn = freshSignIn;
        this.news = news;
        this.rules = rules;
        this.attempts = attempts;
        this.codes = codes;
        this.notices = notices;
        this.audit = audit;
        this.clock = clock;
        this.transaction = transaction;
    }

    @Override
    public List<Contact> show(HolderSession holder) {
        refuseOthers(holder);
        return transaction.execute(status -> {
            audit.write(Act.of(holder.record(), holder.actor(), "READ_CONTACTS", null, "HOLDER"));
            List<ContactPoint> onFile = people.contacts(holder.person());
            List<ContactChange> waiting = changes.waiting(holder.person(), now());
            return Stream.of(Channel.SMS, Channel.MAIL)
                    .map(channel -> shown(channel, of(onFile, channel), waiting(waiting, channel)))
                    .toList();
        });
    }

    @Override
    public boolean fresh(HolderSession holder) {
        return freshSignIn.is(holder);
    }

    private static Contact shown(Channel channel, @Nullable ContactPoint onFile, @Nullable ContactChange waiting) {
        return new Contact(
                channel,
                onFile == null ? null : onFile.masked(),
                onFile == null ? null : onFile.since(),
                onFile != null && onFile.verifiedAt() != null,
                waiting == null ? null : shown(waiting));
    }

    private static Change shown(ContactChange change) {
        return new Change(
                change.value() == null ? null : masked(change.channel(), change.value()),
                change.askedAt(),
                change.effectiveAt());
    }

    private static @Nullable ContactPoint of(List<ContactPoint> contacts, Channel channel) {
        return contacts.stream()
                .filter(contact -> contact.channel() == channel)
                .findFirst()
                .orElse(null);
    }

    private static @Nullable ContactChange waiting(List<ContactChange> waiting, Channel channel) {
        return waiting.stream()
                .filter(change -> change.channel() == channel)
                .findFirst()
                .orElse(null);
    }

    /** The limits come first: within the transaction each request would need a second connection for them. */
    @Override
    public Proof ask(HolderSession holder, Channel channel, String value) {
        refuseOthers(holder);
        freshSignIn.require(holder);
        String contact = normal(channel, value);
        if (people.contacts(holder.person()).stream()
                .anyMatch(point -> point.channel() == channel && point.value().equals(contact))) {
            throw Refusal.invalid("/value", "fault.contact-same");
        }
        if (!notices.carries(channel)) {
            throw Refusal.of(Refusal.Kind.UNAVAILABLE, "channel-unavailable");
        }
        proofs.find(holder.record()).ifPresent(before -> before.refuseResend(now()));
        attempts.toChangeContact(holder, contact);
        return transaction.execute(status -> sent(holder, channel, contact));
    }

    private static String normal(Channel channel, String value) {
        return switch (channel) {
            case SMS -> Mobile.e164(value.strip()).orElseThrow(() -> Refusal.invalid("/value", "fault.mobile"));
            case MAIL -> MailAddress.normal(value.strip()).orElseThrow(() -> Refusal.invalid("/value", "fault.email"));
            case LETTER -> throw Refusal.invalid("/channel", "fault.channel");
        };
    }

    private Proof sent(HolderSession holder, Channel channel, String contact) {
        Instant now = now();
        UUID id = UuidCreator.getTimeOrderedEpoch();
        String code = codes.random();
        KeptContactProof proof = new KeptContactProof(
                id,
                holder.record(),
                holder.id(),
                channel,
                contact,
                codes.digest(id, code),
                now.plus(CodeRules.LIFE),
                0,
                now,
                now.plus(CodeRules.RESEND_AFTER));
        if (!proofs.put(proof, now)) {
            throw Refusal.later(Refusal.Kind.TOO_MANY, "resend-too-soon", CodeRules.RESEND_AFTER.toSeconds());
        }
        notices.sendSecret(holder.record(), NoticeKind.CONTACT_CODE, channel, contact, code);
        return new Proof(channel, masked(channel, contact), proof.codeExpiresAt(), proof.resendAt());
    }

    /** A wrong try is counted and traced in a transaction that stands; the refusal is told after it. */
    @Override
    public Change prove(HolderSession holder, String typed) {
        refuseOthers(holder);
        String code = typed.replaceAll("\\s", "");
        if (!code.matches("[0-9]{6}")) {
            throw Refusal.invalid("/code", "fault.code");
        }
        attempts.toProveContact(holder);
        Checked checked = transaction.execute(status -> checked(holder, code));
        if (checked.refusal() != null) {
            throw checked.refusal();
        }
        return Optional.ofNullable(checked.change()).map(ProvedContacts::shown).orElseThrow();
    }

    private record Checked(@Nullable Refusal refusal, @Nullable ContactChange change) {}

    private Checked checked(HolderSession holder, String code) {
        Instant now = now();
        Optional<KeptContactProof> found = proofs.lock(holder.record());
        Optional<Refusal> obstacle = found.map(proof -> proof.obstacle(holder.id(), now))
                .orElseGet(() -> Optional.of(Refusal.gone("code-gone")));
        if (obstacle.isPresent()) {
            return new Checked(obstacle.get(), null);
        }
        KeptContactProof proof = found.orElseThrow();
        if (!MessageDigest.isEqual(proof.codeDigest(), codes.digest(proof.id(), code))) {
            proofs.wrong(holder.record(), now.plus(CodeRules.delayAfter(proof.checks() + 1)));
            audit.write(Act.of(
                    holder.record(),
                    holder.actor(),
                    "CHANGE_CONTACT_REFUSED",
                    proof.channel().name(),
                    "WRONG_CODE"));
            return new Checked(
                    Refusal.unacceptable("code-wrong").with("triesLeft", CodeRules.CHECKS - proof.checks() - 1), null);
        }
        proofs.used(holder.record());
        return new Checked(null, asked(holder, proof.channel(), proof.value(), now));
    }

    private ContactChange asked(HolderSession holder, Channel channel, @Nullable String value, Instant now) {
        ContactChange change = new ContactChange(
                UuidCreator.getTimeOrderedEpoch(),
                holder.record(),
                holder.person(),
                channel,
                value,
                now,
                now.plus(rules.waits()));
        changes.ask(change).ifPresent(news::entered);
        audit.write(Act.of(
                holder.record(),
                holder.actor(),
                change.removal() ? "CHANGE_CONTACT_AWAY" : "CHANGE_CONTACT",
                channel.name(),
                "HOLDER"));
        news.asked(change);
        return change;
    }

    @Override
    public Change remove(HolderSession holder, Channel channel) {
        refuseOthers(holder);
        freshSignIn.require(holder);
        return transaction.execute(status -> shown(removed(holder, channel)));
    }

    /** Two that take away one each, at once, wait for each other. */
    private ContactChange removed(HolderSession holder, Channel channel) {
        changes.lock(holder.person());
        Instant now = now();
        List<ContactPoint> onFile = people.contacts(holder.person());
        if (of(onFile, channel) == null) {
            throw Refusal.absent();
        }
        boolean another = onFile.stream()
                .map(ContactPoint::channel)
                .filter(other -> other != channel)
                .anyMatch(other -> Optional.ofNullable(waiting(changes.waiting(holder.person(), now), other))
                        .filter(ContactChange::removal)
                        .isEmpty());
        if (!another) {
            throw Refusal.conflict("last-contact");
        }
        return asked(holder, channel, null, now);
    }

    @Override
    public void withdraw(HolderSession holder, Channel channel) {
        refuseOthers(holder);
        transaction.executeWithoutResult(status -> {
            ContactChange change =
                    changes.withdraw(holder.person(), channel, now()).orElseThrow(Refusal::absent);
            audit.write(Act.of(holder.record(), holder.actor(), "CHANGE_CONTACT_WITHDRAWN", channel.name(), "HOLDER"));
            news.withdrawn(change);
        });
    }

    /** Whoever acts for someone else has no hand in the other's account. */
    private static void refuseOthers(HolderSession holder) {
        if (holder.by() != null) {
            throw Refusal.absent();
        }
    }

    private static String masked(Channel channel, String value) {
        return new ContactPoint(channel, value, Instant.EPOCH, null).masked();
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
