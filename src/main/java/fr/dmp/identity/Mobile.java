package fr.dmp.identity;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The mobiles that an SMS may go to: France's +336 and +337, and those of the overseas departments (P). Others would
 * invite pumping. The numbers kept for fiction (06 39 98) are among them.
 */
public final class Mobile {

    private static final Pattern ALLOWED = Pattern.compile("\\+33[67]\\d{8}|\\+262[67]\\d{8}|\\+59[046][67]\\d{8}");
    /** The library would skip over anything else. */
    private static final Pattern WRITTEN = Pattern.compile("\\+?[0-9\\s.()\\u00A0\\u202F-]+");

    private Mobile() {}

    /** The number as E.164, from how people write it in France or with its country; empty for one that gets no SMS. */
    public static Optional<String> e164(String written) {
        if (!WRITTEN.matcher(written).matches()) {
            return Optional.empty();
        }
        try {
            PhoneNumberUtil numbers = PhoneNumberUtil.getInstance();
            PhoneNumber number = numbers.parse(written, "FR");
            return Optional.of(numbers.format(number, PhoneNumberFormat.E164)).filter(Mobile::allowed);
        } catch (NumberParseException e) {
            return Optional.empty();
        }
    }

    /**
     * As it is written where it is from, {@code 06 12 34 56 78}.
     *
     * @param number E.164
     */
    public static String written(String number) {
        try {
            PhoneNumberUtil numbers = PhoneNumberUtil.getInstance();
            return numbers.format(numbers.parse(number, null), PhoneNumberFormat.NATIONAL);
        } catch (NumberParseException e) {
            return number;
        }
    }

    /**
     * Whether an SMS may go there.
     *
     * @param number E.164
     */
    public static boolean allowed(String number) {
        return ALLOWED.matcher(number).matches();
    }
}
