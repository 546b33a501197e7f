package fr.dmp.claims.dcir;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** The beneficiaries of a delivery, by what stands in their column. */
final class Beneficiaries {

    /** Those that are remembered; who comes again after so many others is another object. */
    private static final int MOST = 500_000;

    private static final int PLACES = 1 << 20;

    private static final int DIGITS = 15;

    /** By the number that a NIR's digits make. */
    private long[] numbers = new long[1 << 10];

    private Beneficiary[] all = new Beneficiary[1 << 10];
    private int size;

    /** Those with a letter, born in Corsica, and whatever else stands there. */
    private final Map<String, Beneficiary> others = new HashMap<>();

    Beneficiary of(Row row, int slot) {
        long number = row.length(slot) == DIGITS ? row.number(slot) : Row.NONE;
        if (number == Row.NONE) {
            return other(row.text(slot));
        }
        int place = place(number);
        if (all[place] == null) {
            makeRoom();
            place = place(number);
            numbers[place] = number;
            all[place] = new Beneficiary(row.text(slot));
            size++;
        }
        return all[place];
    }

    Beneficiary other(String nir) {
        if (others.size() == MOST) {
            others.clear();
        }
        return others.computeIfAbsent(nir, Beneficiary::new);
    }

    private void makeRoom() {
        if (size == MOST) {
            Arrays.fill(all, null);
            size = 0;
        } else if (size > all.length / 2 && all.length < PLACES) {
            long[] formerNumbers = numbers;
            Beneficiary[] former = all;
            numbers = new long[former.length * 2];
            all = new Beneficiary[former.length * 2];
            for (int i = 0; i < former.length; i++) {
                if (former[i] != null) {
                    int place = place(formerNumbers[i]);
                    numbers[place] = formerNumbers[i];
                    all[place] = former[i];
                }
            }
        }
    }

    private int place(long number) {
        int mask = all.length - 1;
        int place = (int) new Mix().add(number).value() & mask;
        while (all[place] != null && numbers[place] != number) {
            place = place + 1 & mask;
        }
        return place;
    }
}
