package fr.dmp.document;

import fr.dmp.access.Access;
import fr.dmp.audit.AccessMode;
import fr.dmp.document.store.DocumentReaders;
import fr.dmp.document.store.StoredDocuments;
import fr.dmp.refusal.Refusal;
import fr.dmp.signin.HolderSession;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

@Component
class DecidedOwnDocuments implements OwnDocuments {

    private static final String MASKED = Visibility.MASQUE_PS.name();
    private static final String ARCHIVED = "ARCHIVED";

    private final Access access;
    private final StoredDocuments documents;
    private final DocumentReaders readers;
    private final Clock clock;

    DecidedOwnDocuments(Access access, StoredDocuments documents, DocumentReaders readers, Clock clock) {
        this.access = access;
        this.documents = documents;
        this.readers = readers;
        this.clock = clock;
    }

    @Override
    @Transactional
    public Document mask(HolderSession holder, UUID document) {
        documents.mark(holder.record(), series(holder, document, "MASK_DOCUMENT"), MASKED, now());
        return shown(holder, document);
    }

    @Override
    @Transactional
    public Document unmask(HolderSession holder, UUID document) {
        documents.unmark(holder.record(), series(holder, document, "UNMASK_DOCUMENT"), MASKED, now());
        return shown(holder, document);
    }

    @Override
    @Transactional
    public Document archive(HolderSession holder, UUID document) {
        documents.mark(holder.record(), series(holder, document, "ARCHIVE_DOCUMENT"), ARCHIVED, now());
        return shown(holder, document);
    }

    @Override
    @Transactional
    public Document unarchive(HolderSession holder, UUID document) {
        documents.unmark(holder.record(), series(holder, document, "UNARCHIVE_DOCUMENT"), ARCHIVED, now());
        return shown(holder, document);
    }

    @Override
    @Transactional
    public List<Reader> readers(HolderSession holder, UUID document) {
        series(holder, document, "READ_DOCUMENT_READERS");
        return readers.of(holder.record(), document, DocumentReaders.Masked.AS_IT_IS, now());
    }

    @Override
    @Transactional
    public List<Reader> readersIfMasked(HolderSession holder, UUID document) {
        series(holder, document, "READ_DOCUMENT_READERS");
        return readers.of(holder.record(), document, DocumentReaders.Masked.IF_IT_WERE, now());
    }

    private UUID series(HolderSession holder, UUID document, String act) {
        access.requireDocument(holder.actor(), AccessMode.NORMAL, holder.record(), document, act);
        return documents
                .standing(holder.record(), document)
                .orElseThrow(Refusal::absent)
                .series();
    }

    private Document shown(HolderSession holder, UUID document) {
        return documents
                .find(holder.actor(), AccessMode.NORMAL, holder.record(), document, now())
                .orElseThrow(Refusal::absent);
    }

    /** As the database keeps it, so that what was marked now is so already. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
