package fr.dmp.portal;

import fr.dmp.access.AccessRequest;
import fr.dmp.access.AccessRequests;
import fr.dmp.access.AccessRequests.Asked;
import fr.dmp.access.Authorizations;
import fr.dmp.access.Authorizations.Authorization;
import fr.dmp.access.ProfessionalSearches;
import fr.dmp.access.ProfessionalSearches.Search;
import fr.dmp.record.OwnRecord;
import fr.dmp.refusal.Ids;
import fr.dmp.refusal.Refusal;
import fr.dmp.signin.HolderSession;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Who reads the holder's record: those who ask, those who may, those who are barred, and the record as a whole. */
@Controller
@RequestMapping("/acces")
class AccessPages {

    private static final String NAME = "nom-professionnel";
    private static final Map<String, String> FIELDS =
            Map.of("/name", NAME, "/city", "ville", "/until", "fin", "/professional", NAME);
    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
    private static final String HOME = "/acces";
    private static final String LIST = "portal/access";
    private static final String FIND = "portal/access-add";

    private final Authorizations authorizations;
    private final AccessRequests requests;
    private final ProfessionalSearches searches;
    private final OwnRecord record;

    AccessPages(
            Authorizations authorizations, AccessRequests requests, ProfessionalSearches searches, OwnRecord record) {
        this.authorizations = authorizations;
        this.requests = requests;
        this.searches = searches;
        this.record = record;
    }

    @GetMapping
    String list(@AuthenticationPrincipal HolderSession holder, Locale locale, Model model) {
        return show(holder, Form.empty(), locale, model);
    }

    private String show(HolderSession holder, Form form, Locale locale, Model model) {
        Wording wording = new Wording(locale);
        model.addAttribute("form", form);
        model.addAttribute("hidden", record.read(holder).hidden());
        model.addAttribute(
                "requests",
                requests.of(holder).stream()
                        .filter(asked -> asked.status() == AccessRequest.State.PENDING)
                        .map(asked -> Asking.of(asked, wording))
                        .toList());
        model.addAttribute(
                "authorizations",
                authorizations.of(holder).stream()
                        .map(held -> Held.of(held, wording))
                        .toList());
        return LIST;
    }

    @PostMapping("/demandes/{id}/accepter")
    String accept(
            @AuthenticationPrincipal HolderSession holder,
            @PathVariable String id,
            Locale locale,
            HttpServletResponse response,
            Model model) {
        Runnable answer = () -> requests.decide(holder, Ids.of(id), AccessRequests.Answer.ACCEPT, null, Supplier::get);
        return done(holder, answer, locale, response, model);
    }

    @PostMapping("/demandes/{id}/refuser")
    String decline(
            @AuthenticationPrincipal HolderSession holder,
            @PathVariable String id,
            Locale locale,
            HttpServletResponse response,
            Model model) {
        Runnable answer = () -> requests.decide(holder, Ids.of(id), AccessRequests.Answer.DECLINE, null, Supplier::get);
        return done(holder, answer, locale, response, model);
    }

    @PostMapping("/{id}/retirer")
    String revoke(
            @AuthenticationPrincipal HolderSession holder,
            @PathVariable String id,
            Locale locale,
            HttpServletResponse response,
            Model model) {
        return done(holder, () -> authorizations.revoke(holder, id), locale, response, model);
    }

    @PostMapping("/{professional}/bloquer")
    String block(
            @AuthenticationPrincipal HolderSession holder,
            @PathVariable String professional,
            Locale locale,
            HttpServletResponse response,
            Model model) {
        return done(holder, () -> authorizations.block(holder, professional), locale, response, model);
    }

    @PostMapping("/{professional}/debloquer")
    String unblock(
            @AuthenticationPrincipal HolderSession holder,
            @PathVariable String professional,
            Locale locale,
            HttpServletResponse response,
            Model model) {
        return done(holder, () -> authorizations.unblock(holder, professional), locale, response, model);
    }

    @PostMapping("/cacher")
    String hide(
            @AuthenticationPrincipal HolderSession holder, Locale locale, HttpServletResponse response, Model model) {
        return done(holder, () -> authorizations.hide(holder), locale, response, model);
    }

