package fr.dmp.engine;

import fr.dmp.gate.Turns;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.camunda.bpm.engine.impl.digest.PasswordEncryptor;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;

/**
 * Staff passwords are kept by Argon2id (19 MiB, t=2, p=1) instead of the engine's SHA-512. Two are compared at a time,
 * and the password given for a login that nobody has costs as much as any.
 */
final class StaffPasswords implements PasswordEncryptor {

    private final PasswordEncoder argon2 = new Argon2PasswordEncoder(16, 32, 1, 19 * 1024, 2);
    private final CompletableFuture<String> nobodys =
            CompletableFuture.supplyAsync(() -> encrypt(UUID.randomUUID().toString()));
    private final Turns turns = new Turns(2, 40);
    private final ThreadLocal<Boolean> compared = ThreadLocal.withInitial(() -> false);

    @Override
    public String encrypt(String password) {
        return argon2.encode(password);
    }

    @Override
    public boolean check(String password, String encrypted) {
        compared.set(true);
        return argon2.matches(password, encrypted);
    }

    @Override
    public String hashAlgorithmName() {
        return "argon2id";
    }

    /**
     * Runs a sign-in's check when its turn comes; one that compared nothing is made to take as long.
     *
     * @throws fr.dmp.refusal.Refusal {@code busy} where no turn comes in time
     */
    <T> T inTurn(Supplier<T> check) {
        return turns.inTurn(() -> {
            try {
                T result = check.get();
                if (!compared.get()) {
                    check("", nobodys.join());
                }
                return result;
            } finally {
                compared.remove();
            }
        });
    }
}
