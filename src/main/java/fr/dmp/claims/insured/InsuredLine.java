package fr.dmp.claims.insured;

import com.github.f4b6a3.uuid.UuidCreator;
import fr.dmp.identity.InsuredDirectory.Delivered;
import fr.dmp.identity.InsuredPerson;
import fr.dmp.identity.InsuredPerson.Address;
import fr.dmp.identity.MailAddress;
import fr.dmp.identity.Mobile;
import fr.dmp.identity.Nir;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One line of an {@code insured} delivery, checked field by field. */
final class InsuredLine {

    /** The columns, each with the longest value it may hold. */
    enum Column {
        NIR(25),
        FAMILY_NAME(100),
        GIVEN_NAMES(200),
        BIRTH_DATE(10),
        SEX(1),
        REGIME(2),
        FUND(10),
        MOBILE(25),
        EMAIL(254),
        ADDRESS1(100),
        ADDRESS2(100),
        POSTCODE(10),
        CITY(100),
        VITALE_SERIAL(30);

        private final int longest;

        Column(int longest) {
            this.longest = longest;
        }

        /** As the header writes it. */
        String header() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** The list of domain.md: IR_RGM_V's large régimes. */
    private static final Set<String> REGIMES = Set.of(
            "1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "12", "14", "15", "16", "17", "90", "91", "92", "93",
            "94", "95", "96", "99");

    private static final LocalDate EARLIEST_BIRTH = LocalDate.of(1880, 1, 1);
    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");
    private static final Pattern CODE = Pattern.compile("[0-9A-Za-z]+");

    private final Map<Column, String> fields;
    private final Map<Column, String> faults = new EnumMap<>(Column.class);

    InsuredLine(Map<Column, String> fields) {
        this.fields = new EnumMap<>(fields);
    }

    /** The person, or empty where something is wrong: then {@link #faults} says what. */
    Optional<Delivered> read(LocalDate today) {
        fields.forEach(this::checkText);
        Optional<Nir> nir = required(Column.NIR).flatMap(Nir::of);
        Optional<LocalDate> birth = required(Column.BIRTH_DATE).flatMap(text -> birth(text, today));
        fault(Column.NIR, nir.isEmpty(), "nir-key");
        fault(Column.SEX, !Set.of("F", "M").contains(value(Column.SEX)), "sex");
        String regime = value(Column.REGIME).replaceFirst("^0(?=\\d)", "");
        fault(Column.REGIME, !REGIMES.contains(regime), "regime");
        required(Column.FAMILY_NAME);
        required(Column.GIVEN_NAMES);
        code(Column.FUND, required(Column.FUND));
        code(Column.VITALE_SERIAL, optional(Column.VITALE_SERIAL));
        Optional<String> mobile = mobile();
        Optional<String> email = email();
        if (!faults.isEmpty() || nir.isEmpty() || birth.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Delivered(person(nir.get(), birth.get(), regime), mobile, email));
    }

    /** Reason by column. */
    Map<Column, String> faults() {
        return new LinkedHashMap<>(faults);
    }

    private InsuredPerson person(Nir nir, LocalDate birth, String regime) {
        return new InsuredPerson(
                UuidCreator.getTimeOrderedEpoch(),
                nir,
                value(Column.FAMILY_NAME),
                value(Column.GIVEN_NAMES),
                birth,
                value(Column.SEX),
                regime,
                value(Column.FUND),
                blank(Column.VITALE_SERIAL),
                new Address(
                        blank(Column.ADDRESS1), blank(Column.ADDRESS2), blank(Column.POSTCODE), blank(Column.CITY)));
    }

    private void checkText(Column column, String value) {
        fault(column, value.length() > column.longest, "too-long");
        fault(column, CONTROL.matcher(value).find(), "control-character");
    }

    private Optional<LocalDate> birth(String text, LocalDate today) {
        try {
            LocalDate birth = LocalDate.parse(text);
            fault(Column.BIRTH_DATE, birth.isAfter(today), "future-date");
            fault(Column.BIRTH_DATE, birth.isBefore(EARLIEST_BIRTH), "date");
            return Optional.of(birth);
        } catch (DateTimeException e) {
            fault(Column.BIRTH_DATE, true, "date");
            return Optional.empty();
        }
    }

    private Optional<String> mobile() {
        Optional<String> written = optional(Column.MOBILE);
        Optional<String> mobile = written.flatMap(Mobile::e164);
        fault(Column.MOBILE, written.isPresent() && mobile.isEmpty(), "phone");
        return mobile;
    }

    private Optional<String> email() {
        Optional<String> written = optional(Column.EMAIL);
        Optional<String> email = written.flatMap(MailAddress::normal);
        fault(Column.EMAIL, written.isPresent() && email.isEmpty(), "mail");
        return email;
    }

    private void code(Column column, Optional<String> code) {
        fault(column, code.filter(c -> !CODE.matcher(c).matches()).isPresent(), "code");
    }

    private Optional<String> required(Column column) {
        Optional<String> value = optional(column);
        fault(column, value.isEmpty(), "missing");
        return value;
    }

    private Optional<String> optional(Column column) {
        return Optional.of(value(column)).filter(text -> !text.isEmpty());
    }

    private @Nullable String blank(Column column) {
        return optional(column).orElse(null);
    }

    private String value(Column column) {
        return fields.getOrDefault(column, "").strip();
    }

    /** The first thing wrong with a column is the one that is told. */
    private void fault(Column column, boolean wrong, String reason) {
        if (wrong) {
            faults.putIfAbsent(column, reason);
        }
    }

    @Override
    public String toString() {
        return "InsuredLine";
    }
}
