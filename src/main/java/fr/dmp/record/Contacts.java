package fr.dmp.record;

import fr.dmp.identity.Mobile;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Contacts as people type them, normalised as the insured directory has them. */
final class Contacts {

    private static final Pattern MAIL =
            Pattern.compile("[a-z0-9!#$%&'*+/=?^_`{|}~.-]{1,64}@[a-z0-9](?:[a-z0-9.-]{0,250}[a-z0-9])?\\.[a-z]{2,63}");

    private Contacts() {}

    /** A mobile as E.164, as people write it in France or with its country; empty for one that gets no SMS. */
    static Optional<String> mobile(String typed) {
        return Mobile.e164(typed);
    }

    /** A mail address in lower case; empty for anything else, line ends above all. */
    static Optional<String> mail(String typed) {
        String address = typed.toLowerCase(Locale.ROOT);
        return MAIL.matcher(address).matches() && !address.contains("..") ? Optional.of(address) : Optional.empty();
    }
}
