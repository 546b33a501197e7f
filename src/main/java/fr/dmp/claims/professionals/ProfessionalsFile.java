package fr.dmp.claims.professionals;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvReader.CsvReaderBuilder;
import de.siegmar.fastcsv.reader.CsvRecord;
import fr.dmp.claims.delivery.DeliveredCsv;
import fr.dmp.claims.delivery.Refused;
import fr.dmp.claims.delivery.Unusable;
import fr.dmp.claims.professionals.ProfessionalLine.Column;
import fr.dmp.identity.Professionals.Listed;
import fr.dmp.identity.Rpps;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A {@code professionals} delivery: the directory's extract, UTF-8, {@code |} between fields and after the last, columns
 * bound by their header. It is read in chunks, so that its size doesn't matter.
 */
public final class ProfessionalsFile {

    /** Lines that are taken in at once. */
    private static final int CHUNK = 5000;

    /** No field of an extract comes near. */
    private static final int LONGEST_FIELD = 64 * 1024;

    /** A quote is part of a name; a character that no name has stands in for it. */
    private static final char UNQUOTED = '\0';

    private final Path file;

    public ProfessionalsFile(Path file) {
        this.file = file;
    }

    /**
     * A part of the file.
     *
     * @param lines situations of practice, several of one professional
     * @param faults one a line that can't be taken
     * @param unchecked how many of the lines have a number that fails its check
     * @param contradictory how many of the lines name another number as their national identification
     */
    public record Chunk(List<Listed> lines, List<Refused> faults, int unchecked, int contradictory) {

        public int received() {
            return lines.size() + faults.size();
        }

        @Override
        public String toString() {
            return "Chunk[" + received() + "]";
        }
    }

    /**
     * Reads the file to its end.
     *
     * @throws Unusable {@code empty}, {@code charset}, {@code header}, {@code format}
     * @throws UncheckedIOException where it can't be read now
     */
    public void read(Consumer<Chunk> taker) {
        CsvReaderBuilder unquoted = CsvReader.builder()
                .fieldSeparator('|')
                .quoteCharacter(UNQUOTED)
                .allowExtraCharsAfterClosingQuote(false)
                .allowUnclosedQuote(false);
        DeliveredCsv.read(file, unquoted, (header, records) -> read(header.getFields(), records, taker));
    }

    private void read(List<String> header, Iterator<CsvRecord> records, Consumer<Chunk> taker) {
        Map<Column, Integer> columns = columns(header);
        while (records.hasNext()) {
            taker.accept(chunk(header.size(), columns, records));
        }
    }

    /** Where each column that is needed stands; columns that the directory may add are passed over. */
    private static Map<Column, Integer> columns(List<String> header) {
        List<String> names = header.stream().map(ProfessionalsFile::plain).toList();
        Map<Column, Integer> columns = new EnumMap<>(Column.class);
        for (Column column : Column.values()) {
            int first = names.indexOf(column.header());
            if (first == -1 || first != names.lastIndexOf(column.header())) {
                throw new Unusable("header");
            }
            columns.put(column, first);
        }
        return columns;
    }

    private static String plain(String name) {
        return name.strip().replace('\u2019', '\'');
    }

    private static Chunk chunk(int width, Map<Column, Integer> columns, Iterator<CsvRecord> records) {
        List<Listed> lines = new ArrayList<>();
        List<Refused> faults = new ArrayList<>();
        int unchecked = 0;
        int contradictory = 0;
        while (records.hasNext() && lines.size() + faults.size() < CHUNK) {
            CsvRecord next = records.next();
            if (next.getFieldCount() != width) {
                faults.add(new Refused(next.getStartingLineNumber(), "", "columns", content(next)));
                continue;
            }
            ProfessionalLine line = new ProfessionalLine(fields(columns, next));
            Optional<Listed> listed = line.read();
            listed.ifPresent(lines::add);
            line.fault().ifPresent(fault -> faults.add(refused(next, fault)));
            unchecked += listed.isPresent() && !Rpps.checks(listed.get().rpps()) ? 1 : 0;
            contradictory += listed.isPresent() && line.contradictsItself() ? 1 : 0;
        }
        return new Chunk(lines, faults, unchecked, contradictory);
    }

    private static Map<Column, String> fields(Map<Column, Integer> columns, CsvRecord line) {
        Map<Column, String> fields = new EnumMap<>(Column.class);
        columns.forEach((column, place) -> fields.put(column, line.getField(place)));
        return fields;
    }

    /** There is nothing to put right in a line of another register, and nothing of it is kept. */
    private static Refused refused(CsvRecord line, ProfessionalLine.Fault fault) {
        String content = fault.column() == Column.TYPE ? null : content(line);
        return new Refused(line.getStartingLineNumber(), fault.column().header(), fault.reason(), content);
    }

    private static String content(CsvRecord line) {
        return String.join("|", line.getFields());
    }
}
