package fr.dmp.portal;

import fr.dmp.identity.Channel;
import fr.dmp.record.OwnNoticePreferences;
import fr.dmp.refusal.Refusal;
import fr.dmp.signin.HolderSession;
import fr.dmp.signin.OwnContacts;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Where the holder's codes and notices go: seen, changed, taken away, and by which way they are told first. */
@Controller
@RequestMapping("/compte/coordonnees")
class ContactPages {

    private static final String HOME = "/compte/coordonnees";
    private static final String CODE = "code";
    private static final String CHANNEL = "canal";
    private static final String FIRST = "avis";

    private final OwnContacts contacts;
    private final OwnNoticePreferences preferences;

    ContactPages(OwnContacts contacts, OwnNoticePreferences preferences) {
        this.contacts = contacts;
        this.preferences = preferences;
    }

    @GetMapping
    String page(
            @AuthenticationPrincipal HolderSession holder,
            @RequestParam(name = "fait", required = false) @Nullable String done,
            Locale locale,
            Model model) {
        model.addAttribute("done", Done.of(done));
        return show(holder, Form.empty(), locale, model);
    }

    /** What was just done, as the page says it. */
    enum Done {
        ASKED,
        STOPPED,
        PREFERRED,
        NOTHING;

        static Done of(@Nullable String said) {
            return switch (said == null ? "" : said) {
                case "demande" -> ASKED;
                case "annule" -> STOPPED;
                case FIRST -> PREFERRED;
                default -> NOTHING;
            };
        }
    }

    private String show(HolderSession holder, Form form, Locale locale, Model model) {
        Wording wording = new Wording(locale);
        var shown = contacts.show(holder).stream()
                .map(contact -> Shown.of(contact, wording))
                .toList();
        Channel first = preferences.read(holder);
        form.put(FIRST, first.name());
        model.addAttribute("form", form);
        model.addAttribute("contacts", shown);
        model.addAttribute("fresh", contacts.fresh(holder));
        model.addAttribute(
                "several", shown.stream().allMatch(contact -> contact.destination() != null && !contact.going()));
        if (!model.containsAttribute("done")) {
            model.addAttribute("done", Done.NOTHING);
        }
        return "portal/contacts";
    }

    @PostMapping
    String ask(
            @AuthenticationPrincipal HolderSession holder,
            @RequestParam Map<String, String> typed,
            Locale locale,
            HttpServletResponse response,
            Model model) {
        Form form = Form.of(typed);
        Channel channel = channel(form.value(CHANNEL));
        String field = field(channel);
        form.require(field);
        if (form.wrong()) {
            response.setStatus(Refusal.Kind.UNACCEPTABLE.status());
            return show(holder, form, locale, model);
        }
        try {
            contacts.ask(holder, channel, form.value(field));
            return To.page(HOME + "/code");
        } catch (Refusal refused) {
            form.refuse(refused, Map.of(), field);
            Answer.refused(response, refused);
            return show(holder, form, locale, model);
        }
    }

    private static String field(Channel channel) {
        return channel == Channel.MAIL ? "nouveau-courriel" : "nouveau-mobile";
    }

    private static Channel channel(String typed) {
        return Channel.MAIL.name().equals(typed) ? Channel.MAIL : Channel.SMS;
    }

    @GetMapping("/code")
    String code(Model model) {
        model.addAttribute("form", Form.empty());
        return "portal/contact-code";
    }

    @PostMapping("/code")
    String prove(
            @AuthenticationPrincipal HolderSession holder,
            @RequestParam Map<String, String> typed,
            HttpServletResponse response,
            Model model) {
        Form form = Form.of(typed);
        form.require(CODE);
        model.addAttribute("form", form);
        if (form.wrong()) {
            response.setStatus(Refusal.Kind.UNACCEPTABLE.status());
            return "portal/contact-code";
        }
        try {
            contacts.prove(holder, form.value(CODE));
            return To.page(HOME + "?fait=demande");
        } catch (Refusal refused) {
            form.refuse(refused, Map.of(), CODE);
            Answer.refused(response, refused);
            return "portal/contact-code";
        }
    }

    @PostMapping("/retirer")
    String remove(
            @AuthenticationPrincipal HolderSession holder,
            @RequestParam(name = CHANNEL, defaultValue = "") String channel,
            Locale locale,
            HttpServletResponse response,
            Model model) {
        try {
            contacts.remove(holder, channel(channel));
            return To.page(HOME + "?fait=demande");
        } catch (Refusal refused) {
            Form form = Form.empty();
            form.refuse(refused);
            Answer.refused(response, refused);
            return show(holder, form, locale, model);
        }
    }

    /** What another window stopped, or what counts by now, is shown as it is. */
    @PostMapping("/annuler")
    String withdraw(
            @AuthenticationPrincipal HolderSession holder,
            @RequestParam(name = CHANNEL, defaultValue = "") String channel) {
        try {
            contacts.withdraw(holder, channel(channel));
            return To.page(HOME + "?fait=annule");
        } catch (Refusal refused) {
            if (refused.kind() != Refusal.Kind.ABSENT) {
                throw refused;
            }
            return To.page(HOME);
        }
    }

    @PostMapping("/avis")
    String prefer(
            @AuthenticationPrincipal HolderSession holder,
            @RequestParam(name = FIRST, defaultValue = "") String channel) {
        preferences.change(holder, channel(channel), version -> true);
        return To.page(HOME + "?fait=" + FIRST);
    }

    /**
     * One channel as the page shows it.
     *
     * @param destination masked, on one line; absent where none is on file
     * @param going whether it is to be taken away
     * @param next masked, what it is to be; absent where nothing waits
     * @param from when that counts
     */
    record Shown(
            Channel channel,
            @Nullable String destination,
            @Nullable String since,
            boolean verified,
            boolean going,
            @Nullable String next,
            @Nullable String from) {

        static Shown of(OwnContacts.Contact contact, Wording wording) {
            OwnContacts.Change change = contact.change();
            return new Shown(
                    contact.channel(),
                    unbroken(contact.destination()),
                    day(contact.since(), wording),
                    contact.verified(),
                    change != null && change.destination() == null,
                    change == null ? null : unbroken(change.destination()),
                    change == null ? null : wording.moment(change.effectiveAt()));
        }

        public String field() {
            return ContactPages.field(channel);
        }

        private static @Nullable String unbroken(@Nullable String masked) {
            return masked == null ? null : Wording.unbroken(masked);
        }

        private static @Nullable String day(@Nullable Instant since, Wording wording) {
            return since == null ? null : wording.date(since);
        }

        @Override
        public String toString() {
            return "Shown[" + channel + "]";
        }
    }
}
