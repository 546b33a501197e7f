package fr.dmp.document;

import com.github.f4b6a3.uuid.UuidCreator;
import fr.dmp.access.Access;
import fr.dmp.access.Decision;
import fr.dmp.access.Decisions;
import fr.dmp.access.Thing;
import fr.dmp.audit.AccessMode;
import fr.dmp.audit.Actor;
import fr.dmp.document.Deposits.Type;
import fr.dmp.document.content.Judged.Accepted;
import fr.dmp.document.store.StoredDocuments;
import fr.dmp.document.store.StoredDocuments.Kept;
import fr.dmp.document.store.StoredDocuments.Standing;
import fr.dmp.refusal.Refusal;
import fr.dmp.refusal.Refusal.Fault;
import fr.dmp.refusal.Refusal.Kind;
import fr.dmp.vault.Content;
import fr.dmp.vault.ContentVault;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Each act in one transaction: decided and traced, kept, and what follows from it begun. */
@Component
class KeptDeposits {

    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
    private static final String DEPOSIT = "DEPOSIT_DOCUMENT";
    private static final String HTML = "text/html";

    private final Access access;
    private final Decisions decisions;
    private final StoredDocuments documents;
    private final ContentVault vault;
    private final Disclosures disclosures;
    private final Clock clock;

    KeptDeposits(
            Access access,
            Decisions decisions,
            StoredDocuments documents,
            ContentVault vault,
            Disclosures disclosures,
            Clock clock) {
        this.access = access;
        this.decisions = decisions;
        this.documents = documents;
        this.vault = vault;
        this.disclosures = disclosures;
        this.clock = clock;
    }

    @Transactional(readOnly = true)
    public List<Type> types() {
        return documents.types(LocalDate.ofInstant(now(), PARIS));
    }

    /** What can be refused before a content is looked at: what is told of it, and whoever may not deposit. */
    @Transactional
    public void check(Actor author, AccessMode mode, UUID record, Metadata metadata) {
        List<Fault> faults =
                MetadataRules.faults(metadata, author(author, record).kind(), LocalDate.ofInstant(now(), PARIS));
        if (faults.isEmpty() && !documents.isType(metadata.type())) {
            faults = List.of(new Fault("/metadata/type", "fault.document-type"));
        }
        if (!faults.isEmpty()) {
            throw Refusal.invalid(faults);
        }
        if (!decisions.decide(author, mode, record, Thing.DEPOSIT, now()).allowed()) {
            access.require(author, mode, record, Thing.DEPOSIT, DEPOSIT);
        }
    }

    @Transactional
    public Document keep(
            Actor author,
            AccessMode mode,
            UUID record,
            Metadata metadata,
            Accepted content,
            Function<Supplier<Document>, Document> once) {
        return once.apply(() -> kept(author, mode, record, metadata, content));
    }

    private Document kept(Actor author, AccessMode mode, UUID record, Metadata metadata, Accepted content) {
        UUID id = UuidCreator.getTimeOrderedEpoch();
        access.require(author, mode, record, Thing.DEPOSIT, id, DEPOSIT);
        Instant now = now();
        Standing former = former(author, record, metadata);
        UUID series = former == null ? id : former.series();
        int version = former == null ? 1 : former.version() + 1;
        documents.add(
                new Kept(record, id, series, version, content.form().mediaType(), content.content().length, now),
                metadata,
                author(author, record));
        seal(record, id, version, content);
        metadata.hiddenFrom().forEach(from -> documents.mark(record, series, from.name(), now));
        if (!metadata.hiddenFrom().contains(Visibility.INVISIBLE_PATIENT) && !hidden(former)) {
            disclosures.tellOfDeposit(record, author);
        } else if (former == null) {
            disclosures.begin(record, series, now);
        }
        return documents.find(author, mode, record, id, now).orElseThrow();
    }

    /** What whoever represents the holder adds is the holder's; the trace says who it was. */
    private static Actor author(Actor actor, UUID record) {
        return actor.kind() == Actor.Kind.REPRESENTATIVE
                ? new Actor(Actor.Kind.HOLDER, record.toString(), null)
                : actor;
    }

    private static boolean hidden(@Nullable Standing former) {
        return former != null && !former.once();
    }

