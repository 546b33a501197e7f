package fr.dmp.portal;

import fr.dmp.access.EmergencyModes;
import fr.dmp.gate.Idempotency;
import fr.dmp.record.Entries;
import fr.dmp.record.Entries.Content;
import fr.dmp.record.Entries.Entry;
import fr.dmp.record.EntryKind;
import fr.dmp.refusal.Ids;
import fr.dmp.refusal.Refusal;
import fr.dmp.signin.ProfessionalSession;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import java.util.UUID;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What a professional writes down in a patient's record; the holder is told who did. */
@Controller
@RequestMapping("/pro/dossiers/{record}/informations/{list}/ajouter")
class ProEntryPage {

    private static final String PAGE = "portal/pro/entry-add";

    /** Stands in the page that sends the form: sent twice by a double click, it adds one entry. */
    private static final String ONCE = "envoi";

    private final Entries entries;
    private final Idempotency idempotency;
    private final EmergencyModes modes;

    ProEntryPage(Entries entries, Idempotency idempotency, EmergencyModes modes) {
        this.entries = entries;
        this.idempotency = idempotency;
        this.modes = modes;
    }

    /** What tells a page that was sent twice from another one. */
    private record Sent(UUID record, EntryKind kind, Content entry) {}

    @GetMapping
    String begin(@PathVariable String record, @PathVariable String list, Model model) {
        Form form = Form.empty();
        form.put(ONCE, UUID.randomUUID().toString());
        return show(Ids.of(record), part(list), form, model);
    }

    @PostMapping
    String add(
            @AuthenticationPrincipal ProfessionalSession professional,
            @PathVariable String record,
            @PathVariable String list,
            @RequestParam Map<String, String> typed,
            HttpServletResponse response,
            Model model) {
        UUID in = Ids.of(record);
        EntryPart part = part(list);
        Form form = Form.of(typed);
        Content written = part.read(form);
        if (form.wrong()) {
            response.setStatus(Refusal.Kind.UNACCEPTABLE.status());
            return show(in, part, form, model);
        }
        try {
            idempotency.answer(
                    form.value(ONCE),
                    professional.actor().id(),
                    new Sent(in, part.kind(), written),
                    Entry.class,
                    once -> entries.add(professional, modes.ofPages(professional, in), in, part.kind(), written, once));
            return To.page("/pro/dossiers/" + in + "#informations");
        } catch (Refusal refused) {
            if (refused.kind() == Refusal.Kind.DENIED || refused.kind() == Refusal.Kind.ABSENT) {
                throw refused;
            }
            form.refuse(refused, part.fields(""), part.label());
            Answer.refused(response, refused);
            return show(in, part, form, model);
        }
    }

    /** The people to contact are the holder's alone to keep. */
    private static EntryPart part(String list) {
        EntryPart part = EntryPart.of(list);
        if (!part.shared()) {
            throw Refusal.absent();
        }
        return part;
    }

    private static String show(UUID record, EntryPart part, Form form, Model model) {
        model.addAttribute("record", record);
        model.addAttribute("part", part);
        model.addAttribute("form", form);
        return PAGE;
    }
}
