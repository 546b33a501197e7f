package fr.dmp.record;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberType;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Contacts as people type them, normalised as the insured directory has them. */
final class Contacts {

    /** France and its overseas, whose mobiles receive our messages: paid numbers abroad are a known swindle. */
    private static final Set<String> REGIONS =
            Set.of("FR", "GP", "MQ", "GF", "RE", "YT", "PM", "BL", "MF", "NC", "PF", "WF");

    private static final Pattern MAIL =
            Pattern.compile("[a-z0-9!#$%&'*+/=?^_`{|}~.-]{1,64}@[a-z0-9](?:[a-z0-9.-]{0,250}[a-z0-9])?\\.[a-z]{2,63}");

    private Contacts() {}

    /** A mobile of France or its overseas as E.164; empty for anything else. */
    static Optional<String> mobile(String typed) {
        PhoneNumberUtil numbers = PhoneNumberUtil.getInstance();
        try {
            PhoneNumber number = numbers.parse(typed, "FR");
            boolean mobile = numbers.isValidNumber(number)
                    && numbers.getNumberType(number) == PhoneNumberType.MOBILE
                    && REGIONS.contains(numbers.getRegionCodeForNumber(number));
            return mobile ? Optional.of(numbers.format(number, PhoneNumberFormat.E164)) : Optional.empty();
        } catch (NumberParseException e) {
            return Optional.empty();
        }
    }

    /** A mail address in lower case; empty for anything else, line ends above all. */
    static Optional<String> mail(String typed) {
        String address = typed.toLowerCase(Locale.ROOT);
        return MAIL.matcher(address).matches() && !address.contains("..") ? Optional.of(address) : Optional.empty();
    }
}
