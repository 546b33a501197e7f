package fr.dmp.vault;

import com.google.crypto.tink.Aead;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
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

    /**
     * Seals a stream of any length under a key of its own, which goes before it sealed by the house's. Closing the result
     * closes {@code to}; only then is it whole.
     */
    public OutputStream sealing(String context, OutputStream to) throws IOException {
        return SealedStream.sealing(seal, context.getBytes(StandardCharsets.UTF_8), to);
    }

    /** Opens what was sealed by {@link #sealing} in the same context; what was changed is found while reading. */
    public InputStream opening(String context, InputStream from) throws IOException {
        return SealedStream.opening(seal, context.getBytes(StandardCharsets.UTF_8), from);
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
