package fr.dmp.signin;

import com.github.f4b6a3.uuid.UuidCreator;
import fr.dmp.audit.Act;
import fr.dmp.audit.Actor;
import fr.dmp.audit.AuditTrail;
import fr.dmp.gate.ClientNetwork;
import fr.dmp.identity.Channel;
import fr.dmp.notice.NoticeKind;
import fr.dmp.notice.Notices;
import fr.dmp.refusal.Refusal;
import fr.dmp.signin.Destinations.Destination;
import fr.dmp.signin.KeptChallenge.Account;
import fr.dmp.signin.KeptChallenges.Check;
import fr.dmp.signin.KeptChallenges.Usage;
import fr.dmp.vault.HouseKeys;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The two steps. Whatever is wrong, the same statements run: what must not stay is written and undone, so that the time
 * doesn't tell who has a record, nor whose password was right.
 */
@Component
class TwoStepSignIn implements SignIn {

    private static final int LONGEST_IDENTIFIER = 64;
    private static final int LONGEST_PASSWORD = 1024;

    private final KeptCredentials credentials;
    private final KeptChallenges challenges;
    private final HolderSessions sessions;
    private final Destinations destinations;
    private final PasswordHashes hashes;
    private final Attempts attempts;
    private final Codes codes;
    private final HouseKeys keys;
    private final Notices notices;
    private final AuditTrail audit;
    private final Clock clock;
    private final TransactionTemplate transaction;

    TwoStepSignIn(
            KeptCredentials credentials,
            KeptChallenges challenges,
            HolderSessions sessions,
            Destinations destinations,
            PasswordHashes hashes,
            Attempts attempts,
            Codes codes,
            HouseKeys keys,
            Notices notices,
            AuditTrail audit,
            Clock clock,
            PlatformTransactionManager transactions) {
        this.credentials = credentials;
        this.challenges = challenges;
        this.sessions = sessions;
        this.destinations = destinations;
        this.hashes = hashes;
        this.attempts = attempts;
        this.codes = codes;
        this.keys = keys;
        this.notices = notices;
        this.audit = audit;
        this.clock = clock;
        this.transaction = new TransactionTemplate(transactions);
    }

    /** The hash is made outside of the transaction: whoever waits for a turn holds no connection. */
    @Override
    public Challenge begin(Attempt attempt) {
        refuseMalformed(attempt);
        attempts.toBegin(attempt.client());
        String identifier = Identifier.typed(attempt.identifier()).value();
        byte[] digest = keys.digest(IssuedCredentials.IDENTIFIER, identifier);
        byte[] client = keys.digest(
                "sign-in-client", HexFormat.of().formatHex(digest) + "/" + ClientNetwork.of(attempt.client()));
        Optional<KeptCredential> credential = credentials.find(digest, client);
        Account account =
                new Account(digest, credential.map(KeptCredential::clientKnown).orElse(false));
        attempts.onAccount(client);
        Optional<String> refused = refusal(credential, attempt.password());
        return transaction.execute(status -> challenge(status, attempt, account, client, credential, refused));
    }

    private static void refuseMalformed(Attempt attempt) {
        List<Refusal.Fault> faults = new ArrayList<>();
        if (attempt.identifier().isBlank() || attempt.identifier().length() > LONGEST_IDENTIFIER) {
            faults.add(new Refusal.Fault("/identifier", "fault.identifier"));
        }
        if (attempt.password().isEmpty() || attempt.password().length() > LONGEST_PASSWORD) {
            faults.add(new Refusal.Fault("/password", "fault.password"));
        }
        if (attempt.preferred() == Channel.LETTER) {
            faults.add(new Refusal.Fault("/channel", "fault.channel"));
        }
        if (!faults.isEmpty()) {
            throw Refusal.invalid(faults);
        }
    }

