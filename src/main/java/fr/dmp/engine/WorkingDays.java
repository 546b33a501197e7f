package fr.dmp.engine;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.MonthDay;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Days on which France's offices work: neither weekends nor public holidays. */
public final class WorkingDays {

    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");

    private static final Set<MonthDay> FIXED = Set.of(
            MonthDay.of(1, 1),
            MonthDay.of(5, 1),
            MonthDay.of(5, 8),
            MonthDay.of(7, 14),
            MonthDay.of(8, 15),
            MonthDay.of(11, 1),
            MonthDay.of(11, 11),
            MonthDay.of(12, 25));

    /** What one department alone keeps: the abolition of slavery overseas, Saint Stephen's day in Alsace-Moselle. */
    private static final Map<String, MonthDay> OF_ONE = Map.of(
            "57", MonthDay.of(12, 26),
            "67", MonthDay.of(12, 26),
            "68", MonthDay.of(12, 26),
            "971", MonthDay.of(5, 27),
            "972", MonthDay.of(5, 22),
            "973", MonthDay.of(6, 10),
            "974", MonthDay.of(12, 20),
            "976", MonthDay.of(4, 27),
            "97133", MonthDay.of(10, 9),
            "97150", MonthDay.of(5, 28));

    /** Where Good Friday is kept, too. */
    private static final Set<String> ALSACE_MOSELLE = Set.of("57", "67", "68");

    private WorkingDays() {}

    /** The same time of day, so many working days later. */
    public static Instant after(Instant instant, int days) {
        ZonedDateTime at = instant.atZone(PARIS);
        for (int left = days; left > 0; ) {
            at = at.plusDays(1);
            left -= worked(at.toLocalDate()) ? 1 : 0;
        }
        return at.toInstant();
    }

    /**
     * Whether the day is worked for somebody who lives there: by all of France's holidays and by those of the place (L).
     *
     * @param postcode of five digits; absent where it isn't known
     */
    public static boolean worked(LocalDate day, @Nullable String postcode) {
        return worked(day) && (postcode == null || !keptIn(place(postcode), day));
    }

    /** Saint-Barthélemy and Saint-Martin by their own postcodes, other places by their departments. */
    private static String place(String postcode) {
        if (OF_ONE.containsKey(postcode)) {
            return postcode;
        }
        return postcode.substring(0, postcode.startsWith("97") ? 3 : 2);
    }

    private static boolean keptIn(String place, LocalDate day) {
        boolean goodFriday = ALSACE_MOSELLE.contains(place)
                && day.equals(easter(day.getYear()).minusDays(2));
        return goodFriday || MonthDay.from(day).equals(OF_ONE.get(place));
    }

    static boolean worked(LocalDate day) {
        LocalDate easter = easter(day.getYear());
        boolean moving =
                day.equals(easter.plusDays(1)) || day.equals(easter.plusDays(39)) || day.equals(easter.plusDays(50));
        return day.getDayOfWeek().compareTo(DayOfWeek.SATURDAY) < 0 && !FIXED.contains(MonthDay.from(day)) && !moving;
    }

    /** Easter Sunday of the Gregorian calendar, by the rule of Oudin. */
    static LocalDate easter(int year) {
        int golden = year % 19;
        int century = year / 100;
        int h = (century - century / 4 - (8 * century + 13) / 25 + 19 * golden + 15) % 30;
        int moon = h - h / 28 * (1 - 29 / (h + 1) * ((21 - golden) / 11));
        int weekday = (year + year / 4 + moon + 2 - century + century / 4) % 7;
        int offset = moon - weekday;
        int month = 3 + (offset + 40) / 44;
        return LocalDate.of(year, month, offset + 28 - 31 * (month / 4));
    }
}
