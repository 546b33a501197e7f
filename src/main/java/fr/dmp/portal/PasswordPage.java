package fr.dmp.portal;

import fr.dmp.refusal.Refusal;
import fr.dmp.signin.HolderSession;
import fr.dmp.signin.HolderSession.Scope;
import fr.dmp.signin.Passwords;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The password: the first one of one's own, and any later one. */
@Controller
@RequestMapping("/mot-de-passe")
class PasswordPage {

    private final Passwords passwords;

    PasswordPage(Passwords passwords) {
        this.passwords = passwords;
    }

    @GetMapping
    String page(
            @AuthenticationPrincipal HolderSession session,
            @RequestParam(name = "change", required = false) @Nullable String changed,
            Model model) {
        model.addAttribute("changed", changed != null);
        return show(model, session, Form.empty());
    }

    @PostMapping
    String change(
            @AuthenticationPrincipal HolderSession session,
            @RequestParam Map<String, String> typed,
            HttpServletResponse response,
            Model model) {
        Form form = Form.of(typed);
        String present = present(session);
        form.require(present);
        form.require("nouveau");
        if (!form.exact("nouveau").equals(form.exact("encore"))) {
            form.wrong("encore", "portal.wrong.encore");
        }
        if (form.wrong()) {
            response.setStatus(Refusal.Kind.UNACCEPTABLE.status());
            return show(model, session, form);
        }
        try {
            Cookies.SESSION.give(
                    response,
                    passwords
                            .change(session, form.exact(present), form.exact("nouveau"))
                            .accessToken());
            return To.page(session.scope() == Scope.FULL ? "/mot-de-passe?change" : "/dossier");
        } catch (Refusal refused) {
            form.refuse(refused, Map.of("/current", present, "/new", "nouveau"), "nouveau");
            Answer.refused(response, refused);
            return show(model, session, form);
        }
    }

    private static String show(Model model, HolderSession session, Form form) {
        model.addAttribute("form", form);
        model.addAttribute("present", present(session));
        model.addAttribute("must", session.scope() == Scope.PASSWORD_CHANGE);
        return "portal/password";
    }

    /** The field of the password that is replaced: it bears the name by which the person knows it. */
    private static String present(HolderSession session) {
        return session.scope() == Scope.PASSWORD_CHANGE ? "initial" : "actuel";
    }
}
