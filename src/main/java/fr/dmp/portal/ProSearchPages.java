package fr.dmp.portal;

import fr.dmp.record.RecordSearches;
import fr.dmp.record.RecordSearches.Found;
import fr.dmp.record.RecordSearches.Question;
import fr.dmp.refusal.Refusal;
import fr.dmp.signin.ProfessionalSession;
import jakarta.servlet.http.HttpServletResponse;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The professionals' first page: to sign in, then to look for a record. Whom they look for never stands in an address. */
@Controller
class ProSearchPages {

    private static final String CARD = "carte";
    private static final Map<String, String> FIELDS = Map.of(
            "/nir", "nir", "/familyName", "nom", "/givenName", "prenom", "/birthDate", "naissance", "/card", CARD);
    private static final String BY_NUMBER = "nir";

    private final RecordSearches searches;

    ProSearchPages(RecordSearches searches) {
        this.searches = searches;
    }

    @GetMapping("/pro")
    String home(
            @AuthenticationPrincipal @Nullable ProfessionalSession professional,
            @RequestParam(name = "fin", required = false) @Nullable String ended,
            @RequestParam(name = "au-revoir", required = false) @Nullable String left,
            @RequestParam(name = "urgence-finie", required = false) @Nullable String emergencyEnded,
            Model model) {
        model.addAttribute("form", Form.empty());
        if (professional != null) {
            model.addAttribute("emergencyEnded", emergencyEnded != null);
            return "portal/pro/search";
        }
        model.addAttribute("ended", ended != null);
        model.addAttribute("left", left != null);
        return "portal/pro/sign-in";
    }

    /**
     * Where an emergency card leads. What it says stands behind the address's {@code #}, which browsers keep to themselves: a
     * script puts it into the form, through the sign-in if need be; without one it is typed.
     */
    @GetMapping("/pro/carte")
    String card(Model model) {
        model.addAttribute("form", Form.empty());
        return "portal/pro/card";
    }

    /** Loaded again, or come back to by a link: there is nothing to show without whom was looked for. */
    @GetMapping("/pro/recherche")
    String again() {
        return To.page(Back.PROFESSIONALS);
    }

    @PostMapping("/pro/recherche")
    String find(
            @AuthenticationPrincipal ProfessionalSession professional,
            @RequestParam Map<String, String> typed,
            Locale locale,
            HttpServletResponse response,
            Model model) {
        Form form = Form.of(typed);
        model.addAttribute("form", form);
        model.addAttribute("back", Back.PROFESSIONALS);
        Question question =
                switch (form.value("par")) {
                    case BY_NUMBER -> byNumber(form);
                    case CARD -> byCard(form);
                    default -> byTraits(form);
                };
        if (form.wrong()) {
            response.setStatus(Refusal.Kind.UNACCEPTABLE.status());
            return "portal/pro/search";
        }
        try {
            model.addAttribute("found", shown(searches.find(professional, question), new Wording(locale)));
            return "portal/pro/results";
        } catch (Refusal refused) {
            form.refuse(refused, FIELDS, BY_NUMBER);
            Answer.refused(response, refused);
            return "portal/pro/search";
        }
    }

    private static Question byNumber(Form form) {
        form.require("nir");
        return new Question(form.value("nir"), null, null, null, null);
    }

    private static Question byCard(Form form) {
        form.require(CARD);
        return new Question(null, null, null, null, form.value(CARD));
    }

    private static Question byTraits(Form form) {
        Stream.of("nom", "prenom", "naissance").forEach(form::require);
        Optional<LocalDate> birth = TypedDate.read(form.value("naissance"));
        if (birth.isEmpty()) {
            form.wrong("naissance", TypedDate.fault(form.value("naissance"), "portal.wrong.naissance"));
        }
        return new Question(
                null,
                form.value("nom"),
                form.value("prenom"),
                birth.map(LocalDate::toString).orElse(""),
                null);
    }

    private static List<Shown> shown(List<Found> found, Wording wording) {
        return found.stream().map(one -> Shown.of(one, wording)).toList();
    }

    /**
     * A record that was found, as the page shows it.
     *
     * @param standing how the professional stands with it: a status, {@code TREATING}, or {@code CLOSED} where the record is
     * @param until when an authorization ends or ended
     * @param tone {@code good}, {@code wait} or {@code bad}
     */
    record Shown(UUID record, String name, int birthYear, String standing, @Nullable String until, String tone) {

        /** Whether an emergency is a way in: those who may read need none, those who are barred have none. */
        public boolean closed() {
            return standing.equals("UNDEFINED") || standing.equals("EXPIRED");
        }

        static Shown of(Found found, Wording wording) {
            String standing = standing(found);
            return new Shown(
                    found.record(),
                    found.holder().familyName() + " " + found.holder().givenName(),
                    found.holder().birthYear(),
                    standing,
                    found.until() == null ? null : wording.moment(found.until()),
                    tone(standing));
        }

        private static String standing(Found found) {
            return switch (found.status()) {
                case CLOSED -> "CLOSED";
                case ACTIVE ->
                    found.treating() ? "TREATING" : found.authorization().name();
            };
        }

        private static String tone(String standing) {
            return switch (standing) {
                case "TREATING", "VALID" -> "good";
                case "FORBIDDEN", "CLOSED" -> "bad";
                default -> "wait";
            };
        }

        @Override
        public String toString() {
            return "Shown[" + record + "]";
        }
    }
}