    /** Why no code can open this attempt; the hash is compared in any case. */
    private Optional<String> refusal(Optional<KeptCredential> credential, String typed) {
        String hash = credential.map(KeptCredential::passwordHash).orElse(hashes.nobodys());
        Optional<Instant> initialUntil = credential.flatMap(row -> Optional.ofNullable(row.initialUntil()));
        String password = initialUntil.isPresent() ? InitialPassword.typed(typed) : typed;
        if (!hashes.match(password, hash)) {
            return Optional.of("WRONG_PASSWORD");
        }
        if (credential.orElseThrow().initialUsed()) {
            return Optional.of("INITIAL_PASSWORD_USED");
        }
        return initialUntil.filter(until -> !clock.instant().isBefore(until)).map(until -> "INITIAL_PASSWORD_EXPIRED");
    }

    private Challenge challenge(
            TransactionStatus status,
            Attempt attempt,
            Account account,
            byte[] client,
            Optional<KeptCredential> credential,
            Optional<String> refused) {
        Instant now = now();
        UUID id = UuidCreator.getTimeOrderedEpoch();
        UUID person = credential.map(KeptCredential::person).orElse(id);
        challenges.takeTurn(account.identifierDigest());
        Usage usage = challenges.usage(account, now.minus(CodeRules.DAY));
        Destination to = destinations.choose(person, account.identifierDigest(), attempt.preferred());
        Optional<String> closed = refused.or(() -> to.real() ? Optional.empty() : Optional.of("NO_CONTACT"));
        String code = codes.random();
        KeptChallenge row = new KeptChallenge(
                id,
                account,
                credential.map(KeptCredential::record).orElse(null),
                closed.isEmpty() ? credential.orElseThrow().generation() : null,
                client,
                to.contact().channel(),
                now.plus(CodeRules.LIFE),
                0,
                now.plus(CodeRules.hold(usage.failures())),
                0,
                now.plus(CodeRules.RESEND_AFTER),
                now,
                false);
        boolean sent = closed.isEmpty() && withinBudget(usage, to);
        challenges.add(row, codes.kept(id, code, sent));
        send(status, row, to, code, sent);
        trace(status, row, closed.orElse("NONE"), closed.isPresent());
        return shown(row, to);
    }

    @Override
    public Challenge resend(UUID challenge, @Nullable Channel channel, String client) {
        if (channel == Channel.LETTER) {
            throw Refusal.invalid("/channel", "fault.channel");
        }
        KeptChallenge found = find(challenge);
        found.refuseResend(now());
        attempts.toGoOn(client);
        return transaction.execute(status -> again(status, found, channel));
    }

    private Challenge again(TransactionStatus status, KeptChallenge found, @Nullable Channel channel) {
        KeptChallenge before = inTurn(found);
        Instant now = now();
        before.refuseResend(now);
        Usage usage = challenges.usage(before.account(), now.minus(CodeRules.DAY));
        UUID person = credentials
                .find(before.recordOrNobodys())
                .map(KeptCredential::person)
                .orElse(before.id());
        Channel wished = channel == null ? before.channel() : channel;
        Destination to = destinations.choose(person, before.account().identifierDigest(), wished);
        KeptChallenge row = before.renewed(to.contact().channel(), now);
        String code = codes.random();
        boolean sent = before.generation() != null && to.real() && withinBudget(usage, to);
        if (!challenges.renew(row, codes.kept(before.id(), code, sent), CodeRules.RESENDS, now)) {
            throw Refusal.conflict("resends-used-up");
        }
        send(status, row, to, code, sent);
        return shown(row, to);
    }

    @Override
    public boolean waits(UUID challenge) {
        return challenges.find(challenge).filter(found -> !found.over(now())).isPresent();
    }

    /** A failure is counted and traced in a transaction that stands; the refusal is told after it. */
    @Override
    public SignedIn confirm(UUID challenge, String typed, String client) {
        String code = typed.replaceAll("\\s", "");
        if (!code.matches("[0-9]{6}")) {
            throw Refusal.invalid("/code", "fault.code");
        }
        KeptChallenge found = find(challenge);
        found.refuseCheck(CodeRules.CHECKS, now());
        attempts.toGoOn(client);
        Entry entry = Optional.ofNullable(transaction.execute(status -> checked(status, found, code)))
                .orElseThrow();
        if (entry.held()) {
            throw Refusal.denied("recovery-cooling-off", "RECOVERY");
        }
        return Optional.ofNullable(entry.signedIn())
                .orElseThrow(() -> Refusal.of(Refusal.Kind.UNAUTHENTICATED, "sign-in-failed"));
    }

