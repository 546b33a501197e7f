package fr.dmp.claims.treating;

import de.siegmar.fastcsv.reader.CsvRecord;
import fr.dmp.claims.delivery.DeliveredCsv;
import fr.dmp.claims.delivery.Refused;
import fr.dmp.claims.delivery.Unusable;
import fr.dmp.identity.Nir;
import fr.dmp.identity.Rpps;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A {@code treating-physicians} delivery: UTF-8, {@code ;} between fields, columns bound by their header. It is read in
 * chunks, so that its size doesn't matter.
 */
public final class TreatingPhysiciansFile {

    public static final String NIR = "nir";
    public static final String RPPS = "rpps";
    private static final String SINCE = "since";
    private static final List<String> COLUMNS = List.of(NIR, RPPS, SINCE);

    /** Lines that are taken in at once. */
    private static final int CHUNK = 5000;

    /** The law that made the treating physician, 2004-810. */
    private static final LocalDate EARLIEST = LocalDate.of(2004, 8, 13);

    private final Path file;
    private final LocalDate today;

    public TreatingPhysiciansFile(Path file, LocalDate today) {
        this.file = file;
        this.today = today;
    }

    /**
     * A part of the file.
     *
     * @param faults one a line that can't be taken
     */
    public record Chunk(List<TreatingLine> lines, List<Refused> faults) {

        public int received() {
            return lines.size() + faults.size();
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

    private static List<String> columns(CsvRecord header) {
        List<String> columns = header.getFields().stream().map(String::strip).toList();
        if (columns.size() != COLUMNS.size() || !columns.containsAll(COLUMNS)) {
            throw new Unusable("header");
        }
        return columns;
    }

    private void read(List<String> header, Iterator<CsvRecord> records, Consumer<Chunk> taker) {
        while (records.hasNext()) {
            taker.accept(chunk(header, records));
        }
    }

    private Chunk chunk(List<String> header, Iterator<CsvRecord> records) {
        Chunk chunk = new Chunk(new ArrayList<>(), new ArrayList<>());
        while (records.hasNext() && chunk.received() < CHUNK) {
            read(header, records.next(), chunk);
        }
        return chunk;
    }

    private void read(List<String> header, CsvRecord line, Chunk chunk) {
        String content = String.join(";", line.getFields());
        if (line.getFieldCount() != header.size()) {
            chunk.faults().add(new Refused(line.getStartingLineNumber(), "", "columns", content));
            return;
        }
        Optional<Nir> nir = Nir.of(value(header, line, NIR));
        String rpps = value(header, line, RPPS);
        Optional<LocalDate> since = date(value(header, line, SINCE));
        if (nir.isEmpty()) {
            refuse(line, NIR, "nir-key", content, chunk);
        } else if (!Rpps.shaped(rpps)) {
            refuse(line, RPPS, "rpps", content, chunk);
        } else if (since.isEmpty() || since.get().isBefore(EARLIEST)) {
            refuse(line, SINCE, "date", content, chunk);
        } else if (since.get().isAfter(today)) {
            refuse(line, SINCE, "future-date", content, chunk);
        } else {
            chunk.lines().add(new TreatingLine(line.getStartingLineNumber(), nir.get(), rpps, since.get(), content));
        }
    }

    private static void refuse(CsvRecord line, String column, String reason, String content, Chunk chunk) {
        chunk.faults().add(new Refused(line.getStartingLineNumber(), column, reason, content));
    }

    private static String value(List<String> header, CsvRecord line, String column) {
        return line.getField(header.indexOf(column)).strip();
    }

    private static Optional<LocalDate> date(String written) {
        try {
            return Optional.of(LocalDate.parse(written));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
