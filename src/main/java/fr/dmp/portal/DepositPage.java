package fr.dmp.portal;

import fr.dmp.audit.Actor;
import fr.dmp.document.Deposits;
import fr.dmp.document.Document;
import fr.dmp.document.Metadata;
import fr.dmp.document.Visibility;
import fr.dmp.gate.Idempotency;
import fr.dmp.refusal.Refusal;
import fr.dmp.signin.HolderSession;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;

/** A document that the holder adds: a photo, a PDF. */
@Controller
@RequestMapping("/documents/ajouter")
class DepositPage {

    private static final Map<String, String> FIELDS = Map.of(
            "/metadata/title", "titre",
            "/metadata/type", "genre",
            "/metadata/actDate", "date-acte",
            "/content", "fichier");

    private static final String ONCE = "envoi";

    private final Deposits deposits;
    private final Idempotency idempotency;

    DepositPage(Deposits deposits, Idempotency idempotency) {
        this.deposits = deposits;
        this.idempotency = idempotency;
    }

    /** What tells a page that was sent twice from another one. */
    private record Sent(Metadata metadata, int bytes) {}

    @GetMapping
    String begin(Model model) {
        Form form = Form.empty();
        form.put(ONCE, UUID.randomUUID().toString());
        return show(form, model);
    }

    @PostMapping
    String add(
            @AuthenticationPrincipal HolderSession holder,
            @RequestParam Map<String, String> typed,
            @RequestParam(name = "fichier", required = false) @Nullable MultipartFile file,
            HttpServletResponse response,
            Model model) {
        Form form = Form.of(typed);
        byte[] content = content(file);
        Optional<LocalDate> day = TypedDate.read(form.value("date-acte"));
        form.require("titre");
        form.require("genre");
        if (day.isEmpty()) {
            form.wrong("date-acte", TypedDate.fault(form.value("date-acte"), "portal.wrong.day"));
        }
        if (content.length == 0) {
            form.wrong("fichier", "portal.missing.fichier");
        }
        if (form.wrong()) {
            response.setStatus(Refusal.Kind.UNACCEPTABLE.status());
            return show(form, model);
        }
        Metadata metadata =
                new Metadata(form.value("titre"), form.value("genre"), day.orElseThrow(), hiddenFrom(form), null);
        try {
            Document added = idempotency.answer(
                    form.value(ONCE),
                    holder.record().toString(),
                    new Sent(metadata, content.length),
                    Document.class,
                    once -> deposits.deposit(holder.actor(), holder.record(), metadata, content, once));
            return To.page("/documents/" + added.id());
        } catch (Refusal refused) {
            form.refuse(refused, FIELDS, "fichier");
            Answer.refused(response, refused);
            return show(form, model);
        }
    }

    private static Set<Visibility> hiddenFrom(Form form) {
        return form.value("masque").isEmpty() ? Set.of() : Set.of(Visibility.MASQUE_PS);
    }

    private static byte[] content(@Nullable MultipartFile file) {
        try {
            return file == null ? new byte[0] : file.getBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String show(Form form, Model model) {
        model.addAttribute("form", form);
        model.addAttribute("types", deposits.types(Actor.Kind.HOLDER));
        return "portal/document-add";
    }
}
