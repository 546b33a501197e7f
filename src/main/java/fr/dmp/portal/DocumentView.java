package fr.dmp.portal;

import fr.dmp.audit.Actor;
import fr.dmp.document.Document;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A document as the pages show it.
 *
 * @param kind its type in words, or its code
 * @param classCode of its class, {@code portal.document.class.10}
 * @param author of a professional, their name; null for the holder
 * @param form {@code PDF}, {@code JPEG} …
 * @param size {@code 1,4 Mo}
 * @param picture whether a page can show it in its midst
 */
record DocumentView(
        UUID id,
        String title,
        String kind,
        String classCode,
        String when,
        String depositedOn,
        @Nullable String author,
        @Nullable String profession,
        String form,
        String size,
        int version,
        Document.Status status,
        boolean masked,
        boolean mine,
        boolean picture,
        String ground) {

    private static final int KILO = 1_000;

    static DocumentView of(Document document, Wording wording) {
        boolean mine = document.author().kind() == Actor.Kind.HOLDER;
        String type = document.typeLabel() == null ? document.type() : document.typeLabel();
        return new DocumentView(
                document.id(),
                document.title(),
                type,
                document.classCode(),
                wording.date(document.actDate()),
                wording.date(document.depositedAt()),
                document.author().name(),
                document.author().profession(),
                form(document.mediaType()),
                wording.size(Math.max(1, (document.bytes() + KILO / 2) / KILO)),
                document.version(),
                document.status(),
                document.masked(),
                mine,
                document.mediaType().startsWith("image/"),
                document.ground());
    }

    private static String form(String mediaType) {
        return switch (mediaType) {
            case "application/pdf" -> "PDF";
            case "image/jpeg" -> "JPEG";
            case "image/png" -> "PNG";
            default -> "CDA";
        };
    }

    @Override
    public String toString() {
        return "DocumentView[" + id + "]";
    }
}
