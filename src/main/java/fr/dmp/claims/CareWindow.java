package fr.dmp.claims;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import org.springframework.stereotype.Component;

/** The twelve months that the care history shows: days of care in Europe/Paris. */
@Component
public class CareWindow {

    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
    private static final int MONTHS = 12;

    private final Clock clock;

    CareWindow(Clock clock) {
        this.clock = clock;
    }

    /** The first day that is still shown. */
    public LocalDate opens() {
        return today().minusMonths(MONTHS);
    }

    public LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), PARIS);
    }
}
