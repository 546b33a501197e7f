package fr.dmp.claims.cda;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Days of care.
 *
 * @param to the first day, where it is a single one
 */
record Days(LocalDate from, LocalDate to) {

    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
    private static final DateTimeFormatter HL7 =
            DateTimeFormatter.ofPattern("uuuuMMdd").withResolverStyle(ResolverStyle.STRICT);
    private static final DateTimeFormatter FRENCH =
            DateTimeFormatter.ofPattern("dd/MM/uuuu").withResolverStyle(ResolverStyle.STRICT);
    private static final Pattern WRITTEN = Pattern.compile("\\d{2}/\\d{2}/\\d{4}");
    private static final Pattern TIMESTAMP =
            Pattern.compile("(\\d{8})(?:(\\d{2})(\\d{2})?(\\d{2})?)?(?:\\.\\d+)?([+-]\\d{4})?");

    /** As the narrative writes them: {@code 26/05/2019}, {@code le 12/04/2019}, {@code du 15/05/2019 au 30/05/2019}. */
    static Optional<Days> written(String text) {
        List<LocalDate> days = new ArrayList<>();
        Matcher matcher = WRITTEN.matcher(text);
        try {
            while (matcher.find()) {
                days.add(LocalDate.parse(matcher.group(), FRENCH));
            }
        } catch (DateTimeException e) {
            return Optional.empty();
        }
        return days.isEmpty() || days.size() > 2
                ? Optional.empty()
                : Optional.of(new Days(days.get(0), days.get(days.size() - 1)));
    }

    /** The day of an HL7 timestamp: {@code 20190526}, {@code 20190526094914+0100}. */
    static Optional<LocalDate> day(String timestamp) {
        Matcher matcher = TIMESTAMP.matcher(timestamp);
        try {
            return matcher.matches() ? Optional.of(LocalDate.parse(matcher.group(1), HL7)) : Optional.empty();
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** The instant of an HL7 timestamp; Paris where it names no offset, midnight where it names no hour. */
    static Optional<Instant> instant(String timestamp) {
        Matcher matcher = TIMESTAMP.matcher(timestamp);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        try {
            LocalDateTime at = LocalDate.parse(matcher.group(1), HL7)
                    .atTime(number(matcher.group(2)), number(matcher.group(3)), number(matcher.group(4)));
            ZoneId zone = matcher.group(5) == null ? PARIS : ZoneOffset.of(matcher.group(5));
            return Optional.of(at.atZone(zone).toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static int number(@Nullable String digits) {
        return digits == null ? 0 : Integer.parseInt(digits);
    }
}