    @PostMapping("/montrer")
    String unhide(
            @AuthenticationPrincipal HolderSession holder, Locale locale, HttpServletResponse response, Model model) {
        return done(holder, () -> authorizations.show(holder), locale, response, model);
    }

    /** What can't be done is said on the page, which shows what holds. */
    private String done(HolderSession holder, Runnable act, Locale locale, HttpServletResponse response, Model model) {
        try {
            act.run();
            return To.page(HOME);
        } catch (Refusal refused) {
            if (refused.kind() == Refusal.Kind.DENIED || refused.kind() == Refusal.Kind.ABSENT) {
                throw refused;
            }
            Form form = Form.empty();
            form.refuse(refused);
            Answer.refused(response, refused);
            return show(holder, form, locale, model);
        }
    }

    @GetMapping("/ajouter")
    String begin(Model model) {
        model.addAttribute("form", Form.empty());
        return FIND;
    }

    /** Whom they look for stands in no address. */
    @PostMapping("/ajouter")
    String find(
            @AuthenticationPrincipal HolderSession holder,
            @RequestParam Map<String, String> typed,
            HttpServletResponse response,
            Model model) {
        Form form = Form.of(typed);
        model.addAttribute("form", form);
        form.require(NAME);
        if (form.wrong()) {
            response.setStatus(Refusal.Kind.UNACCEPTABLE.status());
            return FIND;
        }
        try {
            Search search = new Search(form.value(NAME), blank(form.value("ville")), null);
            model.addAttribute("found", searches.find(holder, search));
        } catch (Refusal refused) {
            form.refuse(refused, FIELDS, NAME);
            Answer.refused(response, refused);
        }
        return FIND;
    }

    @PostMapping("/autoriser")
    String grant(
            @AuthenticationPrincipal HolderSession holder,
            @RequestParam Map<String, String> typed,
            HttpServletResponse response,
            Model model) {
        Form form = Form.of(typed);
        model.addAttribute("form", form);
        Optional<LocalDate> end = TypedDate.read(form.value("fin"));
        if (end.isEmpty() && !form.value("fin").isEmpty()) {
            form.wrong("fin", TypedDate.fault(form.value("fin"), "portal.wrong.day"));
            response.setStatus(Refusal.Kind.UNACCEPTABLE.status());
            return FIND;
        }
        try {
            authorizations.grant(
                    holder,
                    form.value("professionnel"),
                    end.map(AccessPages::endOf).orElse(null),
                    Supplier::get);
            return To.page(HOME);
        } catch (Refusal refused) {
            form.refuse(refused, FIELDS, NAME);
            Answer.refused(response, refused);
            return FIND;
        }
    }

    /** Until the end of that day. */
    private static Instant endOf(LocalDate day) {
        return day.plusDays(1).atStartOfDay(PARIS).toInstant();
    }

    private static @Nullable String blank(String value) {
        return value.isEmpty() ? null : value;
    }

    /** A request that waits, as the page shows it. */
    record Asking(String id, String name, String profession, String since, String expires) {

        static Asking of(Asked asked, Wording wording) {
            return new Asking(
                    asked.id().toString(),
                    asked.name(),
                    asked.profession(),
                    wording.moment(asked.since()),
                    wording.moment(asked.expiresAt()));
        }

        @Override
        public String toString() {
            return "Asking[" + id + "]";
        }
    }

    /** @param declared whether it is the treating physician */
    record Held(
            String id,
            String professional,
            String name,
            String profession,
            @Nullable String since,
            @Nullable String until,
            Authorizations.Status status,
            boolean treating,
            boolean declared) {

        static Held of(Authorization held, Wording wording) {
            return new Held(
                    held.id(),
                    held.professional(),
                    held.name(),
                    held.profession(),
                    held.since() == null ? null : wording.date(held.since()),
                    held.until() == null ? null : wording.date(held.until()),
                    held.status(),
                    held.treating(),
                    held.ground().equals("TREATING_PHYSICIAN"));
        }

        @Override
        public String toString() {
            return "Held[" + id + "]";
        }
    }
}
