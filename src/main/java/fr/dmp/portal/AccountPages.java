package fr.dmp.portal;

import fr.dmp.refusal.Ids;
import fr.dmp.refusal.Refusal;
import fr.dmp.signin.HolderSession;
import fr.dmp.signin.Sessions;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The holder's own account: what it is made of, and where it is open. */
@Controller
@RequestMapping("/compte")
class AccountPages {

    private static final String SESSIONS = "/compte/connexions";

    private final Sessions sessions;

    AccountPages(Sessions sessions) {
        this.sessions = sessions;
    }

    @GetMapping
    String account() {
        return "portal/account";
    }

    @GetMapping("/connexions")
    String list(
            @AuthenticationPrincipal HolderSession holder,
            @RequestParam(name = "finie", required = false) @Nullable String ended,
            Locale locale,
            Model model) {
        Wording wording = new Wording(locale);
        model.addAttribute("ended", ended != null);
        model.addAttribute(
                "open",
                sessions.show(holder).stream()
                        .map(open -> Shown.of(open, holder, wording))
                        .toList());
        return "portal/sessions";
    }

    /** One that another window ended, or that ended by itself, is over: that is what was asked for. */
    @PostMapping("/connexions/fin")
    String end(
            @AuthenticationPrincipal HolderSession holder,
            @RequestParam(name = "connexion", defaultValue = "") String session,
            HttpServletResponse response) {
        UUID id = Ids.of(session);
        try {
            sessions.end(holder, id);
        } catch (Refusal refused) {
            if (refused.kind() != Refusal.Kind.ABSENT) {
                throw refused;
            }
        }
        return id.equals(holder.id()) ? left(response) : To.page(SESSIONS + "?finie");
    }

    @PostMapping("/connexions/toutes")
    String endAll(@AuthenticationPrincipal HolderSession holder, HttpServletResponse response) {
        sessions.endAll(holder);
        return left(response);
    }

    private static String left(HttpServletResponse response) {
        Cookies.SESSION.take(response);
        return To.page("/connexion?au-revoir");
    }

    /**
     * An open session as the page shows it.
     *
     * @param current whether it is this one
     */
    record Shown(UUID id, String since, String seen, boolean current) {

        static Shown of(Sessions.Open open, HolderSession holder, Wording wording) {
            return new Shown(
                    open.id(),
                    wording.moment(open.since()),
                    wording.moment(open.lastSeenAt()),
                    open.id().equals(holder.id()));
        }
    }
}
