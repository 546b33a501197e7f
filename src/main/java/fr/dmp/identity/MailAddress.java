package fr.dmp.identity;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The mail addresses that this house writes to: a name, one @, a domain with a dot in it; no blank, no comma, nothing that
 * a mail header splits on.
 */
public final class MailAddress {

    /** RFC 5321, 4.5.3.1: of the whole, and of what stands before the @. */
    private static final int LONGEST = 254;

    private static final int LONGEST_NAME = 64;

    private static final Pattern ALLOWED =
            Pattern.compile("[a-z0-9!#$%&'*+/=?^_`{|}~-]++(?:\\.[a-z0-9!#$%&'*+/=?^_`{|}~-]++)*+"
                    + "@(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z]{2,63}");

    private MailAddress() {}

    /** The address in lower case; empty for anything else, line ends above all. */
    public static Optional<String> normal(String written) {
        return Optional.of(written)
                .filter(text -> text.length() <= LONGEST)
                .map(text -> text.toLowerCase(Locale.ROOT))
                .filter(MailAddress::allowed);
    }

    /** @param address in lower case */
    public static boolean allowed(String address) {
        return address.length() <= LONGEST
                && address.indexOf('@') <= LONGEST_NAME
                && ALLOWED.matcher(address).matches();
    }
}
