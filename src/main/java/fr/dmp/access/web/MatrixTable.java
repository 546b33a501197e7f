package fr.dmp.access.web;

import fr.dmp.access.HabilitationMatrix.Cell;
import fr.dmp.access.HabilitationMatrix.Type;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A version as a person reads it: what each profession reads of each type, a cell of its own or not, and where that isn't
 * what is in force.
 *
 * @param professions codes of the columns
 * @param rows the first of them for all types without a cell of their own
 */
record MatrixTable(List<String> professions, List<Row> rows) {

    static final String ANY = "*";

    record Row(Type type, List<Box> boxes) {

        /** For the template. */
        public boolean isChanged() {
            return boxes.stream().anyMatch(Box::changed);
        }
    }

    /** @param changed whether it is the other way round in the version in force */
    record Box(boolean allowed, boolean changed) {}

    static MatrixTable of(List<String> professions, List<Type> types, List<Cell> shown, List<Cell> inForce) {
        Map<String, Boolean> here = byPlace(shown);
        Map<String, Boolean> there = byPlace(inForce);
        return new MatrixTable(
                professions,
                Stream.concat(Stream.of(new Type(ANY, null, null)), types.stream())
                        .map(type -> new Row(
                                type,
                                professions.stream()
                                        .map(profession -> box(profession, type.code(), here, there))
                                        .toList()))
                        .toList());
    }

    private static Box box(String profession, String type, Map<String, Boolean> here, Map<String, Boolean> there) {
        boolean allowed = reads(profession, type, here);
        return new Box(allowed, allowed != reads(profession, type, there));
    }

    private static boolean reads(String profession, String type, Map<String, Boolean> cells) {
        return cells.getOrDefault(profession + "/" + type, cells.getOrDefault(profession + "/" + ANY, false));
    }

    private static Map<String, Boolean> byPlace(List<Cell> cells) {
        return cells.stream().collect(Collectors.toMap(cell -> cell.profession() + "/" + cell.type(), Cell::allowed));
    }

    /** Cells that differ from the version in force. */
    public long changes() {
        return rows.stream()
                .mapToLong(row -> row.boxes().stream().filter(Box::changed).count())
                .sum();
    }
}
