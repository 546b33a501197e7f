package fr.dmp.claims.dcir;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * The lines that tell more of the claims, found by the claims' keys. Millions of them: numbers in arrays, 53 bytes a line
 * and its place in the index.
 */
final class Details {

    static final int NOTHING = -1;

    private static final int SEGMENT = 1 << 16;

    /** What became of a line when it was added. */
    enum Added {
        NEW,
        /** The same line stands already. */
        REPEATED,
        /** A line of that number stands already, with other content. */
        CONFLICT
    }

    private static final class Segment {
        private final long[] high = new long[SEGMENT];
        private final long[] low = new long[SEGMENT];
        private final long[] ordinal = new long[SEGMENT];
        private final long[] code = new long[SEGMENT];
        private final long[] quantity = new long[SEGMENT];
        private final int[] line = new int[SEGMENT];
        private final int[] next = new int[SEGMENT];
        private final byte[] table = new byte[SEGMENT];
    }

    private final List<Segment> segments = new ArrayList<>();
    private final BitSet claimed = new BitSet();
    private int[] index = new int[1 << 12];
    private int size;

    Details() {
        Arrays.fill(index, NOTHING);
    }

    Added add(long high, long low, DcirTable table, long line, long ordinal, long code, long quantity) {
        int head = head(high, low);
        for (int at = head; at != NOTHING; at = next(at)) {
            if (segment(at).table[offset(at)] == table.ordinal() && segment(at).ordinal[offset(at)] == ordinal) {
                return code(at) == code && quantity(at) == quantity ? Added.REPEATED : Added.CONFLICT;
            }
        }
        append(high, low, table, line, ordinal, code, quantity, head);
        return Added.NEW;
    }

    private void append(
            long high, long low, DcirTable table, long line, long ordinal, long code, long quantity, int head) {
        if (size % SEGMENT == 0) {
            segments.add(new Segment());
        }
        Segment segment = segment(size);
        int offset = offset(size);
        segment.high[offset] = high;
        segment.low[offset] = low;
        segment.table[offset] = (byte) table.ordinal();
        segment.line[offset] = (int) line;
        segment.ordinal[offset] = ordinal;
        segment.code[offset] = code;
        segment.quantity[offset] = quantity;
        segment.next[offset] = NOTHING;
        if (head == NOTHING) {
            index[slot(high, low)] = size;
        } else {
            // Behind the first of its claim, which stays where the index points.
            segment.next[offset] = next(head);
            segment(head).next[offset(head)] = size;
        }
        size++;
        if (size > index.length / 2) {
            grow();
        }
    }

    /** The first line of a claim, or {@link #NOTHING}. */
    int head(long high, long low) {
        return index[slot(high, low)];
    }

    private int slot(long high, long low) {
        int mask = index.length - 1;
        int slot = (int) low & mask;
        while (index[slot] != NOTHING && !is(index[slot], high, low)) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private boolean is(int at, long high, long low) {
        return segment(at).high[offset(at)] == high && segment(at).low[offset(at)] == low;
    }

    private void grow() {
        int[] former = index;
        index = new int[former.length * 2];
        Arrays.fill(index, NOTHING);
        for (int head : former) {
            if (head != NOTHING) {
                index[slot(segment(head).high[offset(head)], segment(head).low[offset(head)])] = head;
            }
        }
    }

    /** Gives a claim's lines to it; false where a claim of the same keys had them already. */
    boolean claim(int head) {
        if (claimed.get(head)) {
            return false;
        }
        for (int at = head; at != NOTHING; at = next(at)) {
            claimed.set(at);
        }
        return true;
    }

    /** The first from there on that no claim came for, or {@link #NOTHING}. */
    int unclaimed(int from) {
        int at = claimed.nextClearBit(from);
        return at < size ? at : NOTHING;
    }

    int next(int at) {
        return segment(at).next[offset(at)];
    }

    DcirTable table(int at) {
        return DcirTable.values()[segment(at).table[offset(at)]];
    }

    long line(int at) {
        return segment(at).line[offset(at)];
    }

    long ordinal(int at) {
        return segment(at).ordinal[offset(at)];
    }

    long code(int at) {
        return segment(at).code[offset(at)];
    }

    long quantity(int at) {
        return segment(at).quantity[offset(at)];
    }

    private Segment segment(int at) {
        return segments.get(at / SEGMENT);
    }

    private static int offset(int at) {
        return at % SEGMENT;
    }
}
