package fr.dmp.vault;

import com.google.crypto.tink.Aead;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Several contents of one record, for as long as a transaction lasts: its key is read for the first, and no more. */
public final class RecordContents {

    private final RecordKeys keys;
    private final UUID record;
    private @Nullable Aead key;

    RecordContents(RecordKeys keys, UUID record) {
        this.keys = keys;
        this.record = record;
    }

    /** @throws Unreadable as {@link ContentVault#open} */
    public byte[] open(Content as, byte[] sealed) {
        if (!as.record().equals(record)) {
            throw new IllegalArgumentException("another record's content");
        }
        key = key == null ? keys.of(record) : key;
        return open(key, as, sealed);
    }

    static byte[] open(Aead key, Content as, byte[] sealed) {
        try (InputStream opening = SealedStream.opening(key, as.associated(), new ByteArrayInputStream(sealed))) {
            return opening.readAllBytes();
        } catch (IOException e) {
            throw new Unreadable(Unreadable.Why.CONTENT_ALTERED);
        }
    }
}
