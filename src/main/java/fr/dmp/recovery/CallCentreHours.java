package fr.dmp.recovery;

import fr.dmp.engine.WorkingDays;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * When the 3646 is there: Monday to Friday from 8:30 until 17:30 by the time of Paris, but for public holidays, those of
 * the caller's region among them.
 */
final class CallCentreHours {

    static final LocalTime OPENS = LocalTime.of(8, 30);
    static final LocalTime CLOSES = LocalTime.of(17, 30);

    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");

    private CallCentreHours() {}

    /** @param postcode of the caller; absent: no holidays but those of all of France */
    static boolean open(Instant at, @Nullable String postcode) {
        ZonedDateTime paris = at.atZone(PARIS);
        LocalTime time = paris.toLocalTime();
        return WorkingDays.worked(paris.toLocalDate(), postcode) && !time.isBefore(OPENS) && time.isBefore(CLOSES);
    }

    /** The moment when so much time of opening has gone by, to the minute that follows. */
    static Instant after(Instant from, Duration work, @Nullable String postcode) {
        ZonedDateTime at = opening(from.atZone(PARIS), postcode);
        Duration left = work;
        while (true) {
            ZonedDateTime close = at.toLocalDate().atTime(CLOSES).atZone(PARIS);
            Duration today = Duration.between(at, close);
            if (left.compareTo(today) <= 0) {
                return wholeMinute(at.plus(left).toInstant());
            }
            left = left.minus(today);
            at = opening(close, postcode);
        }
    }

    /** The same moment where it is open, else when it opens next. */
    private static ZonedDateTime opening(ZonedDateTime at, @Nullable String postcode) {
        LocalDate day = at.toLocalDate();
        LocalTime time = at.toLocalTime();
        if (WorkingDays.worked(day, postcode) && time.isBefore(CLOSES)) {
            return time.isBefore(OPENS) ? day.atTime(OPENS).atZone(PARIS) : at;
        }
        do {
            day = day.plusDays(1);
        } while (!WorkingDays.worked(day, postcode));
        return day.atTime(OPENS).atZone(PARIS);
    }

    private static Instant wholeMinute(Instant at) {
        Instant minute = at.truncatedTo(ChronoUnit.MINUTES);
        return minute.equals(at) ? at : minute.plus(Duration.ofMinutes(1));
    }
}
