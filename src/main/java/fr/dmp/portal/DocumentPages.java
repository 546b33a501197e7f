package fr.dmp.portal;

import fr.dmp.audit.AccessMode;
import fr.dmp.document.Deposits;
import fr.dmp.document.Document;
import fr.dmp.document.Documents;
import fr.dmp.document.Documents.Filter;
import fr.dmp.document.Documents.Opened;
import fr.dmp.document.Documents.Page;
import fr.dmp.document.Documents.Shown;
import fr.dmp.document.OwnDocuments;
import fr.dmp.document.Part;
import fr.dmp.refusal.Ids;
import fr.dmp.refusal.Refusal;
import fr.dmp.signin.HolderSession;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RequestParam;

/** The holder's documents: to be found, read, masked, put aside. */
@Controller
@RequestMapping("/documents")
class DocumentPages {

    private static final int MANY = 50;

    /** Which documents the page offers to show; the holder never sees those that are hidden from them. */
    private static final List<Shown> OFFERED = List.of(Shown.ACTIVE, Shown.MASKED, Shown.ARCHIVED, Shown.OBSOLETE);

    private final Documents documents;
    private final Deposits deposits;
    private final OwnDocuments own;

    DocumentPages(Documents documents, Deposits deposits, OwnDocuments own) {
        this.documents = documents;
        this.deposits = deposits;
        this.own = own;
    }

    /** Read by address, or asked for by the form: words that are looked for may be medical, and stand in no address. */
    @RequestMapping(method = {RequestMethod.GET, RequestMethod.POST})
    String list(
            @AuthenticationPrincipal HolderSession holder,
            @RequestParam Map<String, String> asked,
            Locale locale,
            HttpServletResponse response,
            Model model) {
        Form form = Form.of(asked);
        Wording wording = new Wording(locale);
        Page page;
        try {
            page = page(holder, filter(form));
        } catch (Refusal refused) {
            if (refused.kind() != Refusal.Kind.UNACCEPTABLE) {
                throw refused;
            }
            form.refuse(refused, Map.of("/q", "mots"), "mots");
            Answer.refused(response, refused);
            page = page(holder, Filter.ALL);
        }
        model.addAttribute("form", form);
        model.addAttribute("offered", OFFERED);
        model.addAttribute(
                "documents",
                page.items().stream().map(one -> DocumentView.of(one, wording)).toList());
        model.addAttribute("next", page.next());
        return "portal/documents";
    }

    private Page page(HolderSession holder, Filter filter) {
        return documents.list(holder.actor(), AccessMode.NORMAL, holder.record(), filter);
    }

    private static Filter filter(Form form) {
        Shown shown = OFFERED.stream()
                .filter(one -> one.name().equals(form.value("etat")))
                .findFirst()
                .orElse(Shown.ACTIVE);
        return new Filter(
                null, null, null, null, null, blank(form.value("mots")), shown, blank(form.value("suite")), MANY);
    }

    private static @Nullable String blank(String value) {
        return value.isEmpty() ? null : value;
    }

    @GetMapping("/{id}")
    String show(@AuthenticationPrincipal HolderSession holder, @PathVariable String id, Locale locale, Model model) {
        UUID document = Ids.of(id);
        Document read = documents.read(holder.actor(), AccessMode.NORMAL, holder.record(), document);
        model.addAttribute("document", DocumentView.of(read, new Wording(locale)));
        model.addAttribute("readers", own.readers(holder, document));
        if (read.mediaType().equals("text/xml")) {
            Opened rendering = documents.preview(holder.actor(), AccessMode.NORMAL, holder.record(), document);
            model.addAttribute("rendering", new String(rendering.content(), StandardCharsets.UTF_8));
            model.addAttribute("encloses", rendering.encloses());
        }
        return "portal/document";
    }

    /** What a browser can show by itself is shown, anything else is to be kept. */
    @GetMapping("/{id}/contenu")
    ResponseEntity<byte[]> content(@AuthenticationPrincipal HolderSession holder, @PathVariable String id) {
        return DocumentContent.of(
                documents.open(holder.actor(), AccessMode.NORMAL, holder.record(), Ids.of(id), Part.ORIGINAL));
    }

    @GetMapping("/{id}/piece")
    ResponseEntity<byte[]> encapsulated(@AuthenticationPrincipal HolderSession holder, @PathVariable String id) {
        return DocumentContent.of(
                documents.open(holder.actor(), AccessMode.NORMAL, holder.record(), Ids.of(id), Part.ENCAPSULATED));
    }

    /** Before it is masked: who will still see it. */
    @GetMapping("/{id}/masquer")
    String beforeMasking(
            @AuthenticationPrincipal HolderSession holder, @PathVariable String id, Locale locale, Model model) {
        UUID document = Ids.of(id);
        Document read = documents.read(holder.actor(), AccessMode.NORMAL, holder.record(), document);
        model.addAttribute("document", DocumentView.of(read, new Wording(locale)));
        model.addAttribute("readers", own.readersIfMasked(holder, document));
        return "portal/document-mask";
    }

    /** What is done to a document, by the word in its address. */
    enum Act {
        MASQUER,
        DEMASQUER,
        ARCHIVER,
        DESARCHIVER,
        SUPPRIMER;

        static Act of(String written) {
            return Arrays.stream(values())
                    .filter(act -> act.name().equalsIgnoreCase(written))
                    .findFirst()
                    .orElseThrow(Refusal::absent);
        }
    }

    @PostMapping("/{id}/{act}")
    String change(@AuthenticationPrincipal HolderSession holder, @PathVariable String id, @PathVariable String act) {
        UUID document = Ids.of(id);
        switch (Act.of(act)) {
            case MASQUER -> own.mask(holder, document);
            case DEMASQUER -> own.unmask(holder, document);
            case ARCHIVER -> own.archive(holder, document);
            case DESARCHIVER -> own.unarchive(holder, document);
            case SUPPRIMER -> {
                deposits.delete(holder.actor(), holder.record(), document);
                return To.page("/documents");
            }
        }
        return To.page("/documents/" + document);
    }
}
