package fr.dmp.portal;

import fr.dmp.record.OwnAccessLog.By;
import fr.dmp.record.OwnAccessLog.Filter;
import fr.dmp.record.OwnAccessLog.Page;
import fr.dmp.refusal.Refusal;
import jakarta.servlet.http.HttpServletResponse;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/** The trace of a record as a page asks for it: what was chosen to be shown, and what is wrong with that. */
@Component
class LogReading {

    /** The acts that are looked for most, as the page offers them. */
    static final List<String> OFFERED = List.of(
            "OPEN_RECORD",
            "FIND_RECORD",
            "OPEN_EMERGENCY_ACCESS",
            "READ_CARE_HISTORY",
            "READ_ENTRIES",
            "ADD_ENTRY",
            "WRITE_ENTRIES",
            "LIST_DOCUMENTS",
            "READ_DOCUMENT",
            "OPEN_DOCUMENT",
            "DEPOSIT_DOCUMENT",
            "READ_ACCESS_LOG",
            "GRANT_ACCESS",
            "REVOKE_ACCESS",
            "SIGN_IN");

    private static final Map<String, String> FIELDS = Map.of("/from", "du", "/to", "au", "/act", "acte");
    private static final int LINES = 50;
    private static final Filter ALL = new Filter(null, null, null, null, null, LINES, By.ANYONE);

    /**
     * Puts {@code form}, {@code offered}, {@code log} and {@code next} into the model. Where the choice is wrong all is shown,
     * with the status of that fault.
     *
     * @param asked the choice, as the form sent it
     * @throws Refusal as reading does
     */
    void show(
            Function<Filter, Page> read,
            Map<String, String> asked,
            Locale locale,
            HttpServletResponse response,
            Model model) {
        Form form = Form.of(asked);
        Filter filter = filter(form);
        if (form.wrong()) {
            response.setStatus(Refusal.Kind.UNACCEPTABLE.status());
        }
        Page page = page(read, form.wrong() ? ALL : filter, form, response);
        Wording wording = new Wording(locale);
        model.addAttribute("form", form);
        model.addAttribute("offered", OFFERED);
        model.addAttribute("log", LogFold.of(page.items(), wording));
        model.addAttribute("next", page.next());
    }

    private static Page page(Function<Filter, Page> read, Filter filter, Form form, HttpServletResponse response) {
        try {
            return read.apply(filter);
        } catch (Refusal refused) {
            if (refused.kind() != Refusal.Kind.UNACCEPTABLE) {
                throw refused;
            }
            form.refuse(refused, FIELDS, "acte");
            Answer.refused(response, refused);
            return read.apply(ALL);
        }
    }

    private static Filter filter(Form form) {
        @Nullable LocalDate from = TypedDate.asked(form, "du");
        @Nullable LocalDate to = TypedDate.asked(form, "au");
        if (from != null && to != null && from.isAfter(to)) {
            form.wrong("au", "portal.wrong.au");
        }
        String act = OFFERED.contains(form.value("acte")) ? form.value("acte") : null;
        String cursor = form.value("suite").isEmpty() ? null : form.value("suite");
        By by = form.value("autres").equals("oui") ? By.OTHERS : By.ANYONE;
        return new Filter(from, to, null, act, cursor, LINES, by);
    }
}
