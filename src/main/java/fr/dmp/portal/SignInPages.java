package fr.dmp.portal;

import fr.dmp.identity.Channel;
import fr.dmp.refusal.Refusal;
import fr.dmp.signin.HolderSession;
import fr.dmp.signin.HolderSession.Scope;
import fr.dmp.signin.Sessions;
import fr.dmp.signin.SignIn;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * Signing in and out. The first step always leads to the page of the code, which says what happens where identifier and
 * password were right, and nothing of whether they were.
 */
@Controller
@RequestMapping("/connexion")
class SignInPages {

    private static final Map<String, String> FIELDS =
            Map.of("/identifier", "identifiant", "/password", "mot-de-passe", "/channel", "canal", "/code", "code");

    private final SignIn signIn;

    SignInPages(SignIn signIn) {
        this.signIn = signIn;
    }

    @GetMapping
    String page(
            @AuthenticationPrincipal @Nullable HolderSession session,
            @RequestParam(name = "fin", required = false) @Nullable String ended,
            @RequestParam(name = "au-revoir", required = false) @Nullable String left,
            @RequestParam(name = "perdue", required = false) @Nullable String lost,
            @RequestParam(name = "encore", required = false) @Nullable String again,
            Model model) {
        if (session != null) {
            return To.page(home(session));
        }
        model.addAttribute("ended", ended != null);
        model.addAttribute("left", left != null);
        model.addAttribute("lost", lost != null);
        model.addAttribute("again", again != null);
        return show(model, Form.empty());
    }

    @PostMapping
    String begin(
            @RequestParam Map<String, String> typed,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        Form form = Form.of(typed);
        form.require("identifiant");
        form.require("mot-de-passe");
        if (form.wrong()) {
            response.setStatus(Refusal.Kind.UNACCEPTABLE.status());
            return show(model, form);
        }
        try {
            PendingSignIn.of(signIn.begin(new SignIn.Attempt(
                            form.value("identifiant"),
                            form.exact("mot-de-passe"),
                            channel(form.value("canal")),
                            request.getRemoteAddr())))
                    .keep(response);
            return To.page("/connexion/code");
        } catch (Refusal refused) {
            form.refuse(refused, FIELDS, "identifiant");
            Answer.refused(response, refused);
            return show(model, form);
        }
    }

    @GetMapping("/code")
    String code(
            HttpServletRequest request,
            @RequestParam(name = "renvoi", required = false) @Nullable String sent,
            HttpServletResponse response,
            Model model) {
        model.addAttribute("sent", sent != null);
        return PendingSignIn.read(request)
                .filter(pending -> signIn.waits(pending.id()))
                .map(pending -> show(model, Form.empty(), pending))
                .orElseGet(() -> lost(response));
    }

    @PostMapping("/code")
    String confirm(
            @RequestParam Map<String, String> typed,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        Optional<PendingSignIn> pending = PendingSignIn.read(request);
        if (pending.isEmpty()) {
            return lost(response);
        }
        Form form = Form.of(typed);
        form.require("code");
        if (form.wrong()) {
            response.setStatus(Refusal.Kind.UNACCEPTABLE.status());
            return show(model, form, pending.get());
        }
        try {
            return in(signIn.confirm(pending.get().id(), form.value("code"), request.getRemoteAddr()), response);
        } catch (Refusal refused) {
            return refused(refused, form, pending.get(), response, model);
        }
    }

    /** With a passkey in the place of the code; a script fills the form. */
    @PostMapping("/cle")
    String confirmByPasskey(
            @RequestParam Map<String, String> typed,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        Optional<PendingSignIn> pending = PendingSignIn.read(request);
        if (pending.isEmpty()) {
            return lost(response);
        }
        Form form = Form.of(typed);
        SignIn.Signed signed = new SignIn.Signed(
                ScriptedBytes.bytes(form, "cle"),
                ScriptedBytes.bytes(form, "client"),
                ScriptedBytes.bytes(form, "donnees"),
                ScriptedBytes.bytes(form, "signature"),
                ScriptedBytes.bytes(form, "porteur"));
        try {
            return in(signIn.confirm(pending.get().id(), signed, request.getRemoteAddr()), response);
        } catch (Refusal refused) {
            return refused(refused, form, pending.get(), response, model);
        }
    }

