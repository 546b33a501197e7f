package fr.dmp.claims.dcir;

import java.time.YearMonth;
import java.util.Arrays;
import java.util.List;

/**
 * The bound fields of one row, in characters: no text is made of a field before it is needed. Reused from row to row.
 */
final class Row {

    /** What a field that can't be read gives. */
    static final long NONE = Long.MIN_VALUE;

    private static final int DIGITS = 15;
    private static final char UNREADABLE = '\uFFFD';

    private final List<String> columns;
    private final int[] starts;
    private final int[] ends;
    /** The days that slots had last, as digits and counted: most rows of a file have the same. */
    private final int[] lastDigits;

    private final long[] lastDays;
    private char[] chars = new char[512];
    private int used;
    private long line;
    private int fields;
    private boolean whole;

    Row(List<String> columns) {
        this.columns = columns;
        this.starts = new int[columns.size()];
        this.ends = new int[columns.size()];
        this.lastDigits = new int[columns.size()];
        this.lastDays = new long[columns.size()];
    }

    void begin(long startingLine) {
        line = startingLine;
        fields = 0;
        used = 0;
        Arrays.fill(starts, 0);
        Arrays.fill(ends, 0);
    }

    void skip() {
        fields++;
    }

    void put(int slot, char[] from, int offset, int length) {
        fields++;
        if (used + length > chars.length) {
            chars = Arrays.copyOf(chars, Math.max(chars.length * 2, used + length));
        }
        System.arraycopy(from, offset, chars, used, length);
        starts[slot] = used;
        used += length;
        ends[slot] = used;
    }

    /** Its number, the header being 1. */
    long line() {
        return line;
    }

    void end(int width) {
        whole = fields == width;
    }

    /** Whether it has as many fields as the header; of another, no field can be trusted. */
    boolean isWhole() {
        return whole;
    }

    String column(int slot) {
        return columns.get(slot);
    }

    boolean isEmpty(int slot) {
        return starts[slot] == ends[slot];
    }

    int length(int slot) {
        return ends[slot] - starts[slot];
    }

    char at(int slot, int index) {
        return chars[starts[slot] + index];
    }

    String text(int slot) {
        return new String(chars, starts[slot], length(slot));
    }

    /** The bound fields as they came, {@code NAME=value} a line. */
    String content() {
        return kept().content();
    }

    /** What outlives the row: it costs little, as few rows are refused. */
    Kept kept() {
        return new Kept(columns, new String(chars, 0, used), starts.clone(), ends.clone());
    }

    /** The bound fields of a row as they came. */
    static final class Kept {

        private final List<String> columns;
        private final String chars;
        private final int[] starts;
        private final int[] ends;

        private Kept(List<String> columns, String chars, int[] starts, int[] ends) {
            this.columns = columns;
            this.chars = chars;
            this.starts = starts;
            this.ends = ends;
        }

        /** {@code NAME=value} a line; a control character, which no value has, is shown as one that can't be read. */
        String content() {
            StringBuilder content = new StringBuilder(chars.length() + 16 * columns.size());
            for (int slot = 0; slot < columns.size(); slot++) {
                content.append(columns.get(slot)).append('=');
                for (int i = starts[slot]; i < ends[slot]; i++) {
                    content.append(Character.isISOControl(chars.charAt(i)) ? UNREADABLE : chars.charAt(i));
                }
                content.append('\n');
            }
            return content.toString();
        }
    }

    /** A number without sign or decimals. */
    long number(int slot) {
        return digits(starts[slot], ends[slot]);
    }

    /** A number with a sign, if it is negative, and two decimals at most, in hundredths: cents of an amount in euros. */
    long hundredths(int slot) {
        int start = starts[slot];
        int end = ends[slot];
        boolean negative = start < end && chars[start] == '-';
        if (negative) {
            start++;
        }
        int point = start;
        while (point < end && chars[point] != '.') {
            point++;
        }
        long whole = digits(start, point);
        if (whole == NONE || point - start > DIGITS - 4 || point == end - 1 || end - point > 3) {
            return NONE;
        }
        long decimals = point == end ? 0 : digits(point + 1, end);
        if (decimals == NONE) {
            return NONE;
        }
        long value = whole * 100 + (end - point == 2 ? decimals * 10 : decimals);
        return negative ? -value : value;
    }

    /** A day {@code 2026-03-31}, in days since 1970. */
    long day(int slot) {
        int start = starts[slot];
        if (length(slot) != 10 || chars[start + 4] != '-' || chars[start + 7] != '-') {
            return NONE;
        }
        long year = digits(start, start + 4);
        long month = digits(start + 5, start + 7);
        long day = digits(start + 8, start + 10);
        if (year == NONE || month < 1 || month > 12 || day < 1) {
            return NONE;
        }
        int digits = (int) (year * 10_000 + month * 100 + day);
        if (digits != lastDigits[slot]) {
            YearMonth of = YearMonth.of((int) year, (int) month);
            lastDays[slot] =
                    day > of.lengthOfMonth() ? NONE : of.atDay((int) day).toEpochDay();
            lastDigits[slot] = digits;
        }
        return lastDays[slot];
    }

    private long digits(int start, int end) {
        if (start == end || end - start > DIGITS) {
            return NONE;
        }
        long value = 0;
        for (int i = start; i < end; i++) {
            int digit = chars[i] - '0';
            if (digit < 0 || digit > 9) {
                return NONE;
            }
            value = value * 10 + digit;
        }
        return value;
    }

    @Override
    public String toString() {
        return "Row[" + line + "]";
    }
}
