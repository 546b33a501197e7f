package fr.dmp.identity;

import java.util.regex.Pattern;

/** A professional's national number: 11 digits, of which the last should complete the others by Luhn's rule. */
public final class Rpps {

    private static final Pattern SHAPE = Pattern.compile("[0-9]{11}");

    private Rpps() {}

    /** Whether it is written as one. */
    public static boolean shaped(String written) {
        return SHAPE.matcher(written).matches();
    }

    /**
     * Whether its last digit is right. Some official numbers fail: it is a warning on what comes in, no reason to refuse.
     *
     * @param rpps 11 digits
     */
    public static boolean checks(String rpps) {
        int sum = 0;
        for (int i = 0; i < rpps.length(); i++) {
            int digit = rpps.charAt(rpps.length() - 1 - i) - '0';
            int weighed = i % 2 == 0 ? digit : 2 * digit;
            sum += weighed > 9 ? weighed - 9 : weighed;
        }
        return sum % 10 == 0;
    }
}
