package fr.dmp.portal;

import java.math.BigDecimal;
import java.text.NumberFormat;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Currency;
import java.util.Locale;

/** How days, hours and amounts are written in a language. */
record Wording(Locale locale) {

    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");

    /** The day on which an instant falls in Paris. */
    static LocalDate day(Instant instant) {
        return instant.atZone(PARIS).toLocalDate();
    }

    /** {@code 3 novembre 2026}; the first of a month is its {@code 1er}. */
    String date(LocalDate day) {
        String written = DateTimeFormatter.ofPattern("d\u00a0MMMM yyyy", locale).format(day);
        return french() && day.getDayOfMonth() == 1 ? "1er" + written.substring(1) : written;
    }

    String date(Instant instant) {
        return date(day(instant));
    }

    /** {@code 3 novembre 2026 à 9 h 05}. */
    String moment(Instant instant) {
        String pattern = french() ? "' à 'H'\u00a0h\u00a0'mm" : "' at 'HH:mm";
        return date(instant) + DateTimeFormatter.ofPattern(pattern, locale).format(instant.atZone(PARIS));
    }

    /** {@code 9 h 05}. */
    String hour(Instant instant) {
        String pattern = french() ? "H'\u00a0h\u00a0'mm" : "HH:mm";
        return DateTimeFormatter.ofPattern(pattern, locale).format(instant.atZone(PARIS));
    }

    /** {@code 3 h 12}, {@code 12 min}: of a minute that has begun the whole is told. */
    String time(Duration time) {
        long minutes = time.plusMinutes(1).minusNanos(1).toMinutes();
        if (minutes < 60) {
            return minutes + "\u00a0min";
        }
        return String.format(
                french() ? "%d\u00a0h\u00a0%02d" : "%d\u00a0h\u00a0%02d\u00a0min", minutes / 60, minutes % 60);
    }

    /** {@code novembre 2026}. */
    String month(YearMonth month) {
        return DateTimeFormatter.ofPattern("MMMM yyyy", locale).format(month);
    }

    /** {@code mar. 3}: a day within its month. */
    String dayOfMonth(LocalDate day) {
        return DateTimeFormatter.ofPattern("EEE d", locale).format(day);
    }

    /** {@code 1 234,50 €}. */
    String euros(BigDecimal amount) {
        NumberFormat format = NumberFormat.getCurrencyInstance(french() ? Locale.FRANCE : Locale.UK);
        format.setCurrency(Currency.getInstance("EUR"));
        return format.format(amount);
    }

    /** {@code 1,4 Mo}, of thousands of bytes. */
    String size(int kilobytes) {
        return kilobytes < 1_000
                ? kilobytes + (french() ? "\u00a0ko" : "\u00a0kB")
                : String.format(locale, "%.1f", kilobytes / 1_000.0) + (french() ? "\u00a0Mo" : "\u00a0MB");
    }

    /** {@code 2,5}, without idle zeros. */
    String quantity(BigDecimal quantity) {
        return NumberFormat.getNumberInstance(french() ? Locale.FRANCE : Locale.UK)
                .format(quantity);
    }

    /** On one line: a masked number must not be torn apart. */
    static String unbroken(String text) {
        return text.replace(' ', '\u00a0');
    }

    private boolean french() {
        return Locale.FRENCH.getLanguage().equals(locale.getLanguage());
    }
}
