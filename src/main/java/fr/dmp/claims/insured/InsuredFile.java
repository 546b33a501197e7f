package fr.dmp.claims.insured;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import fr.dmp.claims.delivery.Refused;
import fr.dmp.claims.delivery.Unusable;
import fr.dmp.claims.insured.InsuredLine.Column;
import fr.dmp.identity.InsuredDirectory.Delivered;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PushbackReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
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

    /** No line of ours comes near; a quote that is never closed would otherwise swallow the rest of the file. */
    private static final int LONGEST_FIELD = 64 * 1024;

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
        try (Reader text = text();
                CsvReader<CsvRecord> lines = CsvReader.builder()
                        .fieldSeparator(';')
                        .maxBufferSize(LONGEST_FIELD)
                        .allowExtraFields(true)
                        .allowMissingFields(true)
                        .ofCsvRecord(text)) {
            Iterator<CsvRecord> records = lines.iterator();
            if (!records.hasNext()) {
                throw new Unusable("empty");
            }
            read(columns(records.next()), records, taker);
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

    private Reader text() throws IOException {
        PushbackReader reader = new PushbackReader(
                new InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8.newDecoder()));
        int first = reader.read();
        if (first != -1 && first != '\uFEFF') {
            reader.unread(first);
        }
        return reader;
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
