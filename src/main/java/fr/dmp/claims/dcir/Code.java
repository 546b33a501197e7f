package fr.dmp.claims.dcir;

/** A code of up to eleven letters and digits, or fourteen digits, as one number. */
final class Code {

    static final long NONE = Long.MIN_VALUE;

    private static final int LONGEST = 11;
    private static final int MOST_DIGITS = 14;
    private static final long LENGTHS = 1_000_000_000_000_000L;

    private Code() {}

    /** {@link #NONE} for anything that isn't one; leading zeros count. */
    static long of(Row row, int slot) {
        long number = row.length(slot) > MOST_DIGITS ? Row.NONE : row.number(slot);
        return number == Row.NONE ? letters(row, slot) : number + row.length(slot) * LENGTHS;
    }

    private static long letters(Row row, int slot) {
        int length = row.length(slot);
        if (length == 0 || length > LONGEST) {
            return NONE;
        }
        long packed = 0;
        for (int i = 0; i < length; i++) {
            int digit = Character.digit(row.at(slot, i), 36);
            if (digit < 0 || row.at(slot, i) > 'Z') {
                return NONE;
            }
            packed = packed * 37 + digit + 1;
        }
        return -packed;
    }

    static String text(long code) {
        if (code >= 0) {
            String digits = Long.toString(code % LENGTHS);
            return "0".repeat((int) (code / LENGTHS) - digits.length()) + digits;
        }
        StringBuilder text = new StringBuilder(LONGEST);
        for (long rest = -code; rest > 0; rest /= 37) {
            text.append(Character.toUpperCase(Character.forDigit((int) (rest % 37) - 1, 36)));
        }
        return text.reverse().toString();
    }
}
