package fr.dmp.vault;

import java.security.GeneralSecurityException;

/** Signing keys of nobody, for tests of what is signed. */
public final class SigningKeys {

    private SigningKeys() {}

    public static SigningKey fresh() {
        try {
            return SigningKey.read(SigningKey.fresh());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