    /**
     * What came of a code.
     *
     * @param held right, but a recovery keeps new sessions out for now
     */
    private record Entry(@Nullable SignedIn signedIn, boolean held) {

        static final Entry REFUSED = new Entry(null, false);

        @Override
        public String toString() {
            return "Entry";
        }
    }

    private Entry checked(TransactionStatus status, KeptChallenge found, String code) {
        KeptChallenge challenge = inTurn(found);
        Instant now = now();
        Usage usage = challenges.usage(challenge.account(), now.minus(CodeRules.DAY));
        int allowed = CodeRules.checksAllowed(usage.failures());
        challenge.refuseCheck(allowed, now);
        Instant next = now.plus(CodeRules.delayAfter(challenge.checks() + 1));
        Check check = challenges.check(challenge.id(), codes.digest(challenge.id(), code), allowed, next, now);
        if (check == Check.OVER) {
            throw Refusal.gone("challenge-over");
        }
        Entry entry = check == Check.RIGHT ? entry(challenge, now) : Entry.REFUSED;
        if (entry.signedIn() == null) {
            trace(status, challenge, entry.held() ? "RECOVERY" : "WRONG_CODE", challenge.generation() != null);
        }
        return entry;
    }

    /** The password may have been changed, or an initial one used, since the challenge was made. */
    private Entry entry(KeptChallenge challenge, Instant now) {
        UUID record = Optional.ofNullable(challenge.record()).orElseThrow();
        Optional<KeptCredential> present = credentials
                .lock(record)
                .filter(credential -> Integer.valueOf(credential.generation()).equals(challenge.generation()));
        if (present.filter(credential -> credential.held(now)).isPresent()) {
            return new Entry(null, true);
        }
        return present.filter(credential -> credential.initialUntil() == null || credentials.useInitial(record, now))
                .map(credential -> new Entry(opened(challenge, credential, now), false))
                .orElse(Entry.REFUSED);
    }

    private SignedIn opened(KeptChallenge challenge, KeptCredential credential, Instant now) {
        SignedIn signedIn = sessions.begin(credential.record(), credential.person(), credential.scope());
        credentials.rememberClient(credential.record(), challenge.client(), now);
        HolderSession session = signedIn.session();
        audit.write(Act.of(
                session.record(), session.actor(), "SIGN_IN", session.id().toString(), "PASSWORD_AND_CODE"));
        return signedIn;
    }

    private KeptChallenge find(UUID challenge) {
        return challenges.find(challenge).orElseThrow(Refusal::absent);
    }

    /** Whoever waits for a turn holds a connection: what the first look refuses takes none. */
    private KeptChallenge inTurn(KeptChallenge found) {
        challenges.takeTurn(found.account().identifierDigest());
        return find(found.id());
    }

    private static boolean withinBudget(Usage usage, Destination to) {
        return usage.sent(to.contact().channel()) < CodeRules.CODES_A_DAY;
    }

    private void send(TransactionStatus status, KeptChallenge challenge, Destination to, String code, boolean stays) {
        write(
                status,
                () -> notices.sendSecret(
                        challenge.recordOrNobodys(),
                        NoticeKind.SIGN_IN_CODE,
                        to.contact().channel(),
                        to.contact().value(),
                        code),
                stays);
    }

    private void trace(TransactionStatus status, KeptChallenge challenge, String ground, boolean wrong) {
        Act refused = Act.of(
                challenge.recordOrNobodys(),
                Actor.ANONYMOUS,
                "SIGN_IN_REFUSED",
                challenge.id().toString(),
                ground);
        write(status, () -> audit.write(refused), wrong && challenge.record() != null);
    }

    /** The same number of statements whether the work stays or is undone. */
    private static void write(TransactionStatus status, Runnable work, boolean stays) {
        Object before = status.createSavepoint();
        work.run();
        if (stays) {
            status.releaseSavepoint(before);
        } else {
            status.rollbackToSavepoint(before);
        }
    }

    private static Challenge shown(KeptChallenge row, Destination to) {
        return new Challenge(
                row.id(), to.contact().channel(), to.contact().masked(), row.codeExpiresAt(), row.resendAt());
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
