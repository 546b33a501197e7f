package fr.dmp.claims.insured;

import de.siegmar.fastcsv.reader.CsvRecord;
import fr.dmp.claims.delivery.DeliveredCsv;
import fr.dmp.claims.delivery.Refused;
import fr.dmp.claims.delivery.Unusable;
import fr.dmp.claims.insured.InsuredLine.Column;
import fr.dmp.identity.InsuredDirectory.Delivered;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * An {@code insured} delivery: UTF-8, {@code ;} between fields, columns bound by their header. It is read in chunks, so
 * that its size doesn't matter.
 */
public final class InsuredFile {

    /** Lines that are taken in at once. */
    private static final int CHUNK = 1000;

    private final Path file;
    private final LocalDate today;

    public InsuredFile(Path file, LocalDate today) {
        this.file = file;
        this.today = today;
    }

    /**
     * A part of the file.
     *
     * @param received lines read
     * @param faults of those that can't be taken, several a line
     */
    public record Chunk(int received, List<Delivered> people, List<Refused> faults) {
        @Override
        public String toString() {
            return "Chunk[" + received + "]";
        }
    }

    /**
     * Reads the file to its end.
     *
     * @throws Unusable {@code empty}, {@code charset}, {@code header}, {@code format}
     * @throws UncheckedIOException where it can't be read now
     */
    public void read(Consumer<Chunk> taker) {
        DeliveredCsv.read(file, (header, records) -> read(columns(header), records, taker));
    }

    private static List<Column> columns(CsvRecord header) {
        List<Column> columns = header.getFields().stream()
                .map(name -> Optional.of(name.strip())
                        .flatMap(InsuredFile::column)
                        .orElseThrow(() -> new Unusable("header")))
                .toList();
        if (columns.size() != Column.values().length
                || columns.stream().distinct().count() != columns.size()) {
            throw new Unusable("header");
        }
        return columns;
    }

    private static Optional<Column> column(String name) {
        for (Column column : Column.values()) {
            if (column.header().equals(name)) {
                return Optional.of(column);
            }
        }
        return Optional.empty();
    }

    private void read(List<Column> columns, Iterator<CsvRecord> records, Consumer<Chunk> taker) {
        List<Delivered> people = new ArrayList<>();
        List<Refused> faults = new ArrayList<>();
        int received = 0;
        while (records.hasNext()) {
            CsvRecord line = records.next();
            received++;
            read(columns, line, people, faults);
            if (received == CHUNK) {
                taker.accept(new Chunk(received, people, faults));
                people = new ArrayList<>();
                faults = new ArrayList<>();
                received = 0;
            }
        }
        if (received > 0) {
            taker.accept(new Chunk(received, people, faults));
        }
    }

    private void read(List<Column> columns, CsvRecord line, List<Delivered> people, List<Refused> faults) {
        long number = line.getStartingLineNumber();
        if (line.getFieldCount() != columns.size()) {
            faults.add(new Refused(number, "", "columns", content(line)));
            return;
        }
        Map<Column, String> fields = new EnumMap<>(Column.class);
        for (int i = 0; i < columns.size(); i++) {
            fields.put(columns.get(i), line.getField(i));
        }
        InsuredLine insured = new InsuredLine(fields);
        insured.read(today).ifPresent(people::add);
        String content = content(line);
        for (Map.Entry<Column, String> fault : insured.faults().entrySet()) {
            faults.add(new Refused(number, fault.getKey().header(), fault.getValue(), content));
            // The line is kept once, with the first of its faults.
            content = null;
        }
    }

    private static String content(CsvRecord line) {
        return String.join(";", line.getFields());
    }
}
