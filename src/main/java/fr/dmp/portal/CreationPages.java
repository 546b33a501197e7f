package fr.dmp.portal;

import fr.dmp.identity.Nir;
import fr.dmp.record.Application;
import fr.dmp.record.CreationStatus;
import fr.dmp.record.Creations;
import fr.dmp.record.Creations.Progress;
import fr.dmp.refusal.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
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

    private final Creations creations;
    private final Clock clock;

    CreationPages(Creations creations, Clock clock) {
        this.creations = creations;
        this.clock = clock;
    }

    @GetMapping
    String begin(Model model) {
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
    String code(HttpServletRequest request, Model model) {
        return pending(request)
                .map(creations::progress)
                .map(progress -> page(progress, model))
                .orElse(To.page("/creation"));
    }

    @PostMapping("/code")
    String confirm(
            @RequestParam Map<String, String> typed,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        Optional<UUID> pending = pending(request);
        if (pending.isEmpty()) {
            return To.page("/creation");
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
            form.refuse(refused, FIELDS, "code");
            Answer.refused(response, refused);
            return code(model, form);
        }
    }

    /** How far it is; the identifier is shown for an hour, in this browser alone. */
    @GetMapping("/suivi")
    String progress(HttpServletRequest request, Model model) {
        return pending(request)
                .map(creations::progress)
                .map(progress -> page(progress, model))
                .orElse(To.page("/creation"));
    }

    private String send(Form form, HttpServletRequest request, HttpServletResponse response, Model model) {
        try {
            Progress begun = creations.begin(application(form), request.getRemoteAddr());
            Cookies.CREATION.give(response, begun.id().toString());
            return To.page("/creation/code");
        } catch (Refusal refused) {
            form.refuse(refused, FIELDS, "accord");
            Answer.refused(response, refused);
            return show(model, CreationStep.CONSENT.firstWrong(form), form);
        }
    }

    private void check(CreationStep step, Form form) {
        switch (step) {
            case CARD -> card(form);
            case CONTACT -> {
                if (form.value("mobile").isEmpty() && form.value("courriel").isEmpty()) {
                    form.wrong("mobile", "portal.missing.contact");
                }
            }
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
            form.wrong("naissance", "portal.wrong.naissance");
        } else if (birth.get().isAfter(Wording.day(clock.instant()))) {
            form.wrong("naissance", "portal.wrong.naissance.future");
        }
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
                new Application.Contact(form.value("mobile"), form.value("courriel")),
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
        model.addAttribute("form", form);
        model.addAttribute("step", step);
        model.addAttribute("steps", CreationStep.ALL);
        return "portal/creation";
    }
}
