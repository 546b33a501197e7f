package fr.dmp.document;

import fr.dmp.access.Access;
import fr.dmp.access.Thing;
import fr.dmp.audit.AccessMode;
import fr.dmp.audit.Actor;
import fr.dmp.document.store.StoredDocuments;
import fr.dmp.document.store.StoredDocuments.Place;
import fr.dmp.document.store.StoredDocuments.Sealed;
import fr.dmp.gate.Cursors;
import fr.dmp.refusal.Refusal;
import fr.dmp.refusal.Refusal.Fault;
import fr.dmp.vault.Content;
import fr.dmp.vault.ContentVault;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Decision, trace and reading in one transaction; the page in one statement. */
@Component
class DecidedDocuments implements Documents {

    private static final String LIST = "documents-cursor";
    private static final int MOST = 200;
    private static final int LONGEST_WORDS = 200;

    private final Access access;
    private final StoredDocuments documents;
    private final ContentVault vault;
    private final Cursors cursors;
    private final Clock clock;

    DecidedDocuments(Access access, StoredDocuments documents, ContentVault vault, Cursors cursors, Clock clock) {
        this.access = access;
        this.documents = documents;
        this.vault = vault;
        this.cursors = cursors;
        this.clock = clock;
    }

    @Override
    @Transactional
    public Page list(Actor reader, AccessMode mode, UUID record, Filter filter) {
        check(filter);
        Place before = place(record, filter);
        access.require(reader, mode, record, Thing.DOCUMENTS, "LIST_DOCUMENTS");
        // One more than asked for tells whether there is a next page.
        List<Document> found =
                documents.page(reader, mode, record, filter, before, filter.limit() + 1, clock.instant());
        boolean more = found.size() > filter.limit();
        List<Document> items = more ? found.subList(0, filter.limit()) : found;
        return new Page(List.copyOf(items), more ? cursor(items.get(items.size() - 1), record, filter) : null);
    }

    @Override
    @Transactional
    public Document read(Actor reader, AccessMode mode, UUID record, UUID document) {
        access.requireDocument(reader, mode, record, document, "READ_DOCUMENT");
        return documents.find(reader, mode, record, document, clock.instant()).orElseThrow(Refusal::absent);
    }

    @Override
    @Transactional
    public Opened open(Actor reader, AccessMode mode, UUID record, UUID document, Part part) {
        access.requireDocument(reader, mode, record, document, "OPEN_DOCUMENT");
        return opened(
                record,
                document,
                documents.content(record, document, part.name()).orElseThrow(Refusal::absent),
                false);
    }

    @Override
    @Transactional
    public Opened preview(Actor reader, AccessMode mode, UUID record, UUID document) {
        access.requireDocument(reader, mode, record, document, "OPEN_DOCUMENT");
        Sealed shown = documents
                .content(record, document, Part.RENDERING.name())
                .or(() -> documents.content(record, document, Part.ORIGINAL.name()))
                .orElseThrow(Refusal::absent);
        return opened(record, document, shown, documents.has(record, document, Part.ENCAPSULATED.name()));
    }

    private Opened opened(UUID record, UUID document, Sealed sealed, boolean encloses) {
        Content as = new Content(record, document, sealed.version(), sealed.mediaType());
        return new Opened(sealed.mediaType(), vault.open(as, sealed.content()), encloses);
    }

    private @Nullable Place place(UUID record, Filter filter) {
        if (filter.cursor() == null) {
            return null;
        }
        ByteBuffer place = ByteBuffer.wrap(cursors.read(LIST, of(record, filter), filter.cursor()));
        return new Place(LocalDate.ofEpochDay(place.getLong()), new UUID(place.getLong(), place.getLong()));
    }

    private String cursor(Document last, UUID record, Filter filter) {
        byte[] place = ByteBuffer.allocate(3 * Long.BYTES)
                .putLong(last.actDate().toEpochDay())
                .putLong(last.id().getMostSignificantBits())
                .putLong(last.id().getLeastSignificantBits())
                .array();
        return cursors.write(LIST, of(record, filter), place);
    }

    private static String of(UUID record, Filter filter) {
        return record + "|" + filter.list();
    }

    private static void check(Filter filter) {
        List<Fault> faults = new ArrayList<>();
        if (filter.limit() < 1 || filter.limit() > MOST) {
            faults.add(new Fault("/limit", "fault.limit"));
        }
        if (filter.from() != null && filter.to() != null && filter.to().isBefore(filter.from())) {
            faults.add(new Fault("/to", "fault.period"));
        }
        if (filter.author() != null && !filter.author().matches("[0-9]{11}|HOLDER")) {
            faults.add(new Fault("/author", "fault.rpps-shape"));
        }
        if (filter.words() != null && filter.words().length() > LONGEST_WORDS) {
            faults.add(new Fault("/q", "fault.too-long"));
        }
        if (!faults.isEmpty()) {
            throw Refusal.invalid(faults);
        }
    }
}
