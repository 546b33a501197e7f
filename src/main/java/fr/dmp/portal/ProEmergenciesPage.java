package fr.dmp.portal;

import fr.dmp.emergency.PatientEmergencies;
import fr.dmp.emergency.PatientEmergencies.PatientEmergency;
import fr.dmp.signin.ProfessionalSession;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** What a treating physician is told of by mail without a name: who read the records of their patients in an emergency. */
@Controller
class ProEmergenciesPage {

    private final PatientEmergencies emergencies;

    ProEmergenciesPage(PatientEmergencies emergencies) {
        this.emergencies = emergencies;
    }

    @GetMapping("/pro/urgences")
    String list(@AuthenticationPrincipal ProfessionalSession physician, Locale locale, Model model) {
        Wording wording = new Wording(locale);
        model.addAttribute(
                "emergencies",
                emergencies.of(physician).stream()
                        .map(one -> Shown.of(one, wording))
                        .toList());
        return "portal/pro/emergencies";
    }

    /** One access, as the page shows it. */
    record Shown(
            UUID record,
            String patient,
            String birthYear,
            String name,
            String profession,
            @Nullable String place,
            String mode,
            String reason,
            String from,
            String to) {

        static Shown of(PatientEmergency one, Wording wording) {
            return new Shown(
                    one.record(),
                    one.holder().familyName() + " " + one.holder().givenName(),
                    String.valueOf(one.holder().birthYear()),
                    one.name(),
                    one.profession(),
                    one.place(),
                    one.mode().name(),
                    one.reason().name(),
                    wording.moment(one.from()),
                    wording.moment(one.to()));
        }

        @Override
        public String toString() {
            return "Shown[" + record + "]";
        }
    }
}
