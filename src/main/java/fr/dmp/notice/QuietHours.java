package fr.dmp.notice;

import fr.dmp.identity.Channel;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import org.springframework.stereotype.Component;

/** The night, by the time of Paris: an SMS that can wait does until the morning. A mail or a letter wakes nobody. */
@Component
public class QuietHours {

    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");

    private final LocalTime from;
    private final LocalTime until;
    private final Clock clock;

    QuietHours(NoticeTimes times, Clock clock) {
        this.from = times.quietFrom();
        this.until = times.quietUntil();
        this.clock = clock;
    }

    /** When such a notice may leave by that channel: at that moment, or in the morning after it. */
    public Instant due(NoticeKind kind, Channel channel, Instant at) {
        return channel == Channel.SMS && !kind.urgent() ? after(at) : at;
    }

    /** Whether such a notice has to wait now. */
    public boolean hold(NoticeKind kind, Channel channel) {
        Instant now = clock.instant();
        return due(kind, channel, now).isAfter(now);
    }

    /** That moment by day; at night the end of the night, which may be an hour shorter or longer than others. */
    public Instant after(Instant at) {
        ZonedDateTime there = at.atZone(PARIS);
        if (!quiet(there.toLocalTime())) {
            return at;
        }
        LocalDate morning = there.toLocalTime().isBefore(until)
                ? there.toLocalDate()
                : there.toLocalDate().plusDays(1);
        return morning.atTime(until).atZone(PARIS).toInstant();
    }

    private boolean quiet(LocalTime time) {
        boolean beyond = !time.isBefore(from);
        boolean before = time.isBefore(until);
        return from.isAfter(until) ? beyond || before : beyond && before;
    }
}
