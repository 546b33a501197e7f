package fr.dmp.portal;

import fr.dmp.access.EmergencyModes;
import fr.dmp.audit.AccessMode;
import fr.dmp.refusal.Ids;
import fr.dmp.signin.ProfessionalSession;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;

/** What each page of a record tells throughout, as long as an emergency access to it is open. */
@ControllerAdvice(
        assignableTypes = {
            ProRecordPage.class,
            ProDocumentPages.class,
            ProEntryPage.class,
            ProJournalPage.class,
            ProEmergencyPages.class
        })
class EmergencyBanner {

    /** Of the model; absent as long as none is open. */
    static final String NAME = "emergency";

    private final EmergencyModes modes;
    private final Clock clock;

    EmergencyBanner(EmergencyModes modes, Clock clock) {
        this.modes = modes;
        this.clock = clock;
    }

    @ModelAttribute
    void show(
            @AuthenticationPrincipal ProfessionalSession professional,
            @PathVariable(required = false) @Nullable String record,
            Locale locale,
            Model model) {
        if (record != null) {
            UUID in = Ids.of(record);
            modes.open(professional, in)
                    .ifPresent(
                            open -> model.addAttribute(NAME, Shown.of(in, open, clock.instant(), new Wording(locale))));
        }
    }

    /**
     * An access that is open.
     *
     * @param until the hour at which it ends by itself, with its day where that isn't today
     * @param left how long that is from now, as the page was made
     */
    record Shown(UUID record, UUID id, AccessMode mode, String until, boolean today, String left) {

        static Shown of(UUID record, EmergencyModes.Open open, Instant now, Wording wording) {
            boolean today = Wording.day(open.until()).equals(Wording.day(now));
            return new Shown(
                    record,
                    open.id(),
                    open.mode(),
                    today ? wording.hour(open.until()) : wording.moment(open.until()),
                    today,
                    wording.time(Duration.between(now, open.until())));
        }
    }
}
