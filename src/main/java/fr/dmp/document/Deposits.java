package fr.dmp.document;

import fr.dmp.audit.AccessMode;
import fr.dmp.audit.Actor;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;

/** What is put into a record, and what its author may change of it afterwards. */
public interface Deposits {

    /** The types of document that such an author may deposit, by class and name. */
    List<Type> types(Actor.Kind author);

    /** @param label in a layman's words where they are known, else the official one */
    record Type(String code, String classCode, String label) {}

    /**
     * Adds a document, or a version of one: looked at by what it is, sealed, decided, traced and told in one transaction.
     *
     * @param mode in which a professional has come to the record
     * @param content at most 10 MB
     * @param once runs the effect once; the transaction is open then
     * @throws fr.dmp.refusal.Refusal {@code invalid-input}; {@code unsupported-media-type}; {@code access-denied};
     *     {@code not-found} for a version to replace that isn't one's own; {@code document-replaced} where it is no longer
     *     the latest; {@code busy}, {@code unavailable}
     */
    Document deposit(
            Actor author,
            AccessMode mode,
            UUID record,
            Metadata metadata,
            byte[] content,
            Function<Supplier<Document>, Document> once);

    default Document deposit(Actor author, AccessMode mode, UUID record, Metadata metadata, byte[] content) {
        return deposit(author, mode, record, metadata, content, Supplier::get);
    }

    /**
     * From whom its author hides it; the treating physician may show a result to its holder, which is to announce it. What
     * its holder could once see isn't hidden from them again.
     *
     * @throws fr.dmp.refusal.Refusal {@code not-found}; {@code not-the-author}; {@code invalid-input};
     *     {@code seen-by-holder}
     */
    Document hide(Actor author, UUID record, UUID document, Set<Visibility> from);

    /**
     * Takes it away from all readers, with all its versions. It is kept, as the law wants.
     *
     * @throws fr.dmp.refusal.Refusal {@code not-found}; {@code not-the-author}
     */
    void delete(Actor author, UUID record, UUID document);
}
