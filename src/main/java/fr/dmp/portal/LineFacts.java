package fr.dmp.portal;

import fr.dmp.claims.CareHistory.Line;
import fr.dmp.portal.HistoryView.Fact;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** All that is known of one line of care, in the order in which it is read. */
final class LineFacts {

    private final List<Fact> facts = new ArrayList<>();
    private final Wording wording;

    private LineFacts(Wording wording) {
        this.wording = wording;
    }

    static List<Fact> of(Line line, Wording wording) {
        LineFacts all = new LineFacts(wording);
        all.dates(line);
        all.quote("official", line.officialLabel());
        all.add("code", code(line));
        all.add("quantity", line.quantity() == null ? null : wording.quantity(line.quantity()));
        all.quote("performer", line.performer());
        all.quote("prescriber", line.prescriber());
        all.add("paid", line.paid() == null ? null : wording.euros(line.paid()));
        all.add("reimbursed", line.reimbursed() == null ? null : wording.euros(line.reimbursed()));
        line.details().forEach(detail -> all.facts.add(new Fact(null, detail.label(), detail.value(), true)));
        all.add("received", wording.date(line.receivedAt()));
        all.add("source", line.source());
        return List.copyOf(all.facts);
    }

    private void dates(Line line) {
        add(line.from().equals(line.to()) ? "day" : "from", wording.date(line.from()));
        add("to", line.from().equals(line.to()) ? null : wording.date(line.to()));
    }

    private void add(String name, @Nullable String value) {
        add(name, value, false);
    }

    private void quote(String name, @Nullable String value) {
        add(name, value, true);
    }

    private void add(String name, @Nullable String value, boolean quoted) {
        if (value != null && !value.isBlank()) {
            facts.add(new Fact("portal.line." + name, null, value, quoted));
        }
    }

    private static @Nullable String code(Line line) {
        if (line.code() == null) {
            return null;
        }
        return line.system() == null ? line.code() : line.code() + " (" + line.system() + ")";
    }
}
