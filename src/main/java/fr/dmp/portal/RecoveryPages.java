package fr.dmp.portal;

import fr.dmp.gate.Idempotency;
import fr.dmp.identity.Nir;
import fr.dmp.recovery.Answers;
import fr.dmp.recovery.Recoveries;
import fr.dmp.recovery.Recoveries.Receipt;
import fr.dmp.refusal.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * Lost credentials: the questions, the code with which one chooses another password, and stopping what somebody else
 * began. Every page says what happens where the answers are right, and nothing of whether they were.
 */
@Controller
class RecoveryPages {

    private static final Map<String, String> FIELDS = Map.of(
            "/nir", "nir",
            "/birthName", "nom",
            "/birthDate", "naissance",
            "/address", "adresse",
            "/serial", "serie",
            "/phone", "rappel",
            "/code", "code-acces",
            "/newPassword", "nouveau");

    private static final List<String> ASKED = List.of("nir", "nom", "naissance", "adresse", "serie");

    /** Stands in the page that sends the request: sent twice by a double click, it asks once. */
    private static final String ONCE = "envoi";

    /** Whose keys these are: nobody's who is known, so that they must be drawn at random. */
    private static final String PAGE = "page";

    private final Recoveries recoveries;
    private final Idempotency idempotency;

    RecoveryPages(Recoveries recoveries, Idempotency idempotency) {
        this.recoveries = recoveries;
        this.idempotency = idempotency;
    }

    @GetMapping("/recuperation")
    String questions(Model model) {
        return questions(model, Form.empty());
    }

    @PostMapping("/recuperation")
    String ask(
            @RequestParam Map<String, String> typed,
            HttpServletRequest request,
            HttpServletResponse response,
            Locale locale,
            Model model) {
        Form form = Form.of(typed);
        ASKED.forEach(form::require);
        if (Nir.of(form.value("nir")).isEmpty()) {
            form.wrong("nir", "portal.wrong.nir");
        }
        if (TypedDate.read(form.value("naissance")).isEmpty()) {
            form.wrong("naissance", TypedDate.fault(form.value("naissance"), "portal.wrong.naissance"));
        }
        if (form.wrong()) {
            response.setStatus(Refusal.Kind.UNACCEPTABLE.status());
            return questions(model, form);
        }
        try {
            Answers answers = answers(form);
            Receipt receipt = idempotency.answer(
                    form.value(ONCE),
                    PAGE,
                    answers,
                    Receipt.class,
                    once -> recoveries.begin(answers, request.getRemoteAddr(), once));
            model.addAttribute("receipt", receipt);
            model.addAttribute(
                    "callback", receipt.callbackBy() == null ? null : new Wording(locale).moment(receipt.callbackBy()));
            Form next = Form.empty();
            next.put("reference", receipt.reference());
            return code(model, next);
        } catch (Refusal refused) {
            form.refuse(refused, FIELDS, "nir");
            Answer.refused(response, refused);
            return questions(model, form);
        }
    }

    private static Answers answers(Form form) {
        return new Answers(
                form.value("nir"),
                form.value("nom"),
                TypedDate.read(form.value("naissance")).map(LocalDate::toString).orElse(""),
                form.value("adresse"),
                form.value("serie"),
                form.value("rappel"),
                null);
    }

    @GetMapping("/recuperation/code")
    String code(Model model) {
        return code(model, Form.empty());
    }

    @PostMapping("/recuperation/code")
    String redeem(
            @RequestParam Map<String, String> typed,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        Form form = Form.of(typed);
        form.require("reference");
        form.require("code-acces");
        form.require("nouveau");
        if (!form.exact("nouveau").equals(form.exact("encore"))) {
            form.wrong("encore", "portal.wrong.encore");
        }
        if (form.wrong()) {
            response.setStatus(Refusal.Kind.UNACCEPTABLE.status());
            return code(model, form);
        }
        try {
            recoveries.redeem(
                    form.value("reference"), form.value("code-acces"), form.exact("nouveau"), request.getRemoteAddr());
            return To.page("/recuperation/fait");
        } catch (Refusal refused) {
            form.refuse(refused, FIELDS, "code-acces");
            Answer.refused(response, refused);
            return code(model, form);
        }
    }

    @GetMapping("/recuperation/fait")
    String done() {
        return "portal/recovery-done";
    }

    @GetMapping("/annulation")
    String cancellation(@RequestParam(name = "fait", required = false) @Nullable String done, Model model) {
        model.addAttribute("done", done != null);
        return cancellation(model, Form.empty());
    }

    @PostMapping("/annulation")
    String cancel(
            @RequestParam Map<String, String> typed,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        Form form = Form.of(typed);
        form.require("reference");
        form.require("code-acces");
        if (form.wrong()) {
            response.setStatus(Refusal.Kind.UNACCEPTABLE.status());
            return cancellation(model, form);
        }
        try {
            recoveries.cancel(form.value("reference"), form.value("code-acces"), request.getRemoteAddr());
            return To.page("/annulation?fait");
        } catch (Refusal refused) {
            form.refuse(refused, FIELDS, "code-acces");
            Answer.refused(response, refused);
            return cancellation(model, form);
        }
    }

    private static String questions(Model model, Form form) {
        form.put(ONCE, UUID.randomUUID().toString());
        model.addAttribute("form", form);
        return "portal/recovery";
    }

    private static String code(Model model, Form form) {
        model.addAttribute("form", form);
        return "portal/recovery-code";
    }

    private static String cancellation(Model model, Form form) {
        model.addAttribute("form", form);
        return "portal/recovery-cancellation";
    }
}
