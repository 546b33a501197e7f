package fr.dmp.claims.nomenclature;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import fr.dmp.claims.delivery.Refused;
import fr.dmp.claims.delivery.Unusable;
import fr.dmp.claims.nomenclature.Layout.Bound;
import fr.dmp.reference.Nomenclature;
import fr.dmp.reference.Nomenclatures.Told;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.zip.ZipException;

/**
 * A {@code nomenclatures} delivery, told apart by its header, or by its name where it has none. It is read in chunks, so
 * that its size doesn't matter.
 */
public final class NomenclatureFile {

    /** Lines that are taken in at once. */
    private static final int CHUNK = 5000;

    /** No line of ours comes near; a quote that is never closed would otherwise swallow the rest of the file. */
    private static final int LONGEST_FIELD = 64 * 1024;

    /** In a file without a header a quote is part of a name; a character that no name has stands in for it. */
    private static final char UNQUOTED = '\0';

    private final Unpacked text;
    private final char separator;
    private final char quote;
    private final Bound bound;

    private NomenclatureFile(Unpacked text, char separator, char quote, Bound bound) {
        this.text = text;
        this.separator = separator;
        this.quote = quote;
        this.bound = bound;
    }

    /**
     * A part of the file.
     *
     * @param faults one a line that can't be taken
     */
    public record Chunk(List<Told> lines, List<Refused> faults) {

        public int received() {
            return lines.size() + faults.size();
        }
    }

    /**
     * Finds out what a file is.
     *
     * @throws Unusable {@code empty}, {@code charset}, {@code too-large}, {@code gzip}; {@code header} where neither
     *     header nor name are those of a nomenclature; {@code no-labels} where they are of one that names nothing
     * @throws UncheckedIOException where it can't be read now
     */
    public static NomenclatureFile open(Path file) {
        try {
            Unpacked text = Unpacked.of(file);
            for (char separator : new char[] {';', '\t', ','}) {
                List<String> header =
                        first(text, separator, '"').stream().map(String::strip).toList();
                Optional<Layout> layout = Layout.ofHeader(header);
                if (layout.isPresent()) {
                    return new NomenclatureFile(
                            text, separator, '"', layout.get().bind(header));
                }
            }
            return named(text, file.getFileName().toString());
        } catch (UncheckedIOException e) {
            throw unusable(e.getCause());
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    public Nomenclature nomenclature() {
        return bound.layout().nomenclature();
    }

    /**
     * Reads the file to its end.
     *
     * @throws Unusable {@code format}
     * @throws UncheckedIOException where it can't be read now
     */
    public void read(Consumer<Chunk> taker) {
        try (CsvReader<CsvRecord> lines = lines(text, separator, quote)) {
            Iterator<CsvRecord> records = lines.iterator();
            if (quote != UNQUOTED) {
                records.next();
            }
            while (records.hasNext()) {
                taker.accept(chunk(records));
            }
        } catch (CsvParseException e) {
            throw unusable(e.getCause());
        } catch (UncheckedIOException e) {
            throw unusable(e.getCause());
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    private Chunk chunk(Iterator<CsvRecord> records) {
        Chunk chunk = new Chunk(new ArrayList<>(), new ArrayList<>());
        while (records.hasNext() && chunk.received() < CHUNK) {
            CsvRecord next = records.next();
            NomenclatureLine line = new NomenclatureLine(bound, next.getStartingLineNumber(), next.getFields());
            line.read().ifPresentOrElse(chunk.lines()::add, () -> line.fault().ifPresent(chunk.faults()::add));
        }
        return chunk;
    }

    private static NomenclatureFile named(Unpacked text, String name) throws IOException {
        int columns = first(text, '\t', UNQUOTED).size();
        return Layout.ofName(name, columns)
                .map(bound -> new NomenclatureFile(text, '\t', UNQUOTED, bound))
                .orElseThrow(() -> new Unusable("header"));
    }

    /** The fields of the first line; none where it isn't of that format. */
    private static List<String> first(Unpacked text, char separator, char quote) throws IOException {
        try (CsvReader<CsvRecord> lines = lines(text, separator, quote)) {
            Iterator<CsvRecord> records = lines.iterator();
            if (!records.hasNext()) {
                throw new Unusable("empty");
            }
            return records.next().getFields();
        } catch (CsvParseException e) {
            return List.of();
        }
    }

    private static CsvReader<CsvRecord> lines(Unpacked text, char separator, char quote) throws IOException {
        return CsvReader.builder()
                .fieldSeparator(separator)
                .quoteCharacter(quote)
                .allowExtraCharsAfterClosingQuote(false)
                .allowUnclosedQuote(false)
                .maxBufferSize(LONGEST_FIELD)
                .allowExtraFields(true)
                .allowMissingFields(true)
                .ofCsvRecord(text.text());
    }

    /** Neither the parser's nor the decoder's message is repeated: they may quote the file. */
    private static RuntimeException unusable(Throwable cause) {
        if (cause instanceof CharacterCodingException) {
            return new Unusable("charset");
        }
        if (cause instanceof ZipException || cause instanceof EOFException) {
            return new Unusable("gzip");
        }
        return cause instanceof IOException e ? new UncheckedIOException(e) : new Unusable("format");
    }
}
