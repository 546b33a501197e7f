package fr.dmp.portal;

import fr.dmp.access.EmergencyModes;
import fr.dmp.document.Announcements;
import fr.dmp.document.Announcements.Announcement;
import fr.dmp.document.Deposits;
import fr.dmp.document.Document;
import fr.dmp.document.Documents;
import fr.dmp.document.Documents.Opened;
import fr.dmp.document.Part;
import fr.dmp.document.Visibility;
import fr.dmp.refusal.Ids;
import fr.dmp.signin.ProfessionalSession;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;

/** A patient's documents as a professional reads and deposits them, and the results that are to be announced. */
@Controller
class ProDocumentPages {

    private static final String ADD = "portal/pro/document-add";

    private final Documents documents;
    private final Deposits deposits;
    private final Announcements announcements;
    private final DepositForm deposit;
    private final EmergencyModes modes;

    ProDocumentPages(
            Documents documents,
            Deposits deposits,
            Announcements announcements,
            DepositForm deposit,
            EmergencyModes modes) {
        this.documents = documents;
        this.deposits = deposits;
        this.announcements = announcements;
        this.deposit = deposit;
        this.modes = modes;
    }

    @GetMapping("/pro/dossiers/{record}/documents/{id}")
    String show(
            @AuthenticationPrincipal ProfessionalSession professional,
            @PathVariable String record,
            @PathVariable String id,
            Locale locale,
            Model model) {
        UUID in = Ids.of(record);
        Document read = documents.read(professional.actor(), modes.ofPages(professional, in), in, Ids.of(id));
        model.addAttribute("record", in);
        model.addAttribute("document", DocumentView.of(read, new Wording(locale)));
        model.addAttribute("hidden", read.visibility().contains(Visibility.INVISIBLE_PATIENT));
        model.addAttribute("announces", mayAnnounce(professional, read));
        if (read.mediaType().equals("text/xml")) {
            Opened rendering = documents.preview(professional.actor(), modes.ofPages(professional, in), in, read.id());
            model.addAttribute("rendering", new String(rendering.content(), StandardCharsets.UTF_8));
            model.addAttribute("encloses", rendering.encloses());
        }
        return "portal/pro/document";
    }

    /** Its author, and the treating physician. */
    private static boolean mayAnnounce(ProfessionalSession professional, Document document) {
        return document.visibility().contains(Visibility.INVISIBLE_PATIENT)
                && (professional.professional().rpps().equals(document.author().rpps())
                        || document.ground().equals("TREATING_PHYSICIAN"));
    }

    @GetMapping("/pro/dossiers/{record}/documents/{id}/contenu")
    ResponseEntity<byte[]> content(
            @AuthenticationPrincipal ProfessionalSession professional,
            @PathVariable String record,
            @PathVariable String id) {
        return DocumentContent.of(opened(professional, Ids.of(record), Ids.of(id), Part.ORIGINAL));
    }

    @GetMapping("/pro/dossiers/{record}/documents/{id}/piece")
    ResponseEntity<byte[]> encapsulated(
            @AuthenticationPrincipal ProfessionalSession professional,
            @PathVariable String record,
            @PathVariable String id) {
        return DocumentContent.of(opened(professional, Ids.of(record), Ids.of(id), Part.ENCAPSULATED));
    }

    private Opened opened(ProfessionalSession professional, UUID record, UUID id, Part part) {
        return documents.open(professional.actor(), modes.ofPages(professional, record), record, id, part);
    }

    /** The result was announced: its holder sees it from now on. */
    @PostMapping("/pro/dossiers/{record}/documents/{id}/annoncer")
    String announce(
            @AuthenticationPrincipal ProfessionalSession professional,
            @PathVariable String record,
            @PathVariable String id) {
        UUID in = Ids.of(record);
        Document read = documents.read(professional.actor(), modes.ofPages(professional, in), in, Ids.of(id));
        Set<Visibility> left = read.visibility().stream()
                .filter(each -> each != Visibility.INVISIBLE_PATIENT)
                .collect(Collectors.toSet());
        deposits.hide(professional.actor(), in, read.id(), left);
        return To.page("/pro/dossiers/" + in + "/documents/" + read.id());
    }

    @GetMapping("/pro/dossiers/{record}/documents/ajouter")
    String begin(@AuthenticationPrincipal ProfessionalSession professional, @PathVariable String record, Model model) {
        model.addAttribute("record", Ids.of(record));
        deposit.begin(professional.actor(), model);
        return ADD;
    }

    @PostMapping("/pro/dossiers/{record}/documents/ajouter")
    String add(
            @AuthenticationPrincipal ProfessionalSession professional,
            @PathVariable String record,
            @RequestParam Map<String, String> typed,
            @RequestParam(name = "fichier", required = false) @Nullable MultipartFile file,
            HttpServletResponse response,
            Model model) {
        UUID in = Ids.of(record);
        model.addAttribute("record", in);
        return deposit.add(professional.actor(), modes.ofPages(professional, in), in, typed, file, response, model)
                .map(added -> To.page("/pro/dossiers/" + in + "/documents/" + added.id()))
                .orElse(ADD);
    }

    @GetMapping("/pro/annonces")
    String announcements(@AuthenticationPrincipal ProfessionalSession professional, Locale locale, Model model) {
        Wording wording = new Wording(locale);
        model.addAttribute(
                "announcements",
                announcements.of(professional).stream()
                        .map(one -> Waiting.of(one, wording))
                        .toList());
        return "portal/pro/announcements";
    }

    /** A result that waits, as the page shows it. */
    record Waiting(
            UUID record, UUID document, String name, int birthYear, String deposited, String reminds, String opens) {

        static Waiting of(Announcement one, Wording wording) {
            return new Waiting(
                    one.record(),
                    one.document(),
                    one.holder().familyName() + " " + one.holder().givenName(),
                    one.holder().birthYear(),
                    wording.date(one.depositedAt()),
                    wording.date(one.remindAt()),
                    wording.date(one.opensAt()));
        }

        @Override
        public String toString() {
            return "Waiting[" + document + "]";
        }
    }
}