    private static String in(SignIn.SignedIn signedIn, HttpServletResponse response) {
        Cookies.CHALLENGE.take(response);
        Cookies.SESSION.give(response, signedIn.accessToken());
        return To.page(home(signedIn.session()));
    }

    @PostMapping("/renvoi")
    String resend(
            @RequestParam(name = "canal", required = false) @Nullable String channel,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        Optional<PendingSignIn> pending = PendingSignIn.read(request);
        if (pending.isEmpty()) {
            return lost(response);
        }
        try {
            PendingSignIn.of(signIn.resend(pending.get().id(), channel(channel), request.getRemoteAddr()))
                    .keep(response);
            return To.page("/connexion/code?renvoi");
        } catch (Refusal refused) {
            return refused(refused, Form.empty(), pending.get(), response, model);
        }
    }

    /** Reached by a link on another site: the page takes one step on its own, and the session's cookie comes along. */
    @GetMapping("/arrivee")
    String arrival(HttpServletRequest request, Model model) {
        Object asked = request.getAttribute("jakarta.servlet.forward.request_uri");
        model.addAttribute("onward", asked == null ? "/connexion" : asked);
        return "portal/arrival";
    }

    @GetMapping("/dossier-ferme")
    String closed() {
        return "portal/closed";
    }

    /** A code that can be tried again keeps its page; a sign-in that is over begins anew. */
    private String refused(
            Refusal refused, Form form, PendingSignIn pending, HttpServletResponse response, Model model) {
        if (refused.kind() == Refusal.Kind.ABSENT) {
            return lost(response);
        }
        form.refuse(refused, FIELDS, "code");
        Answer.refused(response, refused);
        if (refused.kind() == Refusal.Kind.GONE) {
            Cookies.CHALLENGE.take(response);
            return show(model, form);
        }
        return show(model, form, pending);
    }

    /** The cookie names a sign-in that is over, or that this database never knew. */
    private static String lost(HttpServletResponse response) {
        Cookies.CHALLENGE.take(response);
        return To.page("/connexion?perdue");
    }

    private static String show(Model model, Form form) {
        model.addAttribute("form", form);
        model.addAttribute("back", "/connexion");
        return "portal/sign-in";
    }

    /** A passkey is offered to everyone, whether or not there is one: the page knows no more than what was typed. */
    private String show(Model model, Form form, PendingSignIn pending) {
        model.addAttribute("form", form);
        SignIn.ToSign asked = signIn.toSign(pending.id());
        model.addAttribute("sign", new Sign(asked.site(), ScriptedBytes.text(asked.challenge())));
        model.addAttribute("challenge", pending);
        model.addAttribute("back", "/connexion/code");
        return "portal/code";
    }

    /** What the script has signed, as it stands in the page. */
    record Sign(String site, String challenge) {

        @Override
        public String toString() {
            return "Sign";
        }
    }

    static String home(HolderSession session) {
        return session.scope() == Scope.PASSWORD_CHANGE ? "/mot-de-passe" : "/dossier";
    }

    private static @Nullable Channel channel(@Nullable String typed) {
        return Channel.MAIL.name().equals(typed) ? Channel.MAIL : Channel.SMS;
    }

    /** Signing out, apart because it has an address of its own. */
    @Controller
    static class SignOut {

        private final Sessions sessions;

        SignOut(Sessions sessions) {
            this.sessions = sessions;
        }

        @PostMapping("/deconnexion")
        String leave(
                @AuthenticationPrincipal HolderSession session,
                @RequestParam(name = "encore", required = false) @Nullable String again,
                HttpServletResponse response) {
            sessions.end(session, session.id());
            Cookies.SESSION.take(response);
            return To.page(again == null ? "/connexion?au-revoir" : "/connexion?encore");
        }
    }
}
