package fr.dmp.portal;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Locale;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.LocaleResolver;

/** What anyone may read, and the change of language. */
@Controller
class HomePages {

    static final List<String> RIGHTS =
            List.of("consent", "free", "access", "fund", "emergency", "trace", "mask", "close");

    static final List<String> TROUBLES = List.of("code", "identifier", "data");

    private final LocaleResolver languages;

    HomePages(LocaleResolver languages) {
        this.languages = languages;
    }

    @GetMapping("/")
    String home() {
        return "portal/home";
    }

    @GetMapping("/aide")
    String help(Model model) {
        model.addAttribute("rights", RIGHTS);
        model.addAttribute("troubles", TROUBLES);
        return "portal/help";
    }

    @PostMapping("/langue")
    String language(
            @RequestParam("langue") String language,
            @RequestParam(name = "retour", defaultValue = "/") String back,
            HttpServletRequest request,
            HttpServletResponse response) {
        Languages.known(language).ifPresent((Locale known) -> languages.setLocale(request, response, known));
        return To.page(Back.checked(back));
    }
}
