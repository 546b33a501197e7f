package fr.dmp.claims.dcir;

import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import fr.dmp.claims.delivery.Unusable;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PushbackReader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One table as a file: UTF-8, comma or semicolon, columns bound by its header in whatever order, unknown ones ignored. */
final class TableFile {

    /** No row of ours comes near; a quote that is never closed would otherwise swallow the rest of the file. */
    private static final int LONGEST_FIELD = 64 * 1024;

    private final DcirTable table;

    TableFile(DcirTable table) {
        this.table = table;
    }

    /**
     * Reads all rows; the row that is handed over is the same one each time.
     *
     * @throws Unusable {@code empty}, {@code charset}, {@code header}, {@code format}
     */
    void read(InputStream content, Consumer<Row> taker) throws IOException {
        Rows rows = new Rows(table);
        try (PushbackReader text = new PushbackReader(
                new InputStreamReader(content, StandardCharsets.UTF_8.newDecoder()), LONGEST_FIELD)) {
            CsvReader<Row> lines = CsvReader.builder()
                    .fieldSeparator(separator(text))
                    .maxBufferSize(LONGEST_FIELD)
                    .allowExtraFields(true)
                    .allowMissingFields(true)
                    .allowUnclosedQuote(false)
                    .build(rows, text);
            for (Row row : lines) {
                taker.accept(row);
            }
            rows.requireHeader();
        } catch (CsvParseException e) {
            throw unusable(e.getCause());
        } catch (UncheckedIOException e) {
            throw unusable(e.getCause());
        } catch (CharacterCodingException e) {
            throw unusable(e);
        }
    }

    /** Neither the parser's nor the decoder's message is repeated: they may quote the file. */
    private static RuntimeException unusable(@Nullable Throwable cause) {
        for (Throwable at = cause; at != null; at = at.getCause()) {
            if (at instanceof CharacterCodingException) {
                return new Unusable("charset");
            }
            if (at instanceof Unusable unusable) {
                return unusable;
            }
            if (at instanceof IOException broken && !(at instanceof java.io.EOFException)) {
                return new UncheckedIOException(broken);
            }
        }
        return new Unusable("format");
    }

    /** Whichever of the two the header uses more often. */
    private static char separator(PushbackReader text) throws IOException {
        char[] head = new char[LONGEST_FIELD];
        int length = 0;
        int semicolons = 0;
        int commas = 0;
        for (int c = text.read(); c != -1 && length < head.length; c = text.read()) {
            head[length++] = (char) c;
            semicolons += c == ';' ? 1 : 0;
            commas += c == ',' ? 1 : 0;
            if (c == '\n') {
                break;
            }
        }
        if (length == head.length) {
            throw new Unusable("header");
        }
        int start = length > 0 && head[0] == '\uFEFF' ? 1 : 0;
        text.unread(head, start, length - start);
        return semicolons >= commas ? ';' : ',';
    }

    /** Binds columns by the first row and copies bound fields of the others. */
    private static final class Rows extends AbstractBaseCsvCallbackHandler<Row> {

        private final DcirTable table;
        private final Row row;
        private final List<String> names = new ArrayList<>();
        private int @Nullable [] slots;

        private Rows(DcirTable table) {
            this.table = table;
            this.row = new Row(table.columns());
        }

        private void requireHeader() {
            if (slots == null) {
                throw new Unusable("empty");
            }
        }

        @Override
        protected void handleBegin(long startingLineNumber) {
            row.begin(startingLineNumber);
        }

        @Override
        protected void handleField(int index, char[] from, int offset, int length, boolean quoted) {
            if (slots == null) {
                names.add(new String(from, offset, length).strip());
            } else if (index < slots.length && slots[index] >= 0) {
                row.put(slots[index], from, offset, length);
            } else {
                row.skip();
            }
        }

        @Override
        protected @Nullable Row buildRecord() {
            if (slots == null) {
                slots = bind();
                return null;
            }
            row.end(slots.length);
            return row;
        }

        private int[] bind() {
            int[] bound = names.stream().mapToInt(table.columns()::indexOf).toArray();
            long known = Arrays.stream(bound).filter(slot -> slot >= 0).count();
            long distinct =
                    Arrays.stream(bound).filter(slot -> slot >= 0).distinct().count();
            if (known != distinct || known != table.columns().size()) {
                throw new Unusable("header");
            }
            return bound;
        }
    }
}
