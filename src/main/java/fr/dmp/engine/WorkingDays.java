package fr.dmp.engine;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.MonthDay;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Set;

/** Days on which France's offices work: neither weekends nor public holidays; those of one region alone are worked. */
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
