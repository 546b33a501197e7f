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
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.GeneralSecurityException;

/** A stream's own key, wrapped, its length in two bytes before it, then the stream in segments of 1 MiB under that key. */
final class SealedStream {

    /** More than the wrapped key and the first segments' headers take. */
    static final int OVERHEAD = 512;

    private SealedStream() {}

    static OutputStream sealing(Aead wrapping, byte[] associated, OutputStream to) throws IOException {
        try {
            KeysetHandle key = KeysetHandle.generateNew(PredefinedStreamingAeadParameters.AES256_GCM_HKDF_1MB);
            byte[] wrapped = wrapping.encrypt(
                    TinkProtoKeysetFormat.serializeKeyset(key, InsecureSecretKeyAccess.get()), associated);
            DataOutputStream head = new DataOutputStream(to);
            head.writeShort(wrapped.length);
            head.write(wrapped);
            head.flush();
            return streaming(key).newEncryptingStream(to, associated);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("sealing failed", e);
        }
    }

    /** @throws Unreadable its key doesn't unwrap, with these associated data */
    static InputStream opening(Aead wrapping, byte[] associated, InputStream from) throws IOException {
        try {
            DataInputStream head = new DataInputStream(from);
            byte[] wrapped = new byte[head.readUnsignedShort()];
            head.readFully(wrapped);
            KeysetHandle key = TinkProtoKeysetFormat.parseKeyset(
                    wrapping.decrypt(wrapped, associated), InsecureSecretKeyAccess.get());
            return streaming(key).newDecryptingStream(from, associated);
        } catch (GeneralSecurityException | EOFException e) {
            throw new Unreadable(Unreadable.Why.CONTENT_ALTERED);
        }
    }

    private static StreamingAead streaming(KeysetHandle key) throws GeneralSecurityException {
        return key.getPrimitive(RegistryConfiguration.get(), StreamingAead.class);
    }
}
