package fr.dmp.document.content;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.tika.Tika;

/** Tells a content's form by its first bytes, and refuses what could be taken for another by someone else. */
final class Detection {

    private static final Tika TIKA = new Tika();
    private static final Map<String, Form> FORMS = Map.of(
            "application/pdf", Form.PDF,
            "image/jpeg", Form.JPEG,
            "image/png", Form.PNG,
            "application/xml", Form.CDA,
            "text/xml", Form.CDA);
    private static final Set<String> HEIC =
            Set.of("image/heic", "image/heif", "image/heic-sequence", "image/heif-sequence", "image/avif");
    private static final String PDF = "%PDF-";
    /** Readers look for a PDF's header so far into a file, browsers for HTML. */
    private static final int HEAD = 1024;

    private static final Pattern HTML =
            Pattern.compile("<(?:!doctype html|html|head|body|script|iframe|svg|img|a |div|meta|title|table|style)");
    /** A ZIP ends with a record of 22 bytes and a comment of up to 65,535. */
    private static final int ZIP_END = 22;

    private static final int ZIP_COMMENT = 65_535;

    private Detection() {}

    /** @throws NotAccepted {@code TYPE}, {@code HEIC}, {@code POLYGLOT} */
    static Form of(byte[] content) {
        String type = TIKA.detect(content);
        if (HEIC.contains(type)) {
            throw new NotAccepted(Reason.HEIC);
        }
        String head = text(content, 0, HEAD);
        Form form = FORMS.get(type);
        if (form != Form.PDF && head.contains(PDF) || form == Form.PDF && !head.startsWith(PDF)) {
            throw new NotAccepted(Reason.POLYGLOT);
        }
        if (form == null) {
            throw new NotAccepted(Reason.TYPE);
        }
        if (form != Form.CDA && (html(head) || endsAsZip(content))) {
            throw new NotAccepted(Reason.POLYGLOT);
        }
        return form;
    }

    private static boolean html(String head) {
        return HTML.matcher(head.toLowerCase(Locale.ROOT)).find();
    }

    /** Whether there is a record of a ZIP's end that its comment, or anything, may follow. */
    private static boolean endsAsZip(byte[] content) {
        int from = Math.max(0, content.length - ZIP_COMMENT - ZIP_END);
        String end = text(content, from, content.length);
        for (int at = end.indexOf("PK\5\6"); at >= 0; at = end.indexOf("PK\5\6", at + 1)) {
            boolean record = at + ZIP_END <= end.length() && end.startsWith("\0\0\0\0", at + 4);
            if (record) {
                return true;
            }
        }
        return false;
    }

    private static String text(byte[] content, int from, int length) {
        return new String(content, from, Math.min(length, content.length - from), StandardCharsets.ISO_8859_1);
    }
}
