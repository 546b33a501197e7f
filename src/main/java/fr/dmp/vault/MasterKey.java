package fr.dmp.vault;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Wraps the records' keys. It is never in the database nor in its backups. After a rotation there are several: the newest
 * wraps, the older ones still unwrap. It is read again where another node wraps by one that came after this node's start.
 */
final class MasterKey {

    private final Supplier<KeysetHandle> source;
    private volatile Known known;

    /** @param source reads the keyset from where it is kept */
    MasterKey(Supplier<KeysetHandle> source) {
        this.source = source;
        this.known = Known.of(source.get());
    }

    /** A record's key as it is kept, and the name of the master key that wraps it. */
    @SuppressWarnings("ArrayRecordComponent")
    record Wrapped(byte[] key, String master) {}

    private record Known(String newest, Set<String> names, Aead aead) {

        static Known of(KeysetHandle keys) {
            try {
                return new Known(
                        name(keys.getPrimary()),
                        IntStream.range(0, keys.size())
                                .mapToObj(keys::getAt)
                                .map(Known::name)
                                .collect(Collectors.toUnmodifiableSet()),
                        keys.getPrimitive(RegistryConfiguration.get(), Aead.class));
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("the master key is none", e);
            }
        }

        private static String name(KeysetHandle.Entry key) {
            return Integer.toHexString(key.getId());
        }
    }

    void readAgain() {
        known = Known.of(source.get());
    }

    String newest() {
        return known.newest();
    }

    /** The names of those that only unwrap. */
    List<String> older() {
        Known now = known;
        return now.names().stream()
                .filter(name -> !name.equals(now.newest()))
                .sorted()
                .toList();
    }

    Wrapped wrap(UUID record, byte[] key) {
        Known now = known;
        try {
            return new Wrapped(now.aead().encrypt(key, bytes(record)), now.newest());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a key can't be wrapped", e);
        }
    }

    /** @throws GeneralSecurityException it was changed, or is another record's, or the master key is gone */
    byte[] unwrap(UUID record, Wrapped wrapped) throws GeneralSecurityException {
        if (!known.names().contains(wrapped.master())) {
            readAgain();
        }
        if (!wrapped.master().equals(madeBy(wrapped.key()))) {
            throw new GeneralSecurityException("wrapped by another master key than is said");
        }
        return known.aead().decrypt(wrapped.key(), bytes(record));
    }

    /** Tink begins what a key made with a byte of its format and the key's id. */
    private static String madeBy(byte[] key) {
        return key.length < 5 ? "" : Integer.toHexString(ByteBuffer.wrap(key).getInt(1));
    }

    private static byte[] bytes(UUID record) {
        return ByteBuffer.allocate(16)
                .putLong(record.getMostSignificantBits())
                .putLong(record.getLeastSignificantBits())
                .array();
    }
}
