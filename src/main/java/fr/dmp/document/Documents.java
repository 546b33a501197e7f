package fr.dmp.document;

import com.fasterxml.jackson.annotation.JsonInclude;
import fr.dmp.audit.AccessMode;
import fr.dmp.audit.Actor;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The documents of a record, as those who may read them do. Decided and traced before anything is read. */
public interface Documents {

    /**
     * One page, the newest act first. Of what is hidden from its reader there is no trace: neither in the items nor in
     * their number.
     *
     * @throws fr.dmp.refusal.Refusal {@code access-denied}; {@code invalid-input} for a filter or a cursor that isn't ours
     */
    Page list(Actor reader, AccessMode mode, UUID record, Filter filter);

    /** @throws fr.dmp.refusal.Refusal {@code access-denied}; {@code not-found}, also for what is hidden from its reader */
    Document read(Actor reader, AccessMode mode, UUID record, UUID document);

    /**
     * What it holds.
     *
     * @throws fr.dmp.refusal.Refusal the same; {@code not-found} for a part that it hasn't got
     */
    Opened open(Actor reader, AccessMode mode, UUID record, UUID document, Part part);

    /** What is shown of it: of a CDA document its rendering, of any other what it holds. */
    Opened preview(Actor reader, AccessMode mode, UUID record, UUID document);

    /**
     * What is asked for.
     *
     * @param documentClass code of a class; absent for all, as with the following
     * @param type code of a type
     * @param from first day of the act, in Europe/Paris
     * @param to last day, included
     * @param author RPPS, or {@code HOLDER}
     * @param words all of which its title or its author's name must have, in any order and without regard to accents
     * @param cursor {@link Page#next()} of the page before
     * @param limit 1 to 200
     */
    record Filter(
            @Nullable String documentClass,
            @Nullable String type,
            @Nullable LocalDate from,
            @Nullable LocalDate to,
            @Nullable String author,
            @Nullable String words,
            Shown shown,
            @Nullable String cursor,
            int limit) {

        public static final Filter ALL = new Filter(null, null, null, null, null, null, Shown.ACTIVE, null, 50);

        /** What tells this list from others: what was looked for may be medical. */
        String list() {
            return String.join(
                    "|",
                    List.of(
                            String.valueOf(documentClass),
                            String.valueOf(type),
                            String.valueOf(from),
                            String.valueOf(to),
                            String.valueOf(author),
                            String.valueOf(words),
                            shown.name()));
        }

        @Override
        public String toString() {
            return "Filter";
        }
    }

    /** Which documents a list shows. */
    enum Shown {
        ACTIVE,
        ARCHIVED,
        OBSOLETE,
        /** Those among the active that are masked from professionals. */
        MASKED,
        /** Those among the active that are hidden from the holder. */
        HIDDEN
    }

    /** @param next null on the last page */
    @JsonInclude
    record Page(List<Document> items, @Nullable String next) {}

    /** @param encloses whether it is the rendering of a CDA document that has another one inside, {@link Part#ENCAPSULATED} */
    @SuppressWarnings("ArrayRecordComponent")
    record Opened(String mediaType, byte[] content, boolean encloses) {

        /** Whether a browser shows it by itself, and can do nothing else with it. */
        public boolean shows() {
            return mediaType.equals("application/pdf") || mediaType.startsWith("image/");
        }

        /** A name to keep it under: its title may be medical, and folders of downloads are anyone's. */
        public String fileName() {
            return switch (mediaType) {
                case "application/pdf" -> "document.pdf";
                case "image/jpeg" -> "document.jpg";
                case "image/png" -> "document.png";
                case "text/html" -> "document.html";
                default -> "document.xml";
            };
        }

        @Override
        public String toString() {
            return "Opened[" + mediaType + "]";
        }
    }
}
