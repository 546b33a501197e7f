package fr.dmp.document.content;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.DeflaterOutputStream;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;

/** PDFs, good and bad. */
public final class Pdfs {

    private Pdfs() {}

    interface Change {
        void to(PDDocument document) throws IOException;
    }

    public static byte[] good() {
        return with(document -> {});
    }

    /** A page that can be told from all that a browser has around it. */
    public static byte[] red() {
        return with(document -> {
            PDPage page = document.getPage(0);
            try (PDPageContentStream drawn = new PDPageContentStream(document, page)) {
                drawn.setNonStrokingColor(1f, 0f, 0f);
                drawn.addRect(
                        0, 0, page.getMediaBox().getWidth(), page.getMediaBox().getHeight());
                drawn.fill();
            }
        });
    }

    static byte[] with(Change change) {
        try (PDDocument document = new PDDocument()) {
            document.addPage(new PDPage());
            change.to(document);
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            document.save(bytes);
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    static byte[] pages(int pages) {
        return with(document -> {
            for (int i = 1; i < pages; i++) {
                document.addPage(new PDPage());
            }
        });
    }

    static COSDictionary dictionary(Object... entries) {
        COSDictionary dictionary = new COSDictionary();
        for (int i = 0; i < entries.length; i += 2) {
            COSName key = COSName.getPDFName((String) entries[i]);
            Object value = entries[i + 1];
            if (value instanceof String text && text.startsWith("/")) {
                dictionary.setName(key, text.substring(1));
            } else if (value instanceof String text) {
                dictionary.setString(key, text);
            } else if (value instanceof Integer number) {
                dictionary.setInt(key, number);
            } else {
                dictionary.setItem(key, (org.apache.pdfbox.cos.COSBase) value);
            }
        }
        return dictionary;
    }

    /** What happens when it is opened. */
    static byte[] opening(COSDictionary action) {
        return with(document -> document.getDocumentCatalog().getCOSObject().setItem(COSName.OPEN_ACTION, action));
    }

    /** What happens when something on its page is clicked. */
    static byte[] clicked(COSDictionary action) {
        return annotated(dictionary("Type", "/Annot", "Subtype", "/Link", "A", action));
    }

    static byte[] annotated(COSDictionary annotation) {
        return with(document -> {
            COSArray annotations = new COSArray();
            annotations.add(annotation);
            document.getPage(0).getCOSObject().setItem(COSName.ANNOTS, annotations);
        });
    }

    static byte[] onPage(String key, COSDictionary value) {
        return with(document -> document.getPage(0).getCOSObject().setItem(COSName.getPDFName(key), value));
    }

    static byte[] encrypted(String reader) {
        return with(
                document -> document.protect(new StandardProtectionPolicy("owner", reader, new AccessPermission())));
    }

    static byte[] followedBy(byte[] more) {
        return joined(good(), more);
    }

    static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    static byte[] cut() {
        byte[] good = good();
        return Arrays.copyOf(good, good.length / 2);
    }

    /** Written by hand: each object as it is, from number 1, which is the catalog; then their table. */
    static byte[] raw(String... objects) {
        StringBuilder pdf = new StringBuilder("%PDF-1.7\n");
        StringBuilder table = new StringBuilder("xref\n0 " + (objects.length + 1) + "\n0000000000 65535 f \n");
        for (int i = 0; i < objects.length; i++) {
            table.append(String.format("%010d 00000 n \n", pdf.length()));
            pdf.append(i + 1).append(" 0 obj\n").append(objects[i]).append("\nendobj\n");
        }
        int start = pdf.length();
        pdf.append(table)
                .append("trailer\n<< /Root 1 0 R /Size ")
                .append(objects.length + 1)
                .append(" >>\nstartxref\n")
                .append(start)
                .append("\n%%EOF\n");
        return pdf.toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    static byte[] rawWith(String catalog, String... more) {
        String[] objects = new String[3 + more.length];
        objects[0] = "<< /Type /Catalog /Pages 2 0 R " + catalog + " >>";
        objects[1] = "<< /Type /Pages /Kids [3 0 R] /Count 1 >>";
        objects[2] = "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 99 99] >>";
        System.arraycopy(more, 0, objects, 3, more.length);
        return raw(objects);
    }

    /** Pages within pages within pages. */
    static byte[] deepPages(int depth) {
        String[] objects = new String[depth + 2];
        objects[0] = "<< /Type /Catalog /Pages 2 0 R >>";
        for (int i = 1; i <= depth; i++) {
            objects[i] = "<< /Type /Pages /Kids [" + (i + 2) + " 0 R] /Count 1 >>";
        }
        objects[depth + 1] = "<< /Type /Page >>";
        return raw(objects);
    }

    /** Its objects are in a stream that unpacks to far more than it is. */
    static byte[] bomb(int unpacked) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (DeflaterOutputStream out = new DeflaterOutputStream(packed)) {
            out.write("4 0 ".getBytes(StandardCharsets.US_ASCII));
            byte[] blanks = new byte[1 << 20];
            Arrays.fill(blanks, (byte) ' ');
            for (int i = 0; i < unpacked >> 20; i++) {
                out.write(blanks);
            }
            out.write("<< /Type /Page >>".getBytes(StandardCharsets.US_ASCII));
        }
        ByteArrayOutputStream pdf = new ByteArrayOutputStream();
        ByteBuffer table = ByteBuffer.allocate(6 * 6);
        table.put(new byte[] {0, 0, 0, 0, 0, 0});
        String[] plain = {"<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [4 0 R] /Count 1 >>"};
        write(pdf, "%PDF-1.7\n");
        for (int i = 0; i < 2; i++) {
            table.put((byte) 1).putInt(pdf.size()).put((byte) 0);
            write(pdf, (i + 1) + " 0 obj\n" + plain[i] + "\nendobj\n");
        }
        table.put((byte) 1).putInt(pdf.size()).put((byte) 0);
        write(pdf, "3 0 obj\n<< /Type /ObjStm /N 1 /First 4 /Filter /FlateDecode /Length " + packed.size());
        write(pdf, " >>\nstream\n");
        pdf.writeBytes(packed.toByteArray());
        write(pdf, "\nendstream\nendobj\n");
        table.put((byte) 2).putInt(3).put((byte) 0);
        int start = pdf.size();
        table.put((byte) 1).putInt(start).put((byte) 0);
        write(pdf, "5 0 obj\n<< /Type /XRef /Size 6 /W [1 4 1] /Root 1 0 R /Length 36 >>\nstream\n");
        pdf.writeBytes(table.array());
        write(pdf, "\nendstream\nendobj\nstartxref\n" + start + "\n%%EOF\n");
        return pdf.toByteArray();
    }

    private static void write(ByteArrayOutputStream pdf, String text) {
        pdf.writeBytes(text.getBytes(StandardCharsets.ISO_8859_1));
    }
}
