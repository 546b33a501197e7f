package fr.dmp.sandbox;

import fr.dmp.identity.Channel;
import fr.dmp.identity.InsuredPerson;
import fr.dmp.record.Application;
import fr.dmp.record.CreationStatus;
import fr.dmp.record.Creations;
import fr.dmp.record.Records;
import fr.dmp.refusal.Refusal;
import fr.dmp.sandbox.DemoHolders.SignInWith;
import fr.dmp.signin.Credentials;
import fr.dmp.signin.Passwords;
import fr.dmp.signin.SignIn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Opens one sample person's record by the way that they would take themselves: online, with the codes and the initial
 * password read on their phone, the password changed at the first sign-in. Their care history then comes in by the
 * inbox. What a kill cut short is taken up where it stood: the slip that nobody noted is made anew.
 */
@Component
@Profile("sandbox")
class HolderOpening {

    private static final String PASSWORD = "Lilas-blanc-au-soir-12";
    private static final Pattern CODE = Pattern.compile("\\b(\\d{6})\\b");
    private static final Pattern INITIAL = Pattern.compile("\\b([A-Z0-9]{4}-[A-Z0-9]{4}-[A-Z0-9]{4})\\b");
    private static final int PATIENCE_MILLIS = 30_000;
    private static final int LOOK_EVERY_MILLIS = 100;

    private final Records records;
    private final Creations creations;
    private final Credentials credentials;
    private final SignIn signIn;
    private final Passwords passwords;
    private final TransactionTemplate transaction;
    private final SandboxMessages messages;
    private final DemoHolders holders;
    private final Clock clock;
    private final Path inbox;

    HolderOpening(
            Records records,
            Creations creations,
            Credentials credentials,
            SignIn signIn,
            Passwords passwords,
            TransactionTemplate transaction,
            SandboxMessages messages,
            DemoHolders holders,
            Clock clock,
            @Value("${dmp.data}") Path data) {
        this.records = records;
        this.creations = creations;
        this.credentials = credentials;
        this.signIn = signIn;
        this.passwords = passwords;
        this.transaction = transaction;
        this.messages = messages;
        this.holders = holders;
        this.clock = clock;
        this.inbox = data.resolve("inbox/claims");
    }

    /**
     * Leaves the person with a record and a password that works, unless that was so before.
     *
     * @return the file that was dropped in the inbox, where one was
     */
    Optional<Path> open(InsuredPerson person, String mobile) throws InterruptedException, IOException {
        Optional<SignInWith> noted = holders.signIn(person.id());
        Optional<Records.Summary> record = records.ofPerson(person.id());
        if (record.isEmpty() && noted.isEmpty()) {
            return Optional.of(begin(person, mobile));
        }
        if (record.isEmpty()
                || noted.filter(found -> found.password().equals(PASSWORD)).isPresent()) {
            return Optional.empty();
        }
        return takeUp(person, mobile, record.get().record(), noted);
    }

    private Path begin(InsuredPerson person, String mobile) throws InterruptedException, IOException {
        int seen = messages.to(mobile).size();
        Creations.Progress begun = creations.begin(application(person, mobile), client(mobile));
        Creations.Progress opened = confirm(begun.id(), find(CODE, mobile, seen));
        String identifier = opened.identifier();
        if (opened.status() != CreationStatus.OPENED || identifier == null) {
            throw new IllegalStateException("a sample record wasn't opened: " + opened);
        }
        return settle(person, mobile, new SignInWith(identifier, find(INITIAL, mobile, seen)));
    }

    /** Passwords are hashed two at a time, and a creation doesn't wait for its turn: the same code serves once more. */
    private Creations.Progress confirm(UUID creation, String code) throws InterruptedException {
        for (int waited = 0; ; waited += LOOK_EVERY_MILLIS) {
            try {
                return creations.confirm(creation, code);
            } catch (Refusal refusal) {
                if (refusal.kind() != Refusal.Kind.UNAVAILABLE || waited >= PATIENCE_MILLIS) {
                    throw refusal;
                }
                Thread.sleep(LOOK_EVERY_MILLIS);
            }
        }
    }

    /** A password that was chosen before the kill is ours where its initial one was noted, and else somebody's own. */
    private Optional<Path> takeUp(InsuredPerson person, String mobile, UUID record, Optional<SignInWith> noted)
            throws InterruptedException, IOException {
        Optional<SignInWith> renewed = renew(record);
        if (renewed.isPresent()) {
            return Optional.of(settle(person, mobile, renewed.get()));
        }
        noted.ifPresent(found -> holders.keep(person.id(), new SignInWith(found.identifier(), PASSWORD)));
        return Optional.empty();
    }

    private Optional<SignInWith> renew(UUID record) {
        try {
            return Optional.ofNullable(transaction.execute(status -> credentials.renew(record)))
                    .map(issued -> new SignInWith(issued.identifier(), issued.initialPassword()));
        } catch (Refusal refusal) {
            return Optional.empty();
        }
    }

    private Path settle(InsuredPerson person, String mobile, SignInWith initial)
            throws InterruptedException, IOException {
        holders.keep(person.id(), initial);
        Path history = deliverHistory(person);
        int before = messages.to(mobile).size();
        SignIn.Challenge challenge =
                signIn.begin(new SignIn.Attempt(initial.identifier(), initial.password(), Channel.SMS, client(mobile)));
        SignIn.SignedIn signedIn = signIn.confirm(challenge.id(), find(CODE, mobile, before), client(mobile));
        passwords.change(signedIn.session(), initial.password(), PASSWORD);
        holders.keep(person.id(), new SignInWith(initial.identifier(), PASSWORD));
        return history;
    }

    /** An address of each one's own: limits are counted by it. */
    private static String client(String mobile) {
        return "127.0.0." + mobile.substring(mobile.length() - 1);
    }

    private static Application application(InsuredPerson person, String mobile) {
        return new Application(
                new Application.Vitale(
                        person.nir().value(),
                        person.vitaleSerial(),
                        person.familyName(),
                        person.givenNames(),
                        person.birthDate().toString()),
                new Application.Contact(mobile, null),
                true,
                new Application.Emergency(true, true));
    }

    /** Waits for a message on the phone, after the first so many, that holds what is looked for. */
    private String find(Pattern sought, String mobile, int skipped) throws InterruptedException {
        for (int waited = 0; waited < PATIENCE_MILLIS; waited += LOOK_EVERY_MILLIS) {
            List<SandboxMessages.Message> all = messages.to(mobile);
            for (SandboxMessages.Message message : all.subList(Math.min(skipped, all.size()), all.size())) {
                Matcher matcher = sought.matcher(message.text());
                if (matcher.find()) {
                    return matcher.group(1);
                }
            }
            Thread.sleep(LOOK_EVERY_MILLIS);
        }
        throw new IllegalStateException("an expected message didn't arrive");
    }

    private Path deliverHistory(InsuredPerson person) throws IOException {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneId.of("Europe/Paris"));
        Files.createDirectories(inbox);
        Path written = inbox.resolve("." + person.id() + ".xml");
        Files.writeString(written, SampleHistory.of(person, today, 1));
        return Files.move(written, inbox.resolve(person.id() + ".xml"), StandardCopyOption.ATOMIC_MOVE);
    }
}
