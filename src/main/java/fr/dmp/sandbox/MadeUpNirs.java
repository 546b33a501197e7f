package fr.dmp.sandbox;

import java.time.LocalDate;
import java.util.AbstractList;
import java.util.RandomAccess;

/**
 * NIRs that are nobody's: born in a département that there isn't, {@code 00}; of all ages below 96, as many women as men,
 * with the right keys. Each is made when it is asked for, so that their number doesn't matter.
 */
final class MadeUpNirs extends AbstractList<String> implements RandomAccess {

    private static final int YEARS = 96;
    private static final int BIRTHS = 2 * YEARS * 12;

    /** Prime to the births: neighbours differ in sex, year and month. */
    private static final int STRIDE = 997;

    /** So many births there may be of one sex in one month. */
    private static final int MOST = 1_000_000;

    private final int many;
    private final long seed;
    private final LocalDate today;

    MadeUpNirs(int many, long seed, LocalDate today) {
        this.many = many;
        this.seed = seed;
        this.today = today;
    }

    @Override
    public String get(int index) {
        int birth = (int) Math.floorMod(index * (long) STRIDE + Math.floorMod(seed, (long) BIRTHS), (long) BIRTHS);
        int year = Math.floorMod(today.getYear() - 1 - birth / 2 % YEARS, 100);
        int month = 1 + birth / (2 * YEARS);
        long order = Math.floorMod(index / BIRTHS + Math.floorMod(seed, (long) MOST), (long) MOST);
        String number = "%d%02d%02d00%06d".formatted(1 + birth % 2, year, month, order);
        return number + "%02d".formatted(97 - Long.parseLong(number) % 97);
    }

    @Override
    public int size() {
        return many;
    }
}
