package fr.dmp.portal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import fr.dmp.audit.ProofCheck;
import fr.dmp.audit.TraceProof;
import fr.dmp.record.OwnAccessLog;
import fr.dmp.refusal.Ids;
import fr.dmp.refusal.Refusal;
import fr.dmp.signin.HolderSession;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Who did what with the holder's record, and the proof of each line, which the program checks before it shows it. */
@Controller
@RequestMapping("/journal")
class JournalPages {

    private final OwnAccessLog log;
    private final LogReading reading;
    private final ProofCheck check;
    private final ObjectMapper json;

    JournalPages(OwnAccessLog log, LogReading reading, ProofCheck check, ObjectMapper json) {
        this.log = log;
        this.reading = reading;
        this.check = check;
        this.json = json;
    }

    @GetMapping
    String list(
            @AuthenticationPrincipal HolderSession holder,
            @RequestParam Map<String, String> asked,
            Locale locale,
            HttpServletResponse response,
            Model model) {
        reading.show(filter -> log.read(holder, filter), asked, locale, response, model);
        return "portal/journal";
    }

    @GetMapping("/{entry}")
    String proof(
            @AuthenticationPrincipal HolderSession holder,
            @PathVariable String entry,
            Locale locale,
            HttpServletResponse response,
            Model model) {
        try {
            show(holder, log.prove(holder, Ids.of(entry)), new Wording(locale), model);
        } catch (Refusal refused) {
            if (refused.kind() != Refusal.Kind.CONFLICT) {
                throw refused;
            }
            Form form = Form.empty();
            form.refuse(refused);
            model.addAttribute("form", form);
            Answer.refused(response, refused);
        }
        return "portal/journal-proof";
    }

    private void show(HolderSession holder, TraceProof proof, Wording wording, Model model) {
        Set<ProofCheck.Step> holds = check.holds(proof, holder.record());
        model.addAttribute("proof", proof);
        model.addAttribute("steps", ProofCheck.Step.values());
        model.addAttribute("holds", holds);
        model.addAttribute("proved", holds.size() == ProofCheck.Step.values().length);
        model.addAttribute("sealed", wording.moment(proof.checkpoint().at()));
        model.addAttribute(
                "line",
                check.entry(proof).map(read -> LogLine.of(read, wording)).orElse(null));
    }

    /** For whoever wants to check it with nothing of ours. */
    @GetMapping("/{entry}/preuve")
    ResponseEntity<byte[]> download(@AuthenticationPrincipal HolderSession holder, @PathVariable String entry)
            throws JsonProcessingException {
        TraceProof proof = log.prove(holder, Ids.of(entry));
        ContentDisposition kept = ContentDisposition.attachment()
                .filename("preuve-" + proof.entry() + ".json")
                .build();
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_JSON)
                .header(HttpHeaders.CONTENT_DISPOSITION, kept.toString())
                .body(json.writeValueAsBytes(proof));
    }
}
