package fr.dmp.signin;

import fr.dmp.gate.Turns;
import java.text.Normalizer;
import java.util.concurrent.CompletableFuture;
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

    private final Argon2PasswordEncoder argon2 = new Argon2PasswordEncoder(16, 32, 1, 19 * 1024, 2);
    private final Turns turns = new Turns(AT_ONCE, QUEUE);
    private final CompletableFuture<String> nobodys =
            CompletableFuture.supplyAsync(() -> argon2.encode(InitialPassword.random()));

    String of(String password) {
        return turns.inTurn(() -> argon2.encode(normal(password)));
    }

    /**
     * The same within a transaction, which holds a connection and rows that others need: it doesn't wait.
     *
     * @throws fr.dmp.refusal.Refusal {@code busy} where no turn is free
     */
    String atOnce(String password) {
        return turns.atOnce(() -> argon2.encode(normal(password)));
    }

    boolean match(String password, String hash) {
        return turns.inTurn(() -> argon2.matches(normal(password), hash));
    }

    /** A hash of the same cost that no password has: what the password of an unknown identifier is compared with. */
    String nobodys() {
        return nobodys.join();
    }

    /** The same letters typed on another keyboard are the same password. */
    static String normal(String password) {
        return Normalizer.normalize(password, Normalizer.Form.NFC);
    }
}
