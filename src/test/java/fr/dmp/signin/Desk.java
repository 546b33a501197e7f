package fr.dmp.signin;

import com.github.f4b6a3.uuid.UuidCreator;
import fr.dmp.audit.AuditTrail;
import fr.dmp.gate.Limits;
import fr.dmp.gate.Sweeps;
import fr.dmp.identity.Channel;
import fr.dmp.identity.ContactChanges;
import fr.dmp.identity.InsuredDirectory;
import fr.dmp.notice.Insured;
import fr.dmp.notice.Notices;
import fr.dmp.vault.HouseKeys;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Sign-in on the real database with a clock of its own, the codes in sight, and no limit of requests unless asked for. */
final class Desk {

    static final String HOME = "192.0.2.10";
    static final String PASSWORD = "une phrase que je retiens";

    /** Begins with the program's time: to it, nothing of a running test is old. */
    final MovableClock clock;

    final SentCodes codes;
    final HolderSessions sessions;
    final TwoStepSignIn signIn;
    final HeldPasswords passwords;
    final IssuedCredentials credentials;
    final ProvedContacts contacts;
    final ContactNews news;
    final HeldPasskeys passkeys;
    final PasskeySite site;
    final JdbcClient jdbc;
    final TransactionTemplate transaction;
    private final KeptCredentials keptCredentials;
    private final KeptSessions keptSessions;
    private final KeptChallenges keptChallenges;
    private final PasswordHashes hashes;
    private final HouseKeys keys;
    private final InsuredDirectory people;

    /** The second step is what is tried here: the slow hash of the first would only take time. */
    private static final class PlainText extends PasswordHashes {
        @Override
        String atOnce(String password) {
            return of(password);
        }

        @Override
        String of(String password) {
            return normal(password);
        }

        @Override
        boolean match(String password, String hash) {
            return normal(password).equals(hash);
        }
    }

    private static final PasswordHashes PLAIN = new PlainText();
    private static final Attempts UNLIMITED =
            new Attempts((what, whom, allowed, per) -> {}, new Attempts.Allowed(1, 1));

    static Desk withoutHashing(ApplicationContext program) {
        return new Desk(program, PLAIN, UNLIMITED);
    }

    static Desk withLimits(ApplicationContext program, Attempts.Allowed allowed) {
        return new Desk(program, PLAIN, new Attempts(program.getBean(Limits.class), allowed));
    }

    static Desk of(ApplicationContext program) {
        return new Desk(program, program.getBean(PasswordHashes.class), UNLIMITED);
    }

    private Desk(ApplicationContext program, PasswordHashes hashes, Attempts attempts) {
        this.hashes = hashes;
        clock = new MovableClock(program.getBean(Clock.class).instant().truncatedTo(ChronoUnit.MICROS));
        jdbc = program.getBean(JdbcClient.class);
        codes = new SentCodes(program.getBean(Notices.class), jdbc);
        people = program.getBean(InsuredDirectory.class);
        keptCredentials = program.getBean(KeptCredentials.class);
        PlatformTransactionManager transactions = program.getBean(PlatformTransactionManager.class);
        transaction = new TransactionTemplate(transactions);
        keys = program.getBean(HouseKeys.class);
        AuditTrail audit = program.getBean(AuditTrail.class);
        keptSessions = program.getBean(KeptSessions.class);
        sessions = new HolderSessions(keptSessions, audit, clock);
        credentials = new IssuedCredentials(keptCredentials, keptSessions, hashes, keys, clock);
        Destinations destinations = new Destinations(people, codes, new Decoys(List.of("exemple.fr")), keys);
        keptChallenges = program.getBean(KeptChallenges.class);
        KeptPasskeys keptPasskeys = program.getBean(KeptPasskeys.class);
        site = program.getBean(PasskeySite.class);
        PasskeyChecks checks = new PasskeyChecks(keptPasskeys, site, keys);
        signIn = new TwoStepSignIn(
                keptCredentials,
                keptChallenges,
                sessions,
                destinations,
                hashes,
                attempts,
                new Codes(keys),
                keptPasskeys,
                checks,
                site,
                keys,
                codes,
                audit,
                clock,
                transactions);
        passwords = new HeldPasswords(
                keptCredentials, keptSessions, sessions, hashes, attempts, keys, codes, audit, clock, transaction);
        ContactChanges changes = program.getBean(ContactChanges.class);
        ContactRules rules = new ContactRules(Duration.ofHours(72), Duration.ofMinutes(10));
        news = new ContactNews(changes, codes, audit, program.getBean(Sweeps.class), clock);
        FreshSignIn fresh = new FreshSignIn(keptSessions, rules, clock);
        passkeys = new HeldPasskeys(keptPasskeys, checks, site, fresh, attempts, codes, audit, clock, transaction);
        contacts = new ProvedContacts(
                program.getBean(KeptContactProofs.class),
                changes,
                people,
                fresh,
                news,
                rules,
                attempts,
                new Codes(keys),
                codes,
                audit,
                clock,
                transaction);
    }