    /** The version whose place it takes, which takes leave; null for a new document. */
    private @Nullable Standing former(Actor author, UUID record, Metadata metadata) {
        if (metadata.replaces() == null) {
            return null;
        }
        Standing former = documents
                .standing(record, metadata.replaces())
                .filter(standing -> isOf(author(author, record), standing))
                .orElseThrow(Refusal::absent);
        if (!former.latest()) {
            throw Refusal.conflict("document-replaced");
        }
        requireUnseen(former, metadata.hiddenFrom());
        documents.replace(record, metadata.replaces(), now());
        return former;
    }

    private void seal(UUID record, UUID document, int version, Accepted content) {
        seal(record, document, version, Part.ORIGINAL, content.form().mediaType(), content.content());
        content.html()
                .ifPresent(html ->
                        seal(record, document, version, Part.RENDERING, HTML, html.getBytes(StandardCharsets.UTF_8)));
        Optional<Accepted> inner = content.encapsulated();
        inner.ifPresent(within ->
                seal(record, document, version, Part.ENCAPSULATED, within.form().mediaType(), within.content()));
    }

    private void seal(UUID record, UUID document, int version, Part part, String mediaType, byte[] plain) {
        byte[] sealed = vault.seal(new Content(record, document, version, mediaType), plain);
        documents.keep(record, document, part.name(), mediaType, sealed);
    }

    @Transactional
    public Document hide(Actor author, UUID record, UUID document, Set<Visibility> from) {
        List<Fault> faults = MetadataRules.visibilityFaults(
                "/visibility", from, author(author, record).kind());
        if (!faults.isEmpty()) {
            throw Refusal.invalid(faults);
        }
        Decision decision = access.requireDocument(author, AccessMode.NORMAL, record, document, "CHANGE_VISIBILITY");
        Standing standing = documents.standing(record, document).orElseThrow(Refusal::absent);
        Document before = documents
                .find(author, AccessMode.NORMAL, record, document, now())
                .orElseThrow(Refusal::absent);
        if (!isOf(author(author, record), standing) && !announces(decision, before, from)) {
            throw Refusal.of(Kind.DENIED, "not-the-author");
        }
        requireUnseen(standing, from);
        if (before.masked() && !from.contains(Visibility.MASQUE_PS)) {
            throw Refusal.conflict("masked-by-holder");
        }
        for (Visibility each : Visibility.values()) {
            if (from.contains(each)) {
                documents.mark(record, standing.series(), each.name(), now());
            } else {
                documents.unmark(record, standing.series(), each.name(), now());
            }
        }
        if (!standing.once() && !from.contains(Visibility.INVISIBLE_PATIENT)) {
            disclosures.settle(standing.series());
            disclosures.tellOfDeposit(record, new Actor(standing.authorKind(), standing.author(), null));
        }
        return documents
                .find(author, AccessMode.NORMAL, record, document, now())
                .orElseThrow(Refusal::absent);
    }

    /** The treating physician announces what others deposited, and changes nothing else of it. */
    private static boolean announces(Decision decision, Document before, Set<Visibility> from) {
        List<Visibility> left = before.visibility().stream()
                .filter(each -> each != Visibility.INVISIBLE_PATIENT)
                .toList();
        return decision.rule().equals("TREATING_PHYSICIAN")
                && before.visibility().contains(Visibility.INVISIBLE_PATIENT)
                && from.equals(Set.copyOf(left));
    }

    @Transactional
    public void delete(Actor author, UUID record, UUID document) {
        Standing standing = own(author, record, document, "DELETE_DOCUMENT");
        documents.mark(record, standing.series(), "DELETED", now());
        if (!standing.once()) {
            disclosures.settle(standing.series());
        }
    }

    private Standing own(Actor author, UUID record, UUID document, String act) {
        access.requireDocument(author, AccessMode.NORMAL, record, document, act);
        Standing standing = documents.standing(record, document).orElseThrow(Refusal::absent);
        if (!isOf(author(author, record), standing)) {
            throw Refusal.of(Kind.DENIED, "not-the-author");
        }
        return standing;
    }

    private static boolean isOf(Actor author, Standing standing) {
        return standing.authorKind() == author.kind() && standing.author().equals(author.id());
    }

    private static void requireUnseen(Standing standing, Set<Visibility> from) {
        if (standing.once() && from.contains(Visibility.INVISIBLE_PATIENT)) {
            throw Refusal.conflict("seen-by-holder");
        }
    }

    /** As the database keeps it, so that what is marked now is so already. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
