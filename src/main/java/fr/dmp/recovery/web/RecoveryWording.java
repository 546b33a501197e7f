package fr.dmp.recovery.web;

import fr.dmp.recovery.RecoveryStatus;
import java.text.NumberFormat;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** How the board of the 3646 says what is counted; its staff read French. */
@Component
class RecoveryWording {

    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("dd/MM/yyyy 'à' HH:mm", Locale.FRENCH).withZone(ZoneId.of("Europe/Paris"));

    private final MessageSource messages;
    private final Clock clock;

    RecoveryWording(MessageSource messages, Clock clock) {
        this.messages = messages;
        this.clock = clock;
    }

    public String status(RecoveryStatus status) {
        return messages.getMessage("recovery.status." + status, null, Locale.FRENCH);
    }

    public String number(long things) {
        return NumberFormat.getIntegerInstance(Locale.FRANCE).format(things);
    }

    /** {@code 3 h 12 min}, since then. */
    public String since(Instant then) {
        Duration gone = Duration.between(then, clock.instant());
        String minutes = gone.toMinutesPart() + "\u00a0min";
        if (gone.toHours() == 0) {
            return minutes;
        }
        return gone.toDays() > 0
                ? gone.toDays() + "\u00a0j " + gone.toHoursPart() + "\u00a0h"
                : gone.toHours() + "\u00a0h " + minutes;
    }

    /** {@code 92 %}. */
    public String share(long part, long all) {
        return all == 0 ? "–" : Math.round(100.0 * part / all) + "\u00a0%";
    }

    public String moment(Instant at) {
        return MOMENT.format(at);
    }

    public String now() {
        return moment(clock.instant());
    }
}