    /** @param password the holder's own, or the initial one */
    record Holder(UUID record, UUID person, String identifier, String password) {}

    /** Someone who holds a slip. */
    Holder newcomer() {
        return newcomer(Insured.with(people, "+33612345678", "camille@exemple.fr"));
    }

    Holder newcomer(UUID person) {
        UUID record = UuidCreator.getTimeOrderedEpoch();
        Credentials.Issued issued = transaction.execute(status -> credentials.issue(record, person));
        return new Holder(record, person, issued.identifier(), issued.initialPassword());
    }

    UUID withoutContact() {
        return Insured.without(people);
    }

    /** Someone who chose a password. */
    Holder holder() {
        Holder slip = newcomer();
        String hash = hashes.of(PASSWORD);
        transaction.executeWithoutResult(status -> keptCredentials.change(slip.record(), 1, hash, clock.instant()));
        return new Holder(slip.record(), slip.person(), slip.identifier(), PASSWORD);
    }

    /** An identifier that nobody has, and that no other test has tried. */
    static String nobody() {
        return Identifier.random().value();
    }

    /** A network that nobody has asked from. */
    static String elsewhere() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        return String.format("2001:db8:%x:%x::1", random.nextInt(0x10000), random.nextInt(0x10000));
    }

    SignIn.Challenge begin(Holder holder) {
        return begin(holder.identifier(), holder.password(), null, HOME);
    }

    SignIn.Challenge begin(String identifier, String password, @Nullable Channel channel, String client) {
        return signIn.begin(new SignIn.Attempt(identifier, password, channel, client));
    }

    SignIn.SignedIn confirm(UUID challenge, String code) {
        return signIn.confirm(challenge, code, HOME);
    }

    SignIn.Challenge resend(UUID challenge, @Nullable Channel channel) {
        return signIn.resend(challenge, channel, HOME);
    }

    SignIn.SignedIn signIn(Holder holder) {
        SignIn.Challenge challenge = begin(holder);
        return confirm(challenge.id(), codes.last(holder.record()));
    }

    /** Does something while another sign-in of this holder is under way, as it were on another node. */
    void inTurnOf(Holder holder, Runnable meanwhile) {
        transaction.executeWithoutResult(status -> {
            keptChallenges.takeTurn(keys.digest(IssuedCredentials.IDENTIFIER, holder.identifier()));
            meanwhile.run();
        });
    }

    /** The open sessions of a record. */
    List<KeptSession> open(UUID record) {
        return keptSessions.open(record, clock.instant(), HolderSessions.IDLE);
    }

    /** The acts in a record's trace with their grounds, the oldest first. */
    List<String> trace(UUID record) {
        return jdbc.sql("select act || ' ' || ground from dmp.audit_entry where record = ? order by seq")
                .param(record)
                .query(String.class)
                .list();
    }

    /** A code that isn't this one. */
    static String other(String code) {
        return code.equals("000000") ? "000001" : "000000";
    }

    Instant now() {
        return clock.instant();
    }
}
