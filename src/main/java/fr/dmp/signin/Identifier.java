package fr.dmp.signin;

import java.security.SecureRandom;
import java.util.regex.Pattern;

/**
 * What a holder signs in with beside the password: ten digits, random, the last a Luhn check so that a slip of the pen is
 * noticed (P). Never shown by {@code toString}.
 */
final class Identifier {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Pattern IGNORED = Pattern.compile("[\\s.\\u00A0\\u202F-]");
    private static final int FIRST_OF_NINE_DIGITS = 100_000_000;

    private final String value;

    private Identifier(String value) {
        this.value = value;
    }

    static Identifier random() {
        String number = Integer.toString(RANDOM.nextInt(FIRST_OF_NINE_DIGITS, 10 * FIRST_OF_NINE_DIGITS));
        return new Identifier(number + luhn(number));
    }

    /** Whatever was typed: one that is no identifier is looked for, and not found, like any other. */
    static Identifier typed(String written) {
        return new Identifier(IGNORED.matcher(written).replaceAll(""));
    }

    /** The digit that completes a number by Luhn's rule. */
    static int luhn(String number) {
        int sum = 0;
        for (int i = 0; i < number.length(); i++) {
            int digit = Character.digit(number.charAt(number.length() - 1 - i), 10);
            int weighed = i % 2 == 0 ? 2 * digit : digit;
            sum += weighed > 9 ? weighed - 9 : weighed;
        }
        return (10 - sum % 10) % 10;
    }

    String value() {
        return value;
    }

    @Override
    public String toString() {
        return "Identifier";
    }
}
