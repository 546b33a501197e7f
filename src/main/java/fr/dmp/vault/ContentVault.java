package fr.dmp.vault;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Seals the contents of documents: each under a key of its own, which goes before it sealed by the record's, in segments
 * of 1 MiB (AES-256-GCM), all bound to the record, the document, its version and its media type.
 */
@Component
public class ContentVault {

    private final RecordKeys keys;

    ContentVault(RecordKeys keys) {
        this.keys = keys;
    }

    /** @return what to store, some 200 bytes longer, and 16 more for each MiB */
    @Transactional(propagation = Propagation.MANDATORY, readOnly = true)
    public byte[] seal(Content as, byte[] plain) {
        ByteArrayOutputStream sealed = new ByteArrayOutputStream(plain.length + SealedStream.OVERHEAD);
        try (OutputStream sealing = sealing(as, sealed)) {
            sealing.write(plain);
        } catch (IOException e) {
            throw new IllegalStateException("memory can be written to", e);
        }
        return sealed.toByteArray();
    }

    /** @throws Unreadable the record's key is gone, or it was sealed as another content, or changed since */
    @Transactional(propagation = Propagation.MANDATORY, readOnly = true)
    public byte[] open(Content as, byte[] sealed) {
        return RecordContents.open(keys.of(as.record()), as, sealed);
    }

    /** The same for several of one record. */
    public RecordContents contents(UUID record) {
        return new RecordContents(keys, record);
    }

    /** Seals what is written; closing the result closes {@code to}, and only then is it whole. */
    @Transactional(propagation = Propagation.MANDATORY, readOnly = true)
    public OutputStream sealing(Content as, OutputStream to) throws IOException {
        return SealedStream.sealing(keys.of(as.record()), as.associated(), to);
    }

    /**
     * Opens what was sealed; needs the transaction only until it answers. A segment is given out once it is known to be
     * unchanged; what was cut off at the end is found there, as an {@link IOException}.
     *
     * @throws Unreadable the record's key is gone, or the beginning was sealed as another content, or changed since
     */
    @Transactional(propagation = Propagation.MANDATORY, readOnly = true)
    public InputStream opening(Content as, InputStream from) throws IOException {
        return SealedStream.opening(keys.of(as.record()), as.associated(), from);
    }

    /** Makes all contents of a record unreadable, for good. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void destroy(UUID record) {
        keys.destroy(record);
    }
}
