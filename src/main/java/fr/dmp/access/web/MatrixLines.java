package fr.dmp.access.web;

import de.siegmar.fastcsv.writer.CsvWriter;
import fr.dmp.access.HabilitationMatrix.Cell;
import fr.dmp.access.HabilitationMatrix.Type;
import fr.dmp.access.HabilitationMatrix.Wish;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Cells as lines of a spreadsheet: profession, type and whether it reads; what comes after that explains, and isn't read. */
final class MatrixLines {

    /** Spreadsheets take a file for UTF-8 by it. */
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private static final String HEADING = "profession";

    private static final Map<String, Boolean> READS =
            Map.of("lit", true, "oui", true, "true", true, "non", false, "ne lit pas", false, "false", false);

    private MatrixLines() {}

    /**
     * @param number of the line, from 1
     * @param wish absent where the line isn't one
     */
    record Told(int number, @Nullable Wish wish) {}

    /** A heading and empty lines are left out. */
    static List<Told> read(String text) {
        List<String> lines = text.replace(BYTE_ORDER_MARK, "").lines().toList();
        List<Told> told = new ArrayList<>();
        for (int n = 0; n < lines.size(); n++) {
            List<String> columns = columns(lines.get(n));
            boolean heading = told.isEmpty() && columns.get(0).equalsIgnoreCase(HEADING);
            if (!heading && !lines.get(n).isBlank()) {
                told.add(new Told(n + 1, wish(columns)));
            }
        }
        return told;
    }

    private static List<String> columns(String line) {
        return List.of(line.split("[;\t]", -1)).stream().map(String::strip).toList();
    }

    private static @Nullable Wish wish(List<String> columns) {
        Boolean reads = columns.size() < 3 ? null : READS.get(columns.get(2).toLowerCase(Locale.ROOT));
        return reads == null ? null : new Wish(columns.get(0), columns.get(1), reads);
    }

    /** What {@link #read} takes. */
    static String written(List<Cell> cells, List<Type> types, MatrixWording words) {
        StringWriter text = new StringWriter();
        try (CsvWriter lines = CsvWriter.builder().fieldSeparator(';').build(text)) {
            text.write(BYTE_ORDER_MARK);
            lines.writeRecord(HEADING, "type", "lecture", "nom de la profession", "nom du type", "origine");
            for (Cell cell : cells) {
                lines.writeRecord(
                        cell.profession(),
                        cell.type(),
                        cell.allowed() ? "lit" : "non",
                        words.profession(cell.profession()),
                        words.type(cell.type(), types),
                        words.source(cell.source()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }
}
