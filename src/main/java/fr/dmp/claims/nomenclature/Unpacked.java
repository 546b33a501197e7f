package fr.dmp.claims.nomenclature;

import fr.dmp.claims.delivery.Unusable;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.Reader;
import java.io.Writer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/**
 * A file's text, gzipped or not. It is UTF-8, or what is called ISO-8859-1 and is Windows-1252 in truth: the published
 * files write its apostrophes.
 */
final class Unpacked {

    /** (P) A hundred times the largest one that is published: a small file may unpack to any size. */
    static final long LARGEST = 256L * 1024 * 1024;

    private static final Charset WINDOWS = Charset.forName("windows-1252");
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private final Path file;
    private final Charset charset;

    private Unpacked(Path file, Charset charset) {
        this.file = file;
        this.charset = charset;
    }

    /**
     * Reads the file through once.
     *
     * @throws Unusable {@code charset}, {@code too-large}
     */
    static Unpacked of(Path file) throws IOException {
        for (Charset charset : new Charset[] {StandardCharsets.UTF_8, WINDOWS}) {
            Unpacked text = new Unpacked(file, charset);
            if (text.decodes()) {
                return text;
            }
            if (text.looksLikeUtf8()) {
                break;
            }
        }
        throw new Unusable("charset");
    }

    Reader text() throws IOException {
        BufferedReader reader = new BufferedReader(new InputStreamReader(bytes(), charset.newDecoder()));
        reader.mark(1);
        if (reader.read() != BYTE_ORDER_MARK) {
            reader.reset();
        }
        return reader;
    }

    private boolean decodes() throws IOException {
        try (Reader text = text()) {
            text.transferTo(Writer.nullWriter());
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    /** A damaged file of UTF-8 has its pairs for é and è still, which no French text has in Windows-1252: {@code Ã©}. */
    private boolean looksLikeUtf8() throws IOException {
        PairsOfUtf8 pairs = new PairsOfUtf8();
        try (InputStream bytes = bytes()) {
            bytes.transferTo(pairs);
        }
        return pairs.seen;
    }

    private InputStream bytes() throws IOException {
        InputStream packed = new BufferedInputStream(Files.newInputStream(file));
        try {
            packed.mark(2);
            boolean gzip = packed.read() == 0x1F && packed.read() == 0x8B;
            packed.reset();
            return new Limited(gzip ? new GZIPInputStream(packed) : packed, LARGEST);
        } catch (IOException e) {
            packed.close();
            throw e;
        }
    }

    private static final class PairsOfUtf8 extends OutputStream {
        private boolean seen;
        private int last;

        @Override
        public void write(int next) {
            seen |= last == 0xC3 && (next & 0xC0) == 0x80;
            last = next & 0xFF;
        }
    }
}
