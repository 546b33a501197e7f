package fr.dmp.portal;

import fr.dmp.refusal.Ids;
import fr.dmp.signin.HolderSession;
import fr.dmp.signin.Representation;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * Whom a holder acts for: a child, an adult in their care. Every page then works on that record, until they come back. The
 * choice is kept with the session; a form that was made for another record is refused from then on.
 */
@Controller
@RequestMapping("/representation")
class RepresentationPages {

    private final Representation representation;

    RepresentationPages(Representation representation) {
        this.representation = representation;
    }

    @GetMapping
    String show(
            @AuthenticationPrincipal HolderSession own,
            @RequestParam(name = "fin", required = false) @Nullable String ended,
            Model model) {
        model.addAttribute("offered", representation.offered(own));
        model.addAttribute("ended", ended != null);
        return "portal/representation";
    }

    @PostMapping
    String changeOver(
            @AuthenticationPrincipal HolderSession own,
            @RequestParam("dossier") String record,
            HttpServletRequest request,
            HttpServletResponse response) {
        representation.changeOver(own, Ids.of(record));
        FormTokens.renew(request, response);
        return To.page("/dossier");
    }

    @PostMapping("/retour")
    String comeBack(
            @AuthenticationPrincipal HolderSession own, HttpServletRequest request, HttpServletResponse response) {
        representation.comeBack(own);
        FormTokens.renew(request, response);
        return To.page("/dossier");
    }
}
