package fr.dmp.portal;

import fr.dmp.emergency.EmergencyCards;
import fr.dmp.emergency.EmergencyCards.Face;
import fr.dmp.refusal.Refusal;
import fr.dmp.signin.HolderSession;
import java.util.Locale;
import java.util.function.Supplier;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/** The holder's emergency card: made, shown on the telephone, printed, revoked. */
@Controller
@RequestMapping("/urgence/carte")
class CardPages {

    private static final String HOME = "/urgence/carte";

    private final EmergencyCards cards;

    CardPages(EmergencyCards cards) {
        this.cards = cards;
    }

    /** Whether there is one; what it says is shown on a page of its own, to whoever asks for that. */
    @GetMapping
    String card(@AuthenticationPrincipal HolderSession holder, Locale locale, Model model) {
        Wording wording = new Wording(locale);
        model.addAttribute(
                "issued",
                cards.read(holder).map(card -> wording.date(card.issuedAt())).orElse(null));
        return "portal/emergency-card";
    }

    @PostMapping
    String make(@AuthenticationPrincipal HolderSession holder) {
        cards.make(holder, Supplier::get);
        return To.page(HOME);
    }

    @GetMapping("/ecran")
    String show(@AuthenticationPrincipal HolderSession holder, Locale locale, Model model) {
        Face face = cards.show(holder);
        model.addAttribute("face", face);
        model.addAttribute("issued", new Wording(locale).date(face.issuedAt()));
        return "portal/emergency-card-shown";
    }

    @GetMapping("/imprimer")
    ResponseEntity<byte[]> print(@AuthenticationPrincipal HolderSession holder) {
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_PDF)
                .cacheControl(CacheControl.noStore())
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.inline()
                                .filename("carte-urgence.pdf")
                                .build()
                                .toString())
                .body(cards.print(holder));
    }

    /** One that is gone already, in another window, is as it was wished to be. */
    @PostMapping("/retirer")
    String revoke(@AuthenticationPrincipal HolderSession holder) {
        try {
            cards.revoke(holder);
        } catch (Refusal refused) {
            if (refused.kind() != Refusal.Kind.ABSENT) {
                throw refused;
            }
        }
        return To.page(HOME);
    }
}
