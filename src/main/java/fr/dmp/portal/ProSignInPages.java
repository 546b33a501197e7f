package fr.dmp.portal;

import fr.dmp.refusal.Refusal;
import fr.dmp.signin.ProfessionalSessions;
import fr.dmp.signin.ProfessionalSignIn;
import fr.dmp.signin.ProfessionalSignIn.Begun;
import fr.dmp.signin.ProfessionalSignIn.Returned;
import fr.dmp.signin.ProfessionalSignIn.SignedIn;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.LocaleResolver;

/** A professional goes to their provider and comes back; and leaves, there too. */
@Controller
class ProSignInPages {

    /** Under what a refusal waits that is to be shown. */
    static final String REFUSED = "refused";

    private final ProfessionalSignIn signIn;
    private final ProfessionalSessions sessions;
    private final LocaleResolver languages;

    ProSignInPages(ProfessionalSignIn signIn, ProfessionalSessions sessions, LocaleResolver languages) {
        this.signIn = signIn;
        this.sessions = sessions;
        this.languages = languages;
    }

    @PostMapping("/pro/connexion")
    String begin(HttpServletRequest request, HttpServletResponse response, Model model) {
        try {
            Begun begun = signIn.begin(request.getRemoteAddr());
            Cookies.PROFESSIONAL_SIGN_IN.give(response, begun.browser());
            return To.page(begun.provider().toString());
        } catch (Refusal refused) {
            return refused(refused, response, model);
        }
    }

    /** A new session in the place of whatever one the browser had. */
    @GetMapping("/pro/connexion/retour")
    String comeBack(
            @RequestParam Map<String, String> told,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        Returned returned = new Returned(
                Cookies.PROFESSIONAL_SIGN_IN.read(request).orElse(""),
                told.getOrDefault("state", ""),
                told.getOrDefault("code", ""),
                told.getOrDefault("error", ""));
        try {
            SignedIn signedIn = signIn.finish(returned);
            Cookies.PROFESSIONAL.read(request).ifPresent(sessions::end);
            Cookies.PROFESSIONAL_SIGN_IN.take(response);
            Cookies.PROFESSIONAL.give(response, signedIn.token());
            return To.page(Back.PROFESSIONALS);
        } catch (Refusal refused) {
            return refused(refused, response, model);
        }
    }

    @RequestMapping("/pro/connexion/refus")
    String refused(
            @RequestAttribute(name = REFUSED, required = false) @Nullable Refusal refused,
            HttpServletResponse response,
            Model model) {
        if (refused == null) {
            return To.page(Back.PROFESSIONALS);
        }
        Answer.refused(response, refused);
        model.addAttribute("refusal", refused.slug());
        model.addAttribute("back", Back.PROFESSIONALS);
        return "portal/pro/refused";
    }

    @PostMapping("/pro/deconnexion")
    String leave(HttpServletRequest request, HttpServletResponse response) {
        Cookies.PROFESSIONAL.read(request).ifPresent(sessions::end);
        Cookies.PROFESSIONAL.take(response);
        return To.page(signIn.farewell().map(URI::toString).orElse(Back.PROFESSIONALS + "?au-revoir"));
    }

    @PostMapping("/pro/langue")
    String language(
            @RequestParam("langue") String language,
            @RequestParam(name = "retour", defaultValue = Back.PROFESSIONALS) String back,
            HttpServletRequest request,
            HttpServletResponse response) {
        Languages.known(language).ifPresent((Locale known) -> languages.setLocale(request, response, known));
        return To.page(Back.checked(back));
    }
}
