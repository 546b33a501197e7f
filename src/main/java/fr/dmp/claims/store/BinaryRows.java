package fr.dmp.claims.store;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Rows in PostgreSQL's binary COPY format (its manual, under COPY, and the send functions of the types): no value is
 * printed as text, on the way or in an error.
 */
final class BinaryRows {

    private static final byte[] SIGNATURE = {'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xFF, '\r', '\n', 0};
    private static final long EPOCH_DAY = LocalDate.of(2000, 1, 1).toEpochDay();
    private static final Instant EPOCH = Instant.parse("2000-01-01T00:00:00Z");
    private static final VarHandle SHORTS = bigEndian(short[].class);
    private static final VarHandle INTS = bigEndian(int[].class);
    private static final VarHandle LONGS = bigEndian(long[].class);
    private static final int NULL = -1;
    private static final int NEGATIVE = 0x4000;
    private static final int BASE = 10_000;

    private byte[] bytes;
    private int length;

    BinaryRows(int expected) {
        bytes = new byte[Math.max(expected, 1024)];
        raw(SIGNATURE);
        int4(0);
        int4(0);
    }

    private static VarHandle bigEndian(Class<?> array) {
        return MethodHandles.byteArrayViewVarHandle(array, ByteOrder.BIG_ENDIAN);
    }

    byte[] bytes() {
        return bytes;
    }

    int length() {
        return length;
    }

    void end() {
        int2(-1);
    }

    void row(int columns) {
        int2(columns);
    }

    void nothing() {
        int4(NULL);
    }

    void uuid(UUID value) {
        int4(16);
        int8(value.getMostSignificantBits());
        int8(value.getLeastSignificantBits());
    }

    /** @param epochDay days since 1970 */
    void date(int epochDay) {
        int4(4);
        int4((int) (epochDay - EPOCH_DAY));
    }

    void text(@Nullable String value) {
        if (value == null) {
            nothing();
            return;
        }
        int start = length;
        int4(value.length());
        room(value.length());
        for (int i = 0; i < value.length(); i++) {
            char letter = value.charAt(i);
            if (letter >= 0x80) {
                length = start;
                encoded(value);
                return;
            }
            bytes[length++] = (byte) letter;
        }
    }

    private void encoded(String value) {
        byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
        int4(utf8.length);
        raw(utf8);
    }

    void bigint(@Nullable Long value) {
        if (value == null) {
            nothing();
            return;
        }
        int4(8);
        int8(value);
    }

    void integer(int value) {
        int4(4);
        int4(value);
    }

    void timestamp(Instant value) {
        int4(8);
        int8(ChronoUnit.MICROS.between(EPOCH, value));
    }

    /** A number of two decimals: groups of four decimal digits, the weight of the first, the sign, how many decimals. */
    void numeric(long hundredths) {
        long whole = Math.abs(hundredths) / 100;
        int decimals = (int) (Math.abs(hundredths) % 100) * 100;
        int groups = 0;
        long highest = 1;
        for (long rest = whole; rest > 0; rest /= BASE) {
            highest = groups == 0 ? 1 : highest * BASE;
            groups++;
        }
        int digits = groups + (decimals > 0 ? 1 : 0);
        int4(8 + 2 * digits);
        int2(digits);
        int2(groups - 1);
        int2(hundredths < 0 ? NEGATIVE : 0);
        int2(2);
        for (long unit = highest; groups > 0; unit /= BASE, groups--) {
            int2((int) (whole / unit % BASE));
        }
        if (decimals > 0) {
            int2(decimals);
        }
    }

    private void int2(int value) {
        room(2);
        SHORTS.set(bytes, length, (short) value);
        length += 2;
    }

    private void int4(int value) {
        room(4);
        INTS.set(bytes, length, value);
        length += 4;
    }

    private void int8(long value) {
        room(8);
        LONGS.set(bytes, length, value);
        length += 8;
    }

    private void raw(byte[] value) {
        room(value.length);
        System.arraycopy(value, 0, bytes, length, value.length);
        length += value.length;
    }

    private void room(int more) {
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
        }
    }
}
