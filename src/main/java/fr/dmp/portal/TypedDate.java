package fr.dmp.portal;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A day as people write it: {@code 28/03/1979}, {@code 28 3 1979}, {@code 28031979}, or {@code 1979-03-28}. */
final class TypedDate {

    private static final Pattern DAY_FIRST = Pattern.compile("(\\d{1,2})[\\s./-]+(\\d{1,2})[\\s./-]+(\\d{4})");
    private static final Pattern COMPACT = Pattern.compile("(\\d{2})(\\d{2})(\\d{4})");
    private static final Pattern YEAR_FIRST = Pattern.compile("(\\d{4})-(\\d{2})-(\\d{2})");

    private TypedDate() {}

    /**
     * What is wrong with a day that can't be read.
     *
     * @param shape the key of the text that says how it is written, for one that isn't
     */
    static String fault(String typed, String shape) {
        boolean written = Stream.of(DAY_FIRST, COMPACT, YEAR_FIRST)
                .anyMatch(known -> known.matcher(typed.strip()).matches());
        return written ? "portal.wrong.no-such-day" : shape;
    }

    static Optional<LocalDate> read(String typed) {
        Matcher iso = YEAR_FIRST.matcher(typed.strip());
        if (iso.matches()) {
            return day(iso.group(1), iso.group(2), iso.group(3));
        }
        Matcher french = DAY_FIRST.matcher(typed.strip());
        Matcher found = french.matches() ? french : COMPACT.matcher(typed.strip());
        return found.matches() ? day(found.group(3), found.group(2), found.group(1)) : Optional.empty();
    }

    /** The day in a field that may be left empty; what isn't one is marked. */
    static @Nullable LocalDate asked(Form form, String field) {
        String typed = form.value(field);
        if (typed.isEmpty()) {
            return null;
        }
        Optional<LocalDate> day = read(typed);
        if (day.isEmpty()) {
            form.wrong(field, fault(typed, "portal.wrong.day"));
        }
        return day.orElse(null);
    }

    private static Optional<LocalDate> day(String year, String month, String day) {
        try {
            return Optional.of(LocalDate.of(Integer.parseInt(year), Integer.parseInt(month), Integer.parseInt(day)));
        } catch (DateTimeException none) {
            return Optional.empty();
        }
    }
}
