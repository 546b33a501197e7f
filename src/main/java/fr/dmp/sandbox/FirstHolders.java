package fr.dmp.sandbox;

import fr.dmp.identity.InsuredDirectory;
import fr.dmp.identity.InsuredDirectory.Delivered;
import fr.dmp.identity.InsuredPerson;
import fr.dmp.refusal.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** The few sample people who have a record from the first start on, so that anyone can sign in as one of them. */
@Component
@Profile("sandbox")
@ConditionalOnProperty(name = "dmp.sandbox.holders", havingValue = "true", matchIfMissing = true)
class FirstHolders {

    private static final Logger LOG = LoggerFactory.getLogger(FirstHolders.class);
    private static final int HOLDERS = 4;
    private static final int TRIES = 3;
    private static final int RECEIVED_WITHIN_MILLIS = 10_000;
    private static final int LOOK_EVERY_MILLIS = 100;

    private final SamplePeople people;
    private final InsuredDirectory directory;
    private final HolderOpening opening;
    private final DemoHolders holders;

    FirstHolders(SamplePeople people, InsuredDirectory directory, HolderOpening opening, DemoHolders holders) {
        this.people = people;
        this.directory = directory;
        this.opening = opening;
        this.holders = holders;
    }

    /** Returns once they can sign in; where another node is about it, at once. */
    void open() {
        holders.alone(this::openAll);
    }

    private void openAll() {
        ExecutorService each = Executors.newFixedThreadPool(HOLDERS, FirstHolders::thread);
        try {
            List<Future<Optional<Path>>> opened = people.insured().subList(0, HOLDERS).stream()
                    .map(person -> each.submit(() -> open(person)))
                    .toList();
            for (Future<Optional<Path>> one : opened) {
                waitUntilReceived(one.get());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            LOG.warn("the sample records weren't all opened: {}", e.getCause().toString());
        } finally {
            each.shutdownNow();
        }
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "sandbox-holder");
        thread.setDaemon(true);
        return thread;
    }

    /** A code that a killed start had still to send may come in between: then it is begun again. */
    private Optional<Path> open(Delivered delivered) throws InterruptedException, IOException {
        InsuredPerson person = directory.find(delivered.person().nir()).orElseThrow();
        for (int attempt = 1; ; attempt++) {
            try {
                return opening.open(person, delivered.mobile().orElseThrow());
            } catch (Refusal | IllegalStateException e) {
                if (attempt == TRIES) {
                    throw e;
                }
            }
        }
    }

    /** Their history is then taken before anyone has typed a code. */
    private static void waitUntilReceived(Optional<Path> history) throws InterruptedException {
        for (int waited = 0;
                waited < RECEIVED_WITHIN_MILLIS && history.filter(Files::exists).isPresent(); ) {
            Thread.sleep(LOOK_EVERY_MILLIS);
            waited += LOOK_EVERY_MILLIS;
        }
    }
}
