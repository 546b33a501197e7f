package fr.dmp.signin;

import fr.dmp.refusal.Refusal;
import java.text.Normalizer;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.stereotype.Component;

/**
 * Argon2id with 19 MiB, two passes, one lane. A hash costs memory and time on purpose, so that no more than two are made
 * at once: a rush waits its turn, and is asked to come back where the queue is long.
 */
@Component
class PasswordHashes {

    private static final int AT_ONCE = 2;
    /** At some 50 ms a hash the last one in the queue waits about a second (P). */
    private static final int QUEUE = 40;

    private static final long LONGEST_WAIT_SECONDS = 3;
    private static final long COME_BACK_SECONDS = 5;

    private final Argon2PasswordEncoder argon2 = new Argon2PasswordEncoder(16, 32, 1, 19 * 1024, 2);
    private final Semaphore turns = new Semaphore(AT_ONCE, true);
    private final String nobodys = argon2.encode(InitialPassword.random());

    String of(String password) {
        return inTurn(() -> argon2.encode(normal(password)));
    }

    /**
     * The same within a transaction, which holds a connection and rows that others need: it doesn't wait.
     *
     * @throws Refusal {@code busy} where no turn is free
     */
    String atOnce(String password) {
        if (!turns.tryAcquire()) {
            throw busy();
        }
        return done(() -> argon2.encode(normal(password)));
    }

    boolean match(String password, String hash) {
        return inTurn(() -> argon2.matches(normal(password), hash));
    }

    /** A hash of the same cost that no password has: what the password of an unknown identifier is compared with. */
    String nobodys() {
        return nobodys;
    }

    /** The same letters typed on another keyboard are the same password. */
    static String normal(String password) {
        return Normalizer.normalize(password, Normalizer.Form.NFC);
    }

    private <T> T inTurn(Supplier<T> work) {
        if (turns.getQueueLength() >= QUEUE || !turn()) {
            throw busy();
        }
        return done(work);
    }

    private static Refusal busy() {
        return Refusal.later(Refusal.Kind.UNAVAILABLE, "busy", COME_BACK_SECONDS);
    }

    private <T> T done(Supplier<T> work) {
        try {
            return work.get();
        } finally {
            turns.release();
        }
    }

    private boolean turn() {
        try {
            return turns.tryAcquire(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
