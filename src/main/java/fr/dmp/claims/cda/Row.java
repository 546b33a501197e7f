package fr.dmp.claims.cda;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * One row of a section's table: what its author attests and a person reads.
 *
 * @param ids the ids within it, to which entries refer
 * @param cells its cells that aren't blank, by the heading of their column
 * @param duringStay marked by an H: given during a stay in hospital
 */
record Row(Set<String> ids, Map<String, String> cells, boolean duringStay) {

    /** What a column tells, by the beginning of its heading. */
    enum Column {
        DATE("date ", "periode "),
        LABEL("libelle ", "nature "),
        CODE("code "),
        PRESCRIBER("prescrit par"),
        PERFORMER("delivre par", "realise par", "lieu du sejour"),
        QUANTITY("quantite ");

        private final List<String> beginnings;

        Column(String... beginnings) {
            this.beginnings = List.of(beginnings);
        }

        private boolean heads(String heading) {
            String folded = Text.folded(heading);
            return beginnings.stream().anyMatch(folded::startsWith);
        }

        static boolean known(String heading) {
            return List.of(values()).stream().anyMatch(column -> column.heads(heading));
        }
    }

    static final Row NONE = new Row(Set.of(), Map.of(), false);

    Optional<String> cell(Column column) {
        return matching(column::heads).values().stream().findFirst();
    }

    /** What stands in columns that a line has no field for. */
    Map<String, String> rest() {
        return matching(heading -> !Column.known(heading));
    }

    private Map<String, String> matching(Predicate<String> heading) {
        Map<String, String> found = new LinkedHashMap<>();
        cells.forEach((head, text) -> {
            if (heading.test(head)) {
                found.put(head, text);
            }
        });
        return found;
    }

    @Override
    public String toString() {
        return "Row";
    }
}
