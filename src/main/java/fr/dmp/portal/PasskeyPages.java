package fr.dmp.portal;

import fr.dmp.refusal.Ids;
import fr.dmp.refusal.Refusal;
import fr.dmp.signin.HolderSession;
import fr.dmp.signin.OwnContacts;
import fr.dmp.signin.OwnPasskeys;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The holder's passkeys: why, which, another one, one less. A script asks the browser for what only it can make. */
@Controller
@RequestMapping("/compte/cles")
class PasskeyPages {

    private static final String HOME = "/compte/cles";
    private static final String NAME = "nom-cle";

    private final OwnPasskeys passkeys;
    private final OwnContacts account;

    PasskeyPages(OwnPasskeys passkeys, OwnContacts account) {
        this.passkeys = passkeys;
        this.account = account;
    }

    @GetMapping
    String page(
            @AuthenticationPrincipal HolderSession holder,
            @RequestParam(name = "ajoutee", required = false) @Nullable String added,
            @RequestParam(name = "retiree", required = false) @Nullable String removed,
            Locale locale,
            Model model) {
        model.addAttribute("added", added != null);
        model.addAttribute("removed", removed != null);
        return show(holder, Form.empty(), locale, model);
    }

    /** Each page comes with an offer of its own: the one before it is gone. */
    private String show(HolderSession holder, Form form, Locale locale, Model model) {
        Wording wording = new Wording(locale);
        model.addAttribute(
                "passkeys",
                passkeys.show(holder).stream()
                        .map(passkey -> Shown.of(passkey, wording))
                        .toList());
        boolean fresh = account.fresh(holder);
        model.addAttribute("fresh", fresh);
        if (fresh) {
            try {
                model.addAttribute("offer", Offered.of(passkeys.offer(holder)));
            } catch (Refusal refused) {
                if (!form.wrong()) {
                    form.refuse(refused);
                }
            }
        }
        model.addAttribute("form", form);
        return "portal/passkeys";
    }

    @PostMapping
    String add(
            @AuthenticationPrincipal HolderSession holder,
            @RequestParam Map<String, String> typed,
            Locale locale,
            HttpServletResponse response,
            Model model) {
        Form form = Form.of(typed);
        try {
            passkeys.add(
                    holder,
                    new OwnPasskeys.Made(
                            form.exact(NAME),
                            ScriptedBytes.bytes(form, "client"),
                            ScriptedBytes.bytes(form, "attestation")));
            return To.page(HOME + "?ajoutee");
        } catch (Refusal refused) {
            form.refuse(refused, Map.of("/name", NAME), NAME);
            Answer.refused(response, refused);
            return show(holder, form, locale, model);
        }
    }

    /** One that another window removed is gone: that is what was asked for. */
    @PostMapping("/retirer")
    String remove(
            @AuthenticationPrincipal HolderSession holder,
            @RequestParam(name = "cle", defaultValue = "") String passkey) {
        try {
            passkeys.remove(holder, Ids.of(passkey));
        } catch (Refusal refused) {
            if (refused.kind() != Refusal.Kind.ABSENT) {
                throw refused;
            }
        }
        return To.page(HOME + "?retiree");
    }

    /** A passkey as the page shows it. */
    record Shown(UUID id, String name, String since, @Nullable String used) {

        static Shown of(OwnPasskeys.Passkey passkey, Wording wording) {
            return new Shown(
                    passkey.id(),
                    passkey.name(),
                    wording.date(passkey.since()),
                    passkey.lastUsedAt() == null ? null : wording.moment(passkey.lastUsedAt()));
        }

        @Override
        public String toString() {
            return "Shown[" + id + "]";
        }
    }

    /** What the script needs, as it stands in the page. */
    record Offered(String site, String challenge, String user, String algorithms, String known) {

        static Offered of(OwnPasskeys.Offer offer) {
            return new Offered(
                    offer.site(),
                    ScriptedBytes.text(offer.challenge()),
                    ScriptedBytes.text(offer.user()),
                    offer.algorithms().stream().map(String::valueOf).collect(Collectors.joining(" ")),
                    offer.known().stream().map(ScriptedBytes::text).collect(Collectors.joining(" ")));
        }

        @Override
        public String toString() {
            return "Offered";
        }
    }
}
