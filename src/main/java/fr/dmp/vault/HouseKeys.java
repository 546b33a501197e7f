package fr.dmp.vault;

import com.google.crypto.tink.Aead;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The house's keys, which live outside the database: one that seals short secrets, one that digests what must be found
 * again without being kept in clear. Every use names its purpose, which separates it from every other.
 */
public final class HouseKeys {

    private final Aead seal;
    private final byte[] digestKey;

    HouseKeys(Aead seal, byte[] digestKey) {
        this.seal = seal;
        this.digestKey = digestKey.clone();
    }

    /**
     * Seals a short secret.
     *
     * @param context what the secret belongs to, {@code notice/<id>}: it must be the same to open it
     */
    public byte[] seal(String context, String secret) {
        try {
            return seal.encrypt(secret.getBytes(StandardCharsets.UTF_8), context.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("sealing failed", e);
        }
    }

    /** Opens what was sealed in the same context; anything else is an {@link IllegalStateException}. */
    public String open(String context, byte[] sealed) {
        try {
            return new String(seal.decrypt(sealed, context.getBytes(StandardCharsets.UTF_8)), StandardCharsets.UTF_8);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("not sealed by this house in this context", e);
        }
    }

    /** HMAC-SHA-256 under the house's key, 32 bytes. */
    public byte[] digest(String purpose, String value) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(digestKey, "HmacSHA256"));
            mac.update(purpose.getBytes(StandardCharsets.UTF_8));
            mac.update((byte) 0);
            return mac.doFinal(value.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HmacSHA256 is part of every Java", e);
        }
    }

    /** Whether a value has this digest, compared in constant time. */
    public boolean matches(String purpose, String value, byte[] digest) {
        return MessageDigest.isEqual(digest(purpose, value), digest);
    }
}
