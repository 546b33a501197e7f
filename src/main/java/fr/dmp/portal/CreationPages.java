package fr.dmp.portal;

import fr.dmp.gate.Idempotency;
import fr.dmp.identity.Nir;
import fr.dmp.record.Application;
import fr.dmp.record.CreationStatus;
import fr.dmp.record.Creations;
import fr.dmp.record.Creations.Progress;
import fr.dmp.refusal.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * Having one's record opened online, step by step. What was typed travels with the forms; nothing is stored before the
 * consent, and afterwards the browser holds the creation's id in a cookie.
 */
@Controller
@RequestMapping("/creation")
class CreationPages {

    private static final Map<String, String> FIELDS = Map.of(
            "/vitale/nir", "nir",
            "/vitale/serial", "serie",
            "/vitale/familyName", "nom",
            "/vitale/givenNames", "prenoms",
            "/vitale/birthDate", "naissance",
            "/contact/mobile", "mobile",
            "/contact/email", "courriel",
            "/contact", "mobile",
            "/consent", "accord",
            "/code", "code");

    private static final String TICKED = "oui";
    /** Stands in the page that sends the request: sent twice by a double click, it begins one creation. */
    private static final String ONCE = "envoi";
    /** Whose keys these are: nobody's who is known, so that they must be drawn at random. */
    private static final String PAGE = "page";

    private final Creations creations;
    private final Idempotency idempotency;
    private final Clock clock;

    CreationPages(Creations creations, Idempotency idempotency, Clock clock) {
        this.creations = creations;
        this.idempotency = idempotency;
        this.clock = clock;
    }

    @GetMapping
    String begin(@RequestParam(name = "perdue", required = false) @Nullable String lost, Model model) {
        model.addAttribute("lost", lost != null);
        Form form = Form.empty();
        // Both are on unless unticked, as the law has it.
        form.put("bris-de-glace", TICKED);
        form.put("centre-15", TICKED);
        return show(model, CreationStep.CARD, form);
    }

    @PostMapping
    String step(
            @RequestParam Map<String, String> typed,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        Form form = Form.of(typed);
        CreationStep step = CreationStep.of(form.value("etape"));
        if ("retour".equals(form.value("vers"))) {
            return show(model, step.before(), form);
        }
        check(step, form);
        if (form.wrong()) {
            response.setStatus(Refusal.Kind.UNACCEPTABLE.status());
            return show(model, step, form);
        }
        return step == CreationStep.CONSENT ? send(form, request, response, model) : show(model, step.next(), form);
    }

    @GetMapping("/code")
    String code(HttpServletRequest request, HttpServletResponse response, Model model) {
        return progress(request, response, model);
    }

    @PostMapping("/code")
    String confirm(
            @RequestParam Map<String, String> typed,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        Optional<UUID> pending = pending(request);
        if (pending.isEmpty()) {
            return lost(response);
        }
        Form form = Form.of(typed);
        form.require("code");
        if (form.wrong()) {
            response.setStatus(Refusal.Kind.UNACCEPTABLE.status());
            return code(model, form);
        }
        try {
            creations.confirm(pending.get(), form.value("code").replaceAll("\\s", ""));
            return To.page("/creation/suivi");
        } catch (Refusal refused) {
            return refused(refused, form, pending.get(), response, model);
        }
    }

    /** A code that is gone because it was right, sent twice by a double click, leads where it led the first time. */
    private String refused(Refusal refused, Form form, UUID creation, HttpServletResponse response, Model model) {
        if (refused.kind() == Refusal.Kind.ABSENT) {
            return lost(response);
        }
        if (refused.kind() == Refusal.Kind.GONE
                && creations.progress(creation).status() != CreationStatus.AWAITING_CODE) {
            return To.page("/creation/suivi");
        }
        form.refuse(refused, FIELDS, "code");
        Answer.refused(response, refused);
        return code(model, form);
    }

    /** How far it is; the identifier is shown for an hour, in this browser alone. */
    @GetMapping("/suivi")
    String progress(HttpServletRequest request, HttpServletResponse response, Model model) {
        return pending(request)
                .flatMap(this::found)
                .map(progress -> page(progress, model))
                .orElseGet(() -> lost(response));
    }

    private Optional<Progress> found(UUID creation) {
        try {
            return Optional.of(creations.progress(creation));
        } catch (Refusal refused) {
            if (refused.kind() == Refusal.Kind.ABSENT) {
                return Optional.empty();
            }
            throw refused;
        }
    }

