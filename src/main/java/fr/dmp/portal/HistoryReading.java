package fr.dmp.portal;

import fr.dmp.audit.AccessMode;
import fr.dmp.audit.Actor;
import fr.dmp.claims.CareHistory;
import fr.dmp.claims.Section;
import fr.dmp.refusal.Refusal;
import jakarta.servlet.http.HttpServletResponse;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/** The care of the last twelve months as a page asks for it: what was chosen to be shown, and what is wrong with that. */
@Component
class HistoryReading {

    private static final Map<String, String> FIELDS = Map.of("/from", "du", "/to", "au", "/section", "section");
    private static final int LINES = 50;

    private final CareHistory history;

    HistoryReading(CareHistory history) {
        this.history = history;
    }

    /**
     * Puts {@code form}, {@code sections} and {@code history} into the model. Where the choice is wrong all is shown, with the
     * status of that fault.
     *
     * @param asked the choice, as the form sent it
     * @throws Refusal {@code access-denied} with its ground; {@code not-found}
     */
    void show(
            Actor reader,
            AccessMode mode,
            UUID record,
            Map<String, String> asked,
            Locale locale,
            HttpServletResponse response,
            Model model) {
        Form form = Form.of(asked);
        @Nullable LocalDate from = TypedDate.asked(form, "du");
        @Nullable LocalDate to = TypedDate.asked(form, "au");
        if (from != null && to != null && from.isAfter(to)) {
            form.wrong("au", "portal.wrong.au");
        }
        CareHistory.Filter filter = form.wrong()
                ? CareHistory.Filter.ALL
                : new CareHistory.Filter(section(form), from, to, blank(form.value("suite")), LINES);
        if (form.wrong()) {
            response.setStatus(Refusal.Kind.UNACCEPTABLE.status());
        }
        model.addAttribute("form", form);
        model.addAttribute("sections", Section.values());
        model.addAttribute("history", read(new Reading(reader, mode, record, locale), filter, form, response));
    }

    private record Reading(Actor reader, AccessMode mode, UUID record, Locale locale) {}

    private HistoryView read(Reading reading, CareHistory.Filter filter, Form form, HttpServletResponse response) {
        try {
            return view(reading, filter);
        } catch (Refusal refused) {
            if (refused.kind() != Refusal.Kind.UNACCEPTABLE && refused.kind() != Refusal.Kind.MALFORMED) {
                throw refused;
            }
            form.refuse(refused, FIELDS, "section");
            Answer.refused(response, refused);
            return view(reading, CareHistory.Filter.ALL);
        }
    }

    private HistoryView view(Reading reading, CareHistory.Filter filter) {
        CareHistory.Page page = history.read(reading.reader(), reading.mode(), reading.record(), filter);
        return HistoryView.of(page, filter, new Wording(reading.locale()));
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
