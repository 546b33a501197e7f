package fr.dmp.vault;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.StreamingAead;
import com.google.crypto.tink.TinkProtoKeysetFormat;
import com.google.crypto.tink.streamingaead.PredefinedStreamingAeadParameters;
import java.io.DataInputStream;
import java.io.DataOutputStream;
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
        try {
            KeysetHandle key = KeysetHandle.generateNew(PredefinedStreamingAeadParameters.AES256_GCM_HKDF_1MB);
            byte[] wrapped = seal.encrypt(
                    TinkProtoKeysetFormat.serializeKeyset(key, InsecureSecretKeyAccess.get()),
                    context.getBytes(StandardCharsets.UTF_8));
            DataOutputStream head = new DataOutputStream(to);
            head.writeShort(wrapped.length);
            head.write(wrapped);
            head.flush();
            return streaming(key).newEncryptingStream(to, context.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("sealing failed", e);
        }
    }

    /** Opens what was sealed by {@link #sealing} in the same context; what was changed is found while reading. */
    public InputStream opening(String context, InputStream from) throws IOException {
        try {
            DataInputStream head = new DataInputStream(from);
            byte[] wrapped = new byte[head.readUnsignedShort()];
            head.readFully(wrapped);
            byte[] keyset = seal.decrypt(wrapped, context.getBytes(StandardCharsets.UTF_8));
            KeysetHandle key = TinkProtoKeysetFormat.parseKeyset(keyset, InsecureSecretKeyAccess.get());
            return streaming(key).newDecryptingStream(from, context.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("not sealed by this house in this context", e);
        }
    }

    private static StreamingAead streaming(KeysetHandle key) throws GeneralSecurityException {
        return key.getPrimitive(RegistryConfiguration.get(), StreamingAead.class);
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
