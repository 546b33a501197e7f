package fr.dmp.emergency;

import java.security.SecureRandom;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What an emergency card says, and nothing of a person in it: 27 characters at random, 135 bits, and one that checks them.
 * The alphabet is Crockford's, in which no two characters are taken for each other.
 *
 * @param value all 28 characters, in capitals
 */
public record CardCode(String value) {

    static final int LENGTH = 28;

    private static final int GROUP = 4;
    private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    /** x⁵ + x² + 1: its root runs through all other 31 elements of the field, one for each place of a code. */
    private static final int POLYNOMIAL = 0b100101;

    static CardCode random(SecureRandom random) {
        StringBuilder code = new StringBuilder(LENGTH);
        random.ints(LENGTH - 1, 0, ALPHABET.length()).forEach(digit -> code.append(ALPHABET.charAt(digit)));
        return new CardCode(code.append(ALPHABET.charAt(shifted(sum(code)))).toString());
    }

    /**
     * As it was typed or scanned: in any case, with spaces or hyphens, O for 0, I and L for 1, or behind the page's whole
     * address. Empty where a character is wrong, or two of them are swapped.
     */
    public static Optional<CardCode> read(String typed) {
        String code = typed.substring(typed.lastIndexOf('#') + 1)
                .toUpperCase(Locale.ROOT)
                .replaceAll("[\\s\\u00a0-]", "")
                .replace('O', '0')
                .replaceAll("[IL]", "1");
        boolean whole = code.length() == LENGTH && code.chars().allMatch(letter -> ALPHABET.indexOf(letter) >= 0);
        return whole && sum(code) == 0 ? Optional.of(new CardCode(code)) : Optional.empty();
    }

    /** {@code 7Q2M-…}, as it is easiest to copy. */
    public String inGroups() {
        return IntStream.range(0, LENGTH / GROUP)
                .mapToObj(n -> value.substring(n * GROUP, (n + 1) * GROUP))
                .collect(Collectors.joining("-"));
    }

    /** Each place has a weight of its own in the field of 32: whatever single one is wrong, or two are swapped, it isn't 0. */
    private static int sum(CharSequence code) {
        return code.chars().reduce(0, (sum, letter) -> shifted(sum) ^ ALPHABET.indexOf(letter));
    }

    private static int shifted(int element) {
        int doubled = element << 1;
        return doubled < ALPHABET.length() ? doubled : doubled ^ POLYNOMIAL;
    }

    @Override
    public String toString() {
        return "CardCode";
    }
}
