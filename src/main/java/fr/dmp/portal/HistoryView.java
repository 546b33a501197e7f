package fr.dmp.portal;

import fr.dmp.claims.CareHistory;
import fr.dmp.claims.CareHistory.Line;
import fr.dmp.claims.Section;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A page of the care history as it is shown: months, in each its sections, in each its lines.
 *
 * @param upTo until when the data tell; absent as long as nothing came in
 * @param next where the next page begins
 * @param later whether this isn't the first page
 * @param statements sections with nothing to report
 */
record HistoryView(
        List<Month> months,
        @Nullable String upTo,
        @Nullable String next,
        boolean later,
        boolean filtered,
        List<Section> statements) {

    private static final Set<Section> DELIVERED = EnumSet.complementOf(EnumSet.of(Section.OTHER));

    /** @param id {@code 2026-11}, for anchors */
    record Month(String id, String title, List<Kind> kinds) {}

    record Kind(Section section, List<Shown> lines) {}

    /**
     * @param when the day within its month
     * @param paid in euros, written out
     */
    record Shown(String when, String label, @Nullable String paid, List<Fact> facts) {}

    /**
     * One detail of a line.
     *
     * @param key in the bundle; absent where the source names the detail itself
     * @param name the source's name of it
     * @param quoted whether its value is the source's words, which are French on a page of any language
     */
    record Fact(@Nullable String key, @Nullable String name, String value, boolean quoted) {}

    static HistoryView of(CareHistory.Page page, CareHistory.Filter filter, Wording wording) {
        return new HistoryView(
                months(page.items(), wording),
                page.upToDateAt() == null ? null : wording.date(page.upToDateAt()),
                page.next(),
                filter.cursor() != null,
                filter.section() != null || filter.from() != null || filter.to() != null,
                silent(page));
    }

    public boolean empty() {
        return months.isEmpty();
    }

    /**
     * Why there is nothing: nothing came in yet, nothing of that kind, nothing to report as each section says; or nobody
     * knows, since what came in may have been refused.
     */
    public String emptiness() {
        if (upTo == null) {
            return "waiting";
        }
        if (filtered || later) {
            return "filtered";
        }
        return statements.containsAll(DELIVERED) ? "nothing" : "unknown";
    }

    /** Sections of which the latest delivery says that there is nothing; none where lines were delivered earlier. */
    private static List<Section> silent(CareHistory.Page page) {
        return page.statements().stream()
                .map(CareHistory.Statement::section)
                .filter(section -> page.items().stream().noneMatch(line -> line.section() == section))
                .distinct()
                .sorted()
                .toList();
    }

    private static List<Month> months(List<Line> lines, Wording wording) {
        Map<YearMonth, List<Line>> byMonth = new TreeMap<>(Comparator.<YearMonth>reverseOrder());
        lines.forEach(line -> byMonth.computeIfAbsent(YearMonth.from(line.from()), month -> new ArrayList<>())
                .add(line));
        return byMonth.entrySet().stream()
                .map(month -> new Month(
                        month.getKey().toString(), wording.month(month.getKey()), kinds(month.getValue(), wording)))
                .toList();
    }

    private static List<Kind> kinds(List<Line> lines, Wording wording) {
        return lines.stream()
                .collect(Collectors.groupingBy(Line::section, TreeMap::new, Collectors.toList()))
                .entrySet()
                .stream()
                .map(kind -> new Kind(
                        kind.getKey(),
                        kind.getValue().stream()
                                .map(line -> shown(line, wording))
                                .toList()))
                .toList();
    }

    private static Shown shown(Line line, Wording wording) {
        return new Shown(
                wording.dayOfMonth(line.from()),
                line.label(),
                line.paid() == null ? null : wording.euros(line.paid()),
                LineFacts.of(line, wording));
    }
}
