package fr.dmp.claims.dcir;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * The lines that tell more of the claims, found by the claims' keys. Millions of them: numbers in arrays, 48 bytes a line
 * and its place in the index.
 */
final class Details {

    static final int NOTHING = -1;

    private static final DcirTable[] TABLES = DcirTable.values();

    private static final int SEGMENT = 1 << 16;

    /** What became of a line when it was added. */
    enum Added {
        NEW,
        /** The same line stands already. */
        REPEATED,
        /** A line of that number stands already, with other content. */
        CONFLICT
    }

    /** A line's numbers stand side by side, so that one access to memory brings them all. */
    private static final int WIDTH = 6;

    private static final int HIGH = 0;
    private static final int LOW = 1;
    private static final int ORDINAL = 2;
    private static final int CODE = 3;
    private static final int QUANTITY = 4;
    /** The table in 3 bits, the line's number in 29, and the place of the next line of the claim in 32. */
    private static final int PLACE = 5;

    private static final int TABLE_SHIFT = 61;
    private static final long LINES = (1L << 29) - 1;
    private static final long NEXT = 0xFFFFFFFFL;

    private final List<long[]> segments = new ArrayList<>();
    private final BitSet claimed = new BitSet();
    private final Room room;
    private int[] index = new int[1 << 12];
    private int size;

    Details(Room room) {
        this.room = room;
        Arrays.fill(index, NOTHING);
    }

    Added add(long high, long low, DcirTable table, long line, long ordinal, long code, long quantity) {
        int slot = slot(high, low);
        int head = index[slot];
        for (int at = head; at != NOTHING; at = next(at)) {
            if (table(at) == table && ordinal(at) == ordinal) {
                return code(at) == code && quantity(at) == quantity ? Added.REPEATED : Added.CONFLICT;
            }
        }
        if (head == NOTHING) {
            index[slot] = size;
        }
        append(high, low, table, line, ordinal, code, quantity, head);
        return Added.NEW;
    }

    private void append(
            long high, long low, DcirTable table, long line, long ordinal, long code, long quantity, int head) {
        if (size % SEGMENT == 0) {
            room.take((long) SEGMENT * WIDTH * Long.BYTES);
            segments.add(new long[SEGMENT * WIDTH]);
        }
        long[] segment = segment(size);
        int offset = offset(size);
        segment[offset + HIGH] = high;
        segment[offset + LOW] = low;
        segment[offset + ORDINAL] = ordinal;
        segment[offset + CODE] = code;
        segment[offset + QUANTITY] = quantity;
        // Behind the first of its claim, which stays where the index points.
        long next = head == NOTHING ? NEXT : segment(head)[offset(head) + PLACE] & NEXT;
        segment[offset + PLACE] = (long) table.ordinal() << TABLE_SHIFT | line << 32 | next;
        if (head != NOTHING) {
            segment(head)[offset(head) + PLACE] = segment(head)[offset(head) + PLACE] & ~NEXT | size;
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
        long[] segment = segment(at);
        int offset = offset(at);
        return segment[offset + HIGH] == high && segment[offset + LOW] == low;
    }

    private void grow() {
        int[] former = index;
        room.take((long) former.length * Integer.BYTES);
        index = new int[former.length * 2];
        Arrays.fill(index, NOTHING);
        for (int head : former) {
            if (head != NOTHING) {
                index[slot(number(head, HIGH), number(head, LOW))] = head;
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
        return (int) number(at, PLACE);
    }

    DcirTable table(int at) {
        return TABLES[(int) (number(at, PLACE) >>> TABLE_SHIFT)];
    }

    long line(int at) {
        return number(at, PLACE) >>> 32 & LINES;
    }

    long ordinal(int at) {
        return number(at, ORDINAL);
    }

    long code(int at) {
        return number(at, CODE);
    }

    long quantity(int at) {
        return number(at, QUANTITY);
    }

    private long number(int at, int which) {
        return segment(at)[offset(at) + which];
    }

    private long[] segment(int at) {
        return segments.get(at / SEGMENT);
    }

    private static int offset(int at) {
        return at % SEGMENT * WIDTH;
    }
}
