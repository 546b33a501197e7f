package fr.dmp.document.content;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.io.IOUtils;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.encryption.InvalidPasswordException;

/** Accepts a PDF that is whole, and shows pages and does nothing else. */
final class PdfInspection {

    private static final int MOST_PAGES = 1_000;
    private static final int MOST_OBJECTS = 100_000;
    private static final String END = "%%EOF";
    /** What another reader, one that repairs in another way, could find where ours doesn't look. */
    private static final Pattern PLAINLY = Pattern.compile(
            "/S\\s*/(?:JavaScript|Launch|SubmitForm|ImportData)\\b|/Type\\s*/EmbeddedFile\\b|/Subtype\\s*/FileAttachment\\b");

    private PdfInspection() {}

    /** @throws NotAccepted with the reason */
    static void inspect(byte[] content) throws IOException {
        String text = new String(content, StandardCharsets.ISO_8859_1);
        checkEnd(text);
        try (PDDocument document = Loader.loadPDF(content, "", null, null, IOUtils.createMemoryOnlyStreamCache())) {
            if (document.isEncrypted()) {
                throw new NotAccepted(Reason.ENCRYPTED);
            }
            if (document.getDocument().getXrefTable().size() > MOST_OBJECTS) {
                throw new NotAccepted(Reason.TOO_COMPLEX);
            }
            new PdfObjects(document.getDocument()).check();
            checkPages(document);
        } catch (InvalidPasswordException e) {
            throw new NotAccepted(Reason.ENCRYPTED);
        } catch (LinkageError e) {
            // Encryption by certificates needs a library that isn't here.
            throw new NotAccepted(Reason.ENCRYPTED);
        }
        if (PLAINLY.matcher(text).find()) {
            throw new NotAccepted(Reason.ACTION);
        }
    }

    private static void checkEnd(String text) {
        int end = text.lastIndexOf(END);
        if (end < 0) {
            throw new NotAccepted(Reason.BROKEN);
        }
        String after = text.substring(end + END.length()).replace('\0', ' ');
        if (!after.isBlank()) {
            throw new NotAccepted(after.contains(" obj") ? Reason.BROKEN : Reason.POLYGLOT);
        }
    }

    private static void checkPages(PDDocument document) {
        int pages = 0;
        for (PDPage page : document.getPages()) {
            pages += page == null ? 0 : 1;
            if (pages > MOST_PAGES) {
                throw new NotAccepted(Reason.TOO_COMPLEX);
            }
        }
        if (pages == 0) {
            throw new NotAccepted(Reason.BROKEN);
        }
    }
}
