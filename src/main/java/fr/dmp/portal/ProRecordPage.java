package fr.dmp.portal;

import fr.dmp.access.EmergencyModes;
import fr.dmp.access.ProfessionalAccess;
import fr.dmp.access.ProfessionalAccess.Consent;
import fr.dmp.access.ProfessionalAccess.Standing;
import fr.dmp.audit.AccessMode;
import fr.dmp.document.Documents;
import fr.dmp.document.Documents.Filter;
import fr.dmp.record.PatientRecords;
import fr.dmp.refusal.Ids;
import fr.dmp.refusal.Refusal;
import fr.dmp.signin.ProfessionalSession;
import jakarta.servlet.http.HttpServletResponse;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * A patient's record as a professional reads it. Whose it is and why it may be read comes first; each of its parts is read,
 * decided and traced by itself, and one that is refused says why in its place.
 */
@Controller
class ProRecordPage {

    private final PatientRecords patients;
    private final ProfessionalAccess access;
    private final EntryReading entries;
    private final Documents documents;
    private final HistoryReading history;
    private final EmergencyReading urgent;
    private final EmergencyModes modes;

    ProRecordPage(
            PatientRecords patients,
            ProfessionalAccess access,
            EntryReading entries,
            Documents documents,
            HistoryReading history,
            EmergencyReading urgent,
            EmergencyModes modes) {
        this.patients = patients;
        this.access = access;
        this.entries = entries;
        this.documents = documents;
        this.history = history;
        this.urgent = urgent;
        this.modes = modes;
    }

    @GetMapping("/pro/dossiers/{record}")
    String page(
            @AuthenticationPrincipal ProfessionalSession professional,
            @PathVariable String record,
            @RequestParam Map<String, String> asked,
            Locale locale,
            HttpServletResponse response,
            Model model) {
        UUID id = Ids.of(record);
        AccessMode mode = modes.ofPages(professional, id);
        try {
            model.addAttribute("patient", Patient.of(patients.open(professional, mode, id), new Wording(locale)));
        } catch (Refusal refused) {
            return refused(id, refused, response, model);
        }
        try {
            lists(entries.all(professional.actor(), mode, id, new Wording(locale)), mode, model);
        } catch (Refusal refused) {
            model.addAttribute("entriesRefused", Answer.ground(refused));
        }
        if (mode != AccessMode.NORMAL) {
            model.addAttribute(
                    "first",
                    urgent.parts(new EmergencyReading.Reader(professional.actor(), mode, id, new Wording(locale))));
        }
        try {
            model.addAttribute("documents", documents(professional, mode, id, new Wording(locale)));
        } catch (Refusal refused) {
            model.addAttribute("documentsRefused", Answer.ground(refused));
        }
        try {
            history.show(professional.actor(), mode, id, asked, locale, response, model);
        } catch (Refusal refused) {
            model.addAttribute("careRefused", Answer.ground(refused));
        }
        return "portal/pro/record";
    }

    /** In an emergency those that are needed first come first, in their order. */
    private static void lists(List<EntryReading.Shown> all, AccessMode mode, Model model) {
        if (mode == AccessMode.NORMAL) {
            model.addAttribute("lists", all);
            return;
        }
        model.addAttribute(
                "firstLists",
                EmergencyReading.LISTS.stream()
                        .flatMap(part -> all.stream().filter(list -> list.part() == part))
                        .toList());
        model.addAttribute(
                "lists",
                all.stream()
                        .filter(list -> !EmergencyReading.LISTS.contains(list.part()))
                        .toList());
    }

    private static String refused(UUID record, Refusal refused, HttpServletResponse response, Model model) {
        // Nothing is open that can't be read: who was blocked meanwhile isn't told that the record is.
        model.addAttribute(EmergencyBanner.NAME, null);
        model.addAttribute("record", record);
        model.addAttribute("ground", Answer.ground(refused));
        Answer.refused(response, refused);
        return "portal/pro/record-refused";
    }

    /** Attests that the patient is present and agrees, or asks them from afar. */
    @PostMapping("/pro/dossiers/{record}/acces")
    String ask(
            @AuthenticationPrincipal ProfessionalSession professional,
            @PathVariable String record,
            @RequestParam Map<String, String> typed,
            Locale locale,
            HttpServletResponse response,
            Model model) {
        UUID id = Ids.of(record);
        Form form = Form.of(typed);
        try {
            if (form.value("comment").equals("present")) {
                Consent consent = form.value("accord").isEmpty() ? Consent.MISSING : Consent.GIVEN;
                access.attest(professional, id, consent, Supplier::get);
                return To.page("/pro/dossiers/" + id);
            }
            Standing standing = access.ask(professional, id, Supplier::get);
            if (standing.request() == null) {
                return To.page("/pro/dossiers/" + id);
            }
            model.addAttribute(
                    "asked", new Wording(locale).date(standing.request().expiresAt()));
            model.addAttribute("record", id);
            model.addAttribute("ground", "NO_AUTHORIZATION");
            return "portal/pro/record-refused";
        } catch (Refusal refused) {
            if (refused.properties().containsKey("ground")) {
                return refused(id, refused, response, model);
            }
            form.refuse(refused);
            model.addAttribute("form", form);
            model.addAttribute("record", id);
            model.addAttribute("ground", "NO_AUTHORIZATION");
            Answer.refused(response, refused);
            return "portal/pro/record-refused";
        }
    }

    private List<DocumentView> documents(
            ProfessionalSession professional, AccessMode mode, UUID record, Wording wording) {
        return documents.list(professional.actor(), mode, record, Filter.ALL).items().stream()
                .map(document -> DocumentView.of(document, wording))
                .toList();
    }

    /** @param ground the rule by which it may be read */
    record Patient(UUID record, String name, String born, String ground) {

        static Patient of(PatientRecords.View view, Wording wording) {
            LocalDate birth = view.birthDate();
            return new Patient(
                    view.record(), view.familyName() + " " + view.givenNames(), wording.date(birth), view.ground());
        }

        @Override
        public String toString() {
            return "Patient[" + record + "]";
        }
    }
}
