package fr.dmp.sandbox.web;

import fr.dmp.refusal.Refusal;
import fr.dmp.sandbox.SandboxClock;
import jakarta.servlet.http.HttpServletRequest;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Profile;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.servlet.ModelAndView;

/** {@code /sandbox/clock}: the program's time, read and moved. */
@Controller
@Profile("sandbox")
class ClockPage {

    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
    private static final DateTimeFormatter READABLE =
            DateTimeFormatter.ofPattern("EEEE d MMMM yyyy 'à' HH:mm:ss", Locale.FRENCH);
    /** Beyond these years nothing of the program makes sense, nor fits the database. */
    private static final Instant EARLIEST = Instant.parse("1990-01-01T00:00:00Z");

    private static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");

    private final SandboxClock clock;

    ClockPage(SandboxClock clock) {
        this.clock = clock;
    }

    record Setting(@Nullable Instant instant) {}

    @GetMapping("/sandbox/clock")
    Object read(HttpServletRequest request) {
        return Browser.asks(request) ? page() : ResponseEntity.ok(new Setting(now()));
    }

    @PutMapping(value = "/sandbox/clock", consumes = MediaType.APPLICATION_JSON_VALUE)
    @ResponseBody
    Setting set(@RequestBody Setting wished) {
        move(wished.instant());
        return new Setting(now());
    }

    /** The page's form: a wished moment in Paris, a jump, or back to the world's time. */
    @PostMapping(value = "/sandbox/clock", consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    String move(@RequestParam Map<String, String> form) {
        if (form.containsKey("reset")) {
            clock.reset();
        } else if (form.containsKey("jump")) {
            move(jumped(form.get("jump")));
        } else {
            move(typed(form.getOrDefault("moment", "")));
        }
        return "redirect:/sandbox/clock";
    }

    private void move(@Nullable Instant wished) {
        if (wished == null || wished.isBefore(EARLIEST) || wished.isAfter(LATEST)) {
            throw Refusal.invalid("/instant", "fault.instant");
        }
        clock.set(wished);
    }

    private @Nullable Instant jumped(String amount) {
        ZonedDateTime now = clock.instant().atZone(PARIS);
        return switch (amount) {
            case "hour" -> now.plusHours(1).toInstant();
            case "day" -> now.plusDays(1).toInstant();
            case "month" -> now.plusMonths(1).toInstant();
            case "year" -> now.plusYears(1).toInstant();
            default -> null;
        };
    }

    private static @Nullable Instant typed(String moment) {
        try {
            return LocalDateTime.parse(moment).atZone(PARIS).toInstant();
        } catch (DateTimeException e) {
            return null;
        }
    }

    private ModelAndView page() {
        ZonedDateTime now = clock.instant().atZone(PARIS);
        return new ModelAndView(
                "sandbox/clock",
                Map.of(
                        "readable",
                        READABLE.format(now),
                        "moment",
                        now.toLocalDateTime().truncatedTo(ChronoUnit.MINUTES).toString(),
                        "moved",
                        !clock.offset().isZero()));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
