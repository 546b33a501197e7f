package fr.dmp.portal;

import fr.dmp.audit.AccessMode;
import fr.dmp.claims.CareHistory;
import fr.dmp.claims.Section;
import fr.dmp.refusal.Refusal;
import fr.dmp.signin.HolderSession;
import jakarta.servlet.http.HttpServletResponse;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The care of the last twelve months, month by month. */
@Controller
class HistoryPage {

    private static final Map<String, String> FIELDS = Map.of("/from", "du", "/to", "au", "/section", "section");
    private static final int LINES = 50;

    private final CareHistory history;

    HistoryPage(CareHistory history) {
        this.history = history;
    }

    @GetMapping("/historique")
    String page(
            @AuthenticationPrincipal HolderSession holder,
            @RequestParam Map<String, String> asked,
            Locale locale,
            HttpServletResponse response,
            Model model) {
        Form form = Form.of(asked);
        @Nullable LocalDate from = day(form, "du");
        @Nullable LocalDate to = day(form, "au");
        if (from != null && to != null && from.isAfter(to)) {
            form.wrong("au", "portal.wrong.au");
        }
        CareHistory.Filter filter = form.wrong()
                ? CareHistory.Filter.ALL
                : new CareHistory.Filter(section(form), from, to, blank(form.value("suite")), LINES);
        model.addAttribute("form", form);
        model.addAttribute("sections", Section.values());
        model.addAttribute("history", read(holder, filter, form, locale, response));
        return "portal/history";
    }

    private HistoryView read(
            HolderSession holder, CareHistory.Filter filter, Form form, Locale locale, HttpServletResponse response) {
        if (form.wrong()) {
            response.setStatus(Refusal.Kind.UNACCEPTABLE.status());
        }
        try {
            return view(holder, filter, locale);
        } catch (Refusal refused) {
            if (refused.kind() != Refusal.Kind.UNACCEPTABLE && refused.kind() != Refusal.Kind.MALFORMED) {
                throw refused;
            }
            form.refuse(refused, FIELDS, "section");
            Answer.refused(response, refused);
            return view(holder, CareHistory.Filter.ALL, locale);
        }
    }

    private HistoryView view(HolderSession holder, CareHistory.Filter filter, Locale locale) {
        CareHistory.Page page = history.read(holder.actor(), AccessMode.NORMAL, holder.record(), filter);
        return HistoryView.of(page, filter, new Wording(locale));
    }

    private static @Nullable LocalDate day(Form form, String field) {
        if (form.value(field).isEmpty()) {
            return null;
        }
        return TypedDate.read(form.value(field)).orElseGet(() -> {
            form.wrong(field, TypedDate.fault(form.value(field), "portal.wrong.day"));
            return null;
        });
    }

    private static @Nullable Section section(Form form) {
        return Arrays.stream(Section.values())
                .filter(section -> section.name().equals(form.value("section")))
                .findFirst()
                .orElse(null);
    }

    private static @Nullable String blank(String value) {
        return value.isEmpty() ? null : value;
    }
}