    /** The cookie lives for a month, what it names may not. */
    private static String lost(HttpServletResponse response) {
        Cookies.CREATION.take(response);
        return To.page("/creation?perdue");
    }

    private String send(Form form, HttpServletRequest request, HttpServletResponse response, Model model) {
        try {
            Progress begun = begin(application(form), form.value(ONCE), request.getRemoteAddr());
            Cookies.CREATION.give(response, begun.id().toString());
            return To.page("/creation/code");
        } catch (Refusal refused) {
            form.refuse(refused, FIELDS, "accord");
            Answer.refused(response, refused);
            return show(model, CreationStep.CONSENT.firstWrong(form), form);
        }
    }

    /**
     * Whoever comes back to the page and sends it again begins anew where nothing more can come of the first request, and
     * where another box is ticked: a conflict of keys would tell a person nothing. Once for however many clicks: the next
     * key follows from the one before, at any node.
     */
    private Progress begin(Application application, String key, String client) {
        try {
            Progress begun = idempotency.answer(
                    key, PAGE, application, Progress.class, once -> creations.begin(application, client, once));
            return creations.isOver(begun.id()) ? begin(application, begun.id().toString(), client) : begun;
        } catch (Refusal refused) {
            if (!refused.slug().equals("idempotency-conflict")) {
                throw refused;
            }
            return begin(application, next(key), client);
        }
    }

    private static String next(String key) {
        return UUID.nameUUIDFromBytes(key.getBytes(StandardCharsets.UTF_8)).toString();
    }

    private void check(CreationStep step, Form form) {
        switch (step) {
            case CARD -> card(form);
            case CONTACT -> contact(form);
            case CONSENT -> {
                if (!TICKED.equals(form.value("accord"))) {
                    form.wrong("accord", "portal.missing.accord");
                }
            }
        }
    }

    private void card(Form form) {
        CreationStep.CARD.fields().forEach(form::require);
        if (Nir.of(form.value("nir")).isEmpty()) {
            form.wrong("nir", "portal.wrong.nir");
        }
        Optional<LocalDate> birth = TypedDate.read(form.value("naissance"));
        if (birth.isEmpty()) {
            form.wrong("naissance", TypedDate.fault(form.value("naissance"), "portal.wrong.naissance"));
        } else if (birth.get().isAfter(Wording.day(clock.instant()))) {
            form.wrong("naissance", "portal.wrong.naissance.future");
        }
    }

    private static void contact(Form form) {
        if (form.value("mobile").isEmpty() && form.value("courriel").isEmpty()) {
            form.wrong("mobile", "portal.missing.contact");
        }
        typed(form)
                .faults()
                .forEach(fault -> form.wrong(FIELDS.getOrDefault(fault.pointer(), "mobile"), fault.message()));
    }

    private static Application.Contact typed(Form form) {
        return new Application.Contact(form.value("mobile"), form.value("courriel"));
    }

    private static Application application(Form form) {
        return new Application(
                new Application.Vitale(
                        form.value("nir"),
                        form.value("serie"),
                        form.value("nom"),
                        form.value("prenoms"),
                        TypedDate.read(form.value("naissance"))
                                .map(LocalDate::toString)
                                .orElse("")),
                typed(form),
                TICKED.equals(form.value("accord")),
                new Application.Emergency(
                        TICKED.equals(form.value("bris-de-glace")), TICKED.equals(form.value("centre-15"))));
    }

    private static Optional<UUID> pending(HttpServletRequest request) {
        try {
            return Cookies.CREATION.read(request).map(UUID::fromString);
        } catch (IllegalArgumentException notOurs) {
            return Optional.empty();
        }
    }

    private static String page(Progress progress, Model model) {
        if (progress.status() == CreationStatus.AWAITING_CODE) {
            return code(model, Form.empty());
        }
        model.addAttribute("state", progress);
        return "portal/creation-result";
    }

    private static String code(Model model, Form form) {
        model.addAttribute("form", form);
        model.addAttribute("steps", CreationStep.ALL);
        return "portal/creation-code";
    }

    private static String show(Model model, CreationStep step, Form form) {
        form.put(ONCE, UUID.randomUUID().toString());
        model.addAttribute("form", form);
        model.addAttribute("step", step);
        model.addAttribute("steps", CreationStep.ALL);
        return "portal/creation";
    }
}
