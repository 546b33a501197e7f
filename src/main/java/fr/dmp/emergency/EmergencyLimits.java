package fr.dmp.emergency;

import fr.dmp.audit.AccessMode;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * How long an emergency access lasts, how many one professional may open, and by when each is reviewed (P).
 *
 * @param breakGlassLasts when a break-glass access ends by itself
 * @param regulationLasts the same of a SAMU's; it is to be ended with the call
 * @param breakGlassPerDay how many one professional may open within a day; more of it is no emergency
 * @param regulationPerHour how many a SAMU's regulating doctor may open within an hour
 * @param reviewDays working days from the opening
 */
@ConfigurationProperties("dmp.emergency")
record EmergencyLimits(
        Duration breakGlassLasts,
        Duration regulationLasts,
        int breakGlassPerDay,
        int regulationPerHour,
        int reviewDays) {

    Duration lasts(AccessMode mode) {
        return mode == AccessMode.CENTRE_15 ? regulationLasts : breakGlassLasts;
    }

    int most(AccessMode mode) {
        return mode == AccessMode.CENTRE_15 ? regulationPerHour : breakGlassPerDay;
    }

    Duration within(AccessMode mode) {
        return mode == AccessMode.CENTRE_15 ? Duration.ofHours(1) : Duration.ofDays(1);
    }
}
