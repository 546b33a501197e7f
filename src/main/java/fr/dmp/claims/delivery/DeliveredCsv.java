package fr.dmp.claims.delivery;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvReader.CsvReaderBuilder;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PushbackReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;

/** Records of a delivered file of lines, UTF-8 with or without its mark, one after the other: its size doesn't matter. */
public final class DeliveredCsv {

    /** No line of ours comes near; a quote that is never closed would otherwise swallow the rest of the file. */
    private static final int LONGEST_FIELD = 64 * 1024;

    /** Takes a file's records. */
    public interface Taker {

        /** @param records those after the header */
        void take(CsvRecord header, Iterator<CsvRecord> records);
    }

    private DeliveredCsv() {}

    /**
     * Reads a file whose fields {@code ;} separates.
     *
     * @throws Unusable {@code empty}, {@code charset}, {@code format}
     * @throws UncheckedIOException where it can't be read now
     */
    public static void read(Path file, Taker taker) {
        read(file, CsvReader.builder().fieldSeparator(';'), taker);
    }

    /** The same of a file of another format. */
    public static void read(Path file, CsvReaderBuilder format, Taker taker) {
        try (Reader text = text(file);
                CsvReader<CsvRecord> lines = format.maxBufferSize(LONGEST_FIELD)
                        .allowExtraFields(true)
                        .allowMissingFields(true)
                        .ofCsvRecord(text)) {
            Iterator<CsvRecord> records = lines.iterator();
            if (!records.hasNext()) {
                throw new Unusable("empty");
            }
            taker.take(records.next(), records);
        } catch (CsvParseException e) {
            throw unusable(e.getCause());
        } catch (UncheckedIOException e) {
            throw unusable(e.getCause());
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    /** Neither the parser's nor the decoder's message is repeated: they may quote the file. */
    private static RuntimeException unusable(Throwable cause) {
        if (cause instanceof CharacterCodingException) {
            return new Unusable("charset");
        }
        return cause instanceof IOException e ? new UncheckedIOException(e) : new Unusable("format");
    }

    private static Reader text(Path file) throws IOException {
        PushbackReader reader = new PushbackReader(
                new InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8.newDecoder()));
        int first = reader.read();
        if (first != -1 && first != '\uFEFF') {
            reader.unread(first);
        }
        return reader;
    }
}
