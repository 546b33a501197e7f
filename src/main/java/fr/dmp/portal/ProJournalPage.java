package fr.dmp.portal;

import fr.dmp.record.PatientAccessLog;
import fr.dmp.refusal.Ids;
import fr.dmp.refusal.Refusal;
import fr.dmp.signin.ProfessionalSession;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** The trace of a patient's record, as far as a professional may know it. */
@Controller
class ProJournalPage {

    private final PatientAccessLog log;
    private final LogReading reading;

    ProJournalPage(PatientAccessLog log, LogReading reading) {
        this.log = log;
        this.reading = reading;
    }

    /** Whoever never did anything there is told so, as of a record that isn't there. */
    @GetMapping("/pro/dossiers/{record}/journal")
    String list(
            @AuthenticationPrincipal ProfessionalSession professional,
            @PathVariable String record,
            @RequestParam Map<String, String> asked,
            Locale locale,
            HttpServletResponse response,
            Model model) {
        UUID in = Ids.of(record);
        model.addAttribute("record", in);
        try {
            reading.show(filter -> log.read(professional, in, filter), asked, locale, response, model);
        } catch (Refusal refused) {
            if (refused.kind() != Refusal.Kind.ABSENT && !refused.properties().containsKey("ground")) {
                throw refused;
            }
            model.addAttribute("refused", refused.properties().getOrDefault("ground", "ABSENT"));
            Answer.refused(response, refused);
        }
        return "portal/pro/journal";
    }
}
