package fr.dmp.engine;

import org.camunda.bpm.engine.impl.digest.PasswordEncryptor;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;

/** Staff passwords are kept by Argon2id (19 MiB, t=2, p=1) instead of the engine's SHA-512. */
final class StaffPasswords implements PasswordEncryptor {

    private final PasswordEncoder argon2 = new Argon2PasswordEncoder(16, 32, 1, 19 * 1024, 2);

    @Override
    public String encrypt(String password) {
        return argon2.encode(password);
    }

    @Override
    public boolean check(String password, String encrypted) {
        return argon2.matches(password, encrypted);
    }

    @Override
    public String hashAlgorithmName() {
        return "argon2id";
    }
}
