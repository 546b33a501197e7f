package fr.dmp.claims.insured;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberType;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Mobiles to which the program writes: France's +336 and +337, and overseas (P). */
final class FrenchMobile {

    private static final List<String> PREFIXES = List.of("+336", "+337", "+262", "+590", "+594", "+596");
    /** The library would skip over anything else. */
    private static final Pattern WRITTEN = Pattern.compile("\\+?[0-9 .()-]+");

    private static final EnumSet<PhoneNumberType> MOBILE =
            EnumSet.of(PhoneNumberType.MOBILE, PhoneNumberType.FIXED_LINE_OR_MOBILE);
    private static final PhoneNumberUtil NUMBERS = PhoneNumberUtil.getInstance();

    private FrenchMobile() {}

    /** The number as {@code +33612345678}; empty where it is no such mobile. */
    static Optional<String> e164(String written) {
        if (!WRITTEN.matcher(written).matches()) {
            return Optional.empty();
        }
        try {
            PhoneNumber number = NUMBERS.parse(written, "FR");
            String e164 = NUMBERS.format(number, PhoneNumberFormat.E164);
            boolean ours = PREFIXES.stream().anyMatch(e164::startsWith)
                    && !number.hasExtension()
                    && NUMBERS.isValidNumber(number)
                    && MOBILE.contains(NUMBERS.getNumberType(number));
            return ours ? Optional.of(e164) : Optional.empty();
        } catch (NumberParseException e) {
            return Optional.empty();
        }
    }
}
