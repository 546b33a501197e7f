package fr.dmp.portal;

import fr.dmp.audit.AccessMode;
import fr.dmp.emergency.EmergencyReason;
import fr.dmp.emergency.OwnEmergencies;
import fr.dmp.emergency.Review;
import fr.dmp.record.EmergencyChoices;
import fr.dmp.record.OwnEmergencySettings;
import fr.dmp.refusal.Ids;
import fr.dmp.refusal.Refusal;
import fr.dmp.signin.HolderSession;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Whether the holder's record may be read in an emergency, who did, and what the holder says to it. */
@Controller
@RequestMapping("/urgences")
class EmergencyPages {

    private static final String HOME = "/urgences";
    private static final String LIST = "portal/emergencies";
    private static final String ONE = "portal/emergency";
    private static final String BREAK_GLASS = "bris-de-glace";
    private static final String REGULATION = "centre-15";
    private static final String TELL_CONTACTS = "prevenir-proches";
    private static final String WATCHED = "surveiller";
    private static final String VERSION = "version";
    private static final String WORDS = "contestation";
    private static final String TICKED = "oui";

    private final OwnEmergencySettings settings;
    private final OwnEmergencies emergencies;

    EmergencyPages(OwnEmergencySettings settings, OwnEmergencies emergencies) {
        this.settings = settings;
        this.emergencies = emergencies;
    }

    @GetMapping
    String list(
            @AuthenticationPrincipal HolderSession holder,
            @RequestParam(name = "regle", required = false) @Nullable String changed,
            @RequestParam(name = "conteste", required = false) @Nullable String contested,
            Locale locale,
            Model model) {
        model.addAttribute("changed", changed != null);
        model.addAttribute("contested", contested != null);
        return show(holder, Form.empty(), locale, model);
    }

    /** The boxes show what holds, also where another window changed it meanwhile. */
    private String show(HolderSession holder, Form form, Locale locale, Model model) {
        EmergencyChoices now = settings.read(holder);
        form.put(BREAK_GLASS, now.breakGlass() ? TICKED : "");
        form.put(REGULATION, now.regulation() ? TICKED : "");
        form.put(TELL_CONTACTS, now.tellContacts() ? TICKED : "");
        form.put(WATCHED, now.watched() ? TICKED : "");
        form.put(VERSION, now.version());
        Wording wording = new Wording(locale);
        model.addAttribute("form", form);
        model.addAttribute(
                "accesses",
                emergencies.list(holder).stream()
                        .map(access -> Shown.of(access, wording))
                        .toList());
        return LIST;
    }

    @PostMapping
    String change(
            @AuthenticationPrincipal HolderSession holder,
            @RequestParam Map<String, String> typed,
            Locale locale,
            HttpServletResponse response,
            Model model) {
        Form form = Form.of(typed);
        EmergencyChoices wished = new EmergencyChoices(
                TICKED.equals(form.value(BREAK_GLASS)),
                TICKED.equals(form.value(REGULATION)),
                TICKED.equals(form.value(TELL_CONTACTS)),
                TICKED.equals(form.value(WATCHED)));
        try {
            settings.change(holder, present -> wished, form.value(VERSION)::equals);
            return To.page(HOME + "?regle");
        } catch (Refusal refused) {
            if (refused.kind() != Refusal.Kind.STALE) {
                throw refused;
            }
            form.refuse(refused);
            Answer.refused(response, refused);
            return show(holder, form, locale, model);
        }
    }

    @GetMapping("/{id}")
    String begin(@AuthenticationPrincipal HolderSession holder, @PathVariable String id, Locale locale, Model model) {
        return show(holder, Ids.of(id), Form.empty(), locale, model);
    }

    private String show(HolderSession holder, UUID id, Form form, Locale locale, Model model) {
        Shown access = emergencies.list(holder).stream()
                .filter(one -> one.id().equals(id))
                .map(one -> Shown.of(one, new Wording(locale)))
                .findFirst()
                .orElseThrow(Refusal::absent);
        model.addAttribute("access", access);
        model.addAttribute("form", form);
        return ONE;
    }

    @PostMapping("/{id}")
    String contest(
            @AuthenticationPrincipal HolderSession holder,
            @PathVariable String id,
            @RequestParam Map<String, String> typed,
            Locale locale,
            HttpServletResponse response,
            Model model) {
        UUID access = Ids.of(id);
        Form form = Form.of(typed);
        form.require(WORDS);
        if (form.wrong()) {
            response.setStatus(Refusal.Kind.UNACCEPTABLE.status());
            return show(holder, access, form, locale, model);
        }
        try {
            // What they say is one paragraph: ends of lines are spaces.
            emergencies.contest(holder, access, form.value(WORDS).replaceAll("\\R", " "));
            return To.page(HOME + "?conteste");
        } catch (Refusal refused) {
            if (refused.kind() != Refusal.Kind.UNACCEPTABLE && refused.kind() != Refusal.Kind.CONFLICT) {
                throw refused;
            }
            form.refuse(refused, Map.of(), WORDS);
            Answer.refused(response, refused);
            return show(holder, access, form, locale, model);
        }
    }

    /**
     * An access as the pages show it.
     *
     * @param day on which it began and ended; absent where it ended on another
     * @param began the hour
     * @param ended the hour
     * @param state of the review: {@code PENDING}, {@code CONTESTED}, {@code JUSTIFIED}, {@code UNJUSTIFIED}
     * @param tone {@code good}, {@code wait} or {@code bad}
     * @param contestable whether there is something left to contest
     */
    record Shown(
            UUID id,
            String name,
            String profession,
            @Nullable String place,
            AccessMode mode,
            EmergencyReason reason,
            String explanation,
            String from,
            String to,
            @Nullable String day,
            String began,
            String ended,
            boolean open,
            String state,
            String tone,
            boolean contestable,
            @Nullable String outcome) {

        static Shown of(OwnEmergencies.View access, Wording wording) {
            boolean waits = access.contested() && access.review() == Review.PENDING;
            return new Shown(
                    access.id(),
                    access.name(),
                    access.profession(),
                    access.place(),
                    access.mode(),
                    access.reason(),
                    access.explanation(),
                    wording.moment(access.from()),
                    wording.moment(access.to()),
                    Wording.day(access.from()).equals(Wording.day(access.to())) ? wording.date(access.from()) : null,
                    wording.hour(access.from()),
                    wording.hour(access.to()),
                    access.open(),
                    waits ? "CONTESTED" : access.review().name(),
                    tone(access.review()),
                    !access.contested() && access.review() != Review.UNJUSTIFIED,
                    access.outcomeReason());
        }

        private static String tone(Review review) {
            return switch (review) {
                case JUSTIFIED -> "good";
                case UNJUSTIFIED -> "bad";
                case PENDING -> "wait";
            };
        }

        @Override
        public String toString() {
            return "Shown[" + id + "]";
        }
    }
}
