package fr.dmp.portal;

import fr.dmp.audit.AccessMode;
import fr.dmp.signin.HolderSession;
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
import org.springframework.web.multipart.MultipartFile;

/** A document that the holder adds: a photo, a PDF. */
@Controller
@RequestMapping("/documents/ajouter")
class DepositPage {

    private static final String PAGE = "portal/document-add";

    private final DepositForm deposit;

    DepositPage(DepositForm deposit) {
        this.deposit = deposit;
    }

    @GetMapping
    String begin(@AuthenticationPrincipal HolderSession holder, Model model) {
        deposit.begin(holder.actor(), model);
        return PAGE;
    }

    @PostMapping
    String add(
            @AuthenticationPrincipal HolderSession holder,
            @RequestParam Map<String, String> typed,
            @RequestParam(name = "fichier", required = false) @Nullable MultipartFile file,
            HttpServletResponse response,
            Model model) {
        return deposit.add(holder.actor(), AccessMode.NORMAL, holder.record(), typed, file, response, model)
                .map(added -> To.page("/documents/" + added.id()))
                .orElse(PAGE);
    }
}
