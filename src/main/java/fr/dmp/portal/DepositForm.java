package fr.dmp.portal;

import fr.dmp.audit.AccessMode;
import fr.dmp.audit.Actor;
import fr.dmp.document.Deposits;
import fr.dmp.document.Document;
import fr.dmp.document.Metadata;
import fr.dmp.document.Visibility;
import fr.dmp.gate.Idempotency;
import fr.dmp.refusal.Refusal;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;
import org.springframework.web.multipart.MultipartFile;

/** The form by which holders and professionals add a document. */
@Component
class DepositForm {

    private static final Map<String, String> FIELDS = Map.of(
            "/metadata/title", "titre",
            "/metadata/type", "genre",
            "/metadata/actDate", "date-acte",
            "/metadata/visibility", "invisible",
            "/content", "fichier");

    private static final Map<String, Visibility> HIDDEN =
            Map.of("masque", Visibility.MASQUE_PS, "invisible", Visibility.INVISIBLE_PATIENT);

    /** Stands in the page that sends the form: sent twice by a double click, it adds one document. */
    private static final String ONCE = "envoi";

    private final Deposits deposits;
    private final Idempotency idempotency;

    DepositForm(Deposits deposits, Idempotency idempotency) {
        this.deposits = deposits;
        this.idempotency = idempotency;
    }

    /** What tells a page that was sent twice from another one. */
    private record Sent(UUID record, Metadata metadata, int bytes) {}

    void begin(Actor author, Model model) {
        Form form = Form.empty();
        form.put(ONCE, UUID.randomUUID().toString());
        show(author, form, model);
    }

    /** The document; or empty where something was wrong, which the form then shows. */
    Optional<Document> add(
            Actor author,
            AccessMode mode,
            UUID record,
            Map<String, String> typed,
            @Nullable MultipartFile file,
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
            show(author, form, model);
            return Optional.empty();
        }
        Metadata metadata =
                new Metadata(form.value("titre"), form.value("genre"), day.orElseThrow(), hiddenFrom(form), null);
        try {
            return Optional.of(idempotency.answer(
                    form.value(ONCE),
                    author.id(),
                    new Sent(record, metadata, content.length),
                    Document.class,
                    once -> deposits.deposit(author, mode, record, metadata, content, once)));
        } catch (Refusal refused) {
            form.refuse(refused, FIELDS, "fichier");
            Answer.refused(response, refused);
            show(author, form, model);
            return Optional.empty();
        }
    }

    private static Set<Visibility> hiddenFrom(Form form) {
        Set<Visibility> from = EnumSet.noneOf(Visibility.class);
        HIDDEN.forEach((field, visibility) -> {
            if (!form.value(field).isEmpty()) {
                from.add(visibility);
            }
        });
        return from;
    }

    private static byte[] content(@Nullable MultipartFile file) {
        try {
            return file == null ? new byte[0] : file.getBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void show(Actor author, Form form, Model model) {
        model.addAttribute("form", form);
        model.addAttribute("types", deposits.types(author.kind()));
    }
}
