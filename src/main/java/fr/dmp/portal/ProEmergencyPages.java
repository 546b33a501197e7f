package fr.dmp.portal;

import fr.dmp.audit.AccessMode;
import fr.dmp.emergency.EmergencyAccesses;
import fr.dmp.emergency.EmergencyReason;
import fr.dmp.emergency.EmergencyWish;
import fr.dmp.refusal.Ids;
import fr.dmp.refusal.Refusal;
import fr.dmp.signin.ProfessionalSession;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Where a professional opens a record in an emergency, made for haste; and ends it. */
@Controller
@RequestMapping("/pro/dossiers/{record}/urgence")
class ProEmergencyPages {

    private static final String PAGE = "portal/pro/emergency";
    private static final String MODE = "mode";
    private static final String REASON = "motif";
    private static final String WORDS = "explication";
    private static final String CALL = "appel";
    private static final Map<String, String> FIELDS =
            Map.of("/reason", REASON, "/explanation", WORDS, "/callReference", CALL);
    private static final Set<Refusal.Kind> TOLD =
            EnumSet.of(Refusal.Kind.DENIED, Refusal.Kind.CONFLICT, Refusal.Kind.TOO_MANY, Refusal.Kind.UNACCEPTABLE);

    private final EmergencyAccesses emergencies;

    ProEmergencyPages(EmergencyAccesses emergencies) {
        this.emergencies = emergencies;
    }

    @GetMapping
    String begin(@AuthenticationPrincipal ProfessionalSession professional, @PathVariable String record, Model model) {
        UUID in = Ids.of(record);
        if (model.containsAttribute(EmergencyBanner.NAME)) {
            return To.page("/pro/dossiers/" + in);
        }
        return show(professional, in, Form.empty(), model);
    }

    @PostMapping
    String open(
            @AuthenticationPrincipal ProfessionalSession professional,
            @PathVariable String record,
            @RequestParam Map<String, String> typed,
            HttpServletResponse response,
            Model model) {
        UUID in = Ids.of(record);
        Form form = Form.of(typed);
        AccessMode mode = mode(professional, form);
        require(form, mode);
        if (form.wrong()) {
            response.setStatus(Refusal.Kind.UNACCEPTABLE.status());
            return show(professional, in, form, model);
        }
        String call = mode == AccessMode.CENTRE_15 ? form.value(CALL) : null;
        try {
            emergencies.open(
                    professional, in, new EmergencyWish(mode, reason(form), form.value(WORDS), call), Supplier::get);
            return To.page("/pro/dossiers/" + in);
        } catch (Refusal refused) {
            if (!TOLD.contains(refused.kind())) {
                throw refused;
            }
            form.refuse(refused, FIELDS, REASON);
            if (refused.faults().isEmpty()) {
                model.addAttribute("obstacle", refused.properties().getOrDefault("ground", refused.slug()));
            }
            Answer.refused(response, refused);
            return show(professional, in, form, model);
        }
    }

    /** Back to the search: what was read in the emergency isn't theirs to read any more. */
    @PostMapping("/{id}/fin")
    String end(
            @AuthenticationPrincipal ProfessionalSession professional,
            @PathVariable String record,
            @PathVariable String id) {
        emergencies.end(professional, Ids.of(record), Ids.of(id));
        return To.page("/pro?urgence-finie");
    }

    /** A regulating doctor's is the regulation, unless they choose otherwise; nobody else has the choice. */
    private static AccessMode mode(ProfessionalSession professional, Form form) {
        return professional.regulation() && !form.value(MODE).equals(AccessMode.BRIS_DE_GLACE.name())
                ? AccessMode.CENTRE_15
                : AccessMode.BRIS_DE_GLACE;
    }

    private static void require(Form form, AccessMode mode) {
        if (mode == AccessMode.CENTRE_15) {
            form.require(CALL);
        }
        if (reason(form) == null) {
            form.wrong(REASON, "portal.missing.motif");
        }
        form.require(WORDS);
    }

    private static @Nullable EmergencyReason reason(Form form) {
        return Arrays.stream(EmergencyReason.values())
                .filter(reason -> reason.name().equals(form.value(REASON)))
                .findFirst()
                .orElse(null);
    }

    private static String show(ProfessionalSession professional, UUID record, Form form, Model model) {
        form.put(MODE, mode(professional, form).name());
        model.addAttribute("record", record);
        model.addAttribute("regulation", professional.regulation());
        model.addAttribute("reasons", EmergencyReason.values());
        model.addAttribute("form", form);
        return PAGE;
    }
}
