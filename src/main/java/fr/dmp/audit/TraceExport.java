package fr.dmp.audit;

import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;

/**
 * How the trace is written out to be verified, one thing a line: {@code dmp-trace-export/1}; every entry in the order of
 * checkpoints, each checkpoint after the last entry that it covers; the head of every record, by record; how many of each.
 * Nothing else is a line, and each thing has but one form: a byte that is changed is a line that isn't one, or another thing.
 */
final class TraceExport {

    static final String FIRST = "dmp-trace-export/1";

    private static final String SAME = "=";
    private static final Base64.Encoder TO = Base64.getEncoder().withoutPadding();
    private static final Base64.Decoder FROM = Base64.getDecoder();
    private static final HexFormat HEX = HexFormat.of();

    private TraceExport() {}

    /**
     * {@code entry;record;seq;content;columns;hash}.
     *
     * @param content what was hashed
     * @param columns what the row's columns say, in the same form; written as {@code =} where it is the same
     */
    record Entry(UUID record, long seq, byte[] content, byte[] columns, byte[] hash) {

        static Entry of(StoredEntry stored) {
            return new Entry(
                    stored.place().record(), stored.place().seq(), stored.content(), stored.columns(), stored.hash());
        }

        static Optional<Entry> read(String line) {
            String[] fields = line.split(";", -1);
            if (fields.length != 6) {
                return Optional.empty();
            }
            try {
                byte[] content = FROM.decode(fields[3]);
                byte[] columns = fields[4].equals(SAME) ? content : FROM.decode(fields[4]);
                Entry read = new Entry(
                        UUID.fromString(fields[1]),
                        Long.parseLong(fields[2]),
                        content,
                        columns,
                        HEX.parseHex(fields[5]));
                return Optional.of(read).filter(entry -> entry.line().equals(line));
            } catch (IllegalArgumentException e) {
                return Optional.empty();
            }
        }

        String line() {
            return "entry;" + record + ";" + seq + ";" + TO.encodeToString(content) + ";"
                    + (sameColumns() ? SAME : TO.encodeToString(columns)) + ";" + HEX.formatHex(hash);
        }

        boolean sameColumns() {
            return Arrays.equals(columns, content);
        }
    }

    /** {@code head;record;seq;hash}: where a record's chain has come to. */
    record Head(UUID record, long seq, byte[] hash) {

        static Optional<Head> read(String line) {
            String[] fields = line.split(";", -1);
            if (fields.length != 4) {
                return Optional.empty();
            }
            try {
                Head read = new Head(UUID.fromString(fields[1]), Long.parseLong(fields[2]), HEX.parseHex(fields[3]));
                return Optional.of(read).filter(head -> head.line().equals(line));
            } catch (IllegalArgumentException e) {
                return Optional.empty();
            }
        }

        String line() {
            return "head;" + record + ";" + seq + ";" + HEX.formatHex(hash);
        }
    }

    /** {@code end;entries;checkpoints;heads}: how many of each, so that a file that was cut short is known. */
    record End(long entries, long checkpoints, long heads) {

        String line() {
            return "end;" + entries + ";" + checkpoints + ";" + heads;
        }
    }
}
