package fr.dmp.sandbox;

import fr.dmp.identity.Channel;
import fr.dmp.identity.InsuredDirectory;
import fr.dmp.identity.InsuredDirectory.Delivered;
import fr.dmp.identity.InsuredPerson;
import fr.dmp.record.Application;
import fr.dmp.record.CreationStatus;
import fr.dmp.record.Creations;
import fr.dmp.record.Records;
import fr.dmp.sandbox.DemoHolders.SignInWith;
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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.annotation.Profile;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Opens the records of a few sample people at the first start, by the way that they would take themselves: online, with
 * the codes and the initial password read on their phones, the password changed at the first sign-in. Their care history
 * then comes in by the inbox. Runs beside the program, which is ready meanwhile.
 */
@Component
@Profile("sandbox")
@ConditionalOnProperty(name = "dmp.sandbox.holders", havingValue = "true", matchIfMissing = true)
class HolderOpening {

    private static final Logger LOG = LoggerFactory.getLogger(HolderOpening.class);
    private static final int HOLDERS = 4;
    private static final String PASSWORD = "Lilas-blanc-au-soir-12";
    private static final Pattern CODE = Pattern.compile("\\b(\\d{6})\\b");
    private static final Pattern INITIAL = Pattern.compile("\\b([A-Z0-9]{4}-[A-Z0-9]{4}-[A-Z0-9]{4})\\b");
    private static final int PATIENCE_MILLIS = 60_000;
    private static final int LOOK_EVERY_MILLIS = 200;

    private final SamplePeople people;
    private final InsuredDirectory directory;
    private final Records records;
    private final Creations creations;
    private final SignIn signIn;
    private final Passwords passwords;
    private final SandboxMessages messages;
    private final DemoHolders holders;
    private final Clock clock;
    private final Path inbox;

    HolderOpening(
            SamplePeople people,
            InsuredDirectory directory,
            Records records,
            Creations creations,
            SignIn signIn,
            Passwords passwords,
            SandboxMessages messages,
            DemoHolders holders,
            Clock clock,
            @Value("${dmp.data}") Path data) {
        this.people = people;
        this.directory = directory;
        this.records = records;
        this.creations = creations;
        this.signIn = signIn;
        this.passwords = passwords;
        this.messages = messages;
        this.holders = holders;
        this.clock = clock;
        this.inbox = data.resolve("inbox/claims");
    }

    @EventListener(ApplicationReadyEvent.class)
    void ready() {
        Thread opening = new Thread(this::openAll, "sandbox-holders");
        opening.setDaemon(true);
        opening.start();
    }

    private void openAll() {
        try {
            for (Delivered delivered : people.insured().subList(0, HOLDERS)) {
                InsuredPerson person = directory.find(delivered.person().nir()).orElseThrow();
                if (records.ofPerson(person.id()).isEmpty()) {
                    open(person, delivered.mobile().orElseThrow());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException | RuntimeException e) {
            LOG.warn("the sample records weren't all opened: {}", e.toString());
        }
    }

    private void open(InsuredPerson person, String mobile) throws InterruptedException, IOException {
        String client = "127.0.0." + mobile.substring(mobile.length() - 1);
        int seen = messages.to(mobile).size();
        Creations.Progress begun = creations.begin(application(person, mobile), client);
        Creations.Progress opened = creations.confirm(begun.id(), find(CODE, mobile, seen));
        String identifier = opened.identifier();
        if (opened.status() != CreationStatus.OPENED || identifier == null) {
            LOG.warn("a sample record wasn't opened: {}", opened);
            return;
        }
        String initial = find(INITIAL, mobile, seen);
        holders.keep(person.id(), new SignInWith(identifier, initial));
        int before = messages.to(mobile).size();
        SignIn.Challenge challenge = signIn.begin(new SignIn.Attempt(identifier, initial, Channel.SMS, client));
        SignIn.SignedIn signedIn = signIn.confirm(challenge.id(), find(CODE, mobile, before));
        passwords.change(signedIn.session(), initial, PASSWORD);
        holders.keep(person.id(), new SignInWith(identifier, PASSWORD));
        deliverHistory(person);
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

    private void deliverHistory(InsuredPerson person) throws IOException {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneId.of("Europe/Paris"));
        Files.createDirectories(inbox);
        Path written = inbox.resolve("." + person.id() + ".xml");
        Files.writeString(written, SampleHistory.of(person, today, 1));
        Files.move(written, inbox.resolve(person.id() + ".xml"), StandardCopyOption.ATOMIC_MOVE);
    }
}
