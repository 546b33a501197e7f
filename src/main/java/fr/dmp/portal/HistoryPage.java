package fr.dmp.portal;

import fr.dmp.audit.AccessMode;
import fr.dmp.signin.HolderSession;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import java.util.Map;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The care of the last twelve months, month by month. */
@Controller
class HistoryPage {

    private final HistoryReading history;

    HistoryPage(HistoryReading history) {
        this.history = history;
    }

    @GetMapping("/historique")
    String page(
            @AuthenticationPrincipal HolderSession holder,
            @RequestParam Map<String, String> asked,
            Locale locale,
            HttpServletResponse response,
            Model model) {
        history.show(holder.actor(), AccessMode.NORMAL, holder.record(), asked, locale, response, model);
        return "portal/history";
    }
}
