package fr.dmp.access.web;

import fr.dmp.access.HabilitationMatrix.Cell;
import fr.dmp.access.HabilitationMatrix.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

    private static final String KNOWN = "ORDER";

    record Row(Type type, List<Box> boxes) {

        /** For the template. */
        public boolean isChanged() {
            return boxes.stream().anyMatch(Box::changed);
        }
    }

    /**
     * @param changed whether it is the other way round in the version in force
     * @param known whether it is the order's
     */
    record Box(boolean allowed, boolean changed, boolean known) {}

    /** A cell that differs from the version in force. */
    record Change(String profession, Type type, boolean allowed) {}

    static MatrixTable of(List<String> professions, List<Type> types, List<Cell> shown, List<Cell> inForce) {
        Map<String, Cell> here = byPlace(shown);
        Map<String, Cell> there = byPlace(inForce);
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

    private static Box box(String profession, String type, Map<String, Cell> here, Map<String, Cell> there) {
        Optional<Cell> cell = cell(profession, type, here);
        boolean allowed = reads(cell);
        return new Box(
                allowed,
                allowed != reads(cell(profession, type, there)),
                cell.filter(one -> one.source().equals(KNOWN)).isPresent());
    }

    private static Optional<Cell> cell(String profession, String type, Map<String, Cell> cells) {
        return Optional.ofNullable(cells.get(profession + "/" + type))
                .or(() -> Optional.ofNullable(cells.get(profession + "/" + ANY)));
    }

    private static boolean reads(Optional<Cell> cell) {
        return cell.filter(Cell::allowed).isPresent();
    }

    private static Map<String, Cell> byPlace(List<Cell> cells) {
        return cells.stream().collect(Collectors.toMap(cell -> cell.profession() + "/" + cell.type(), cell -> cell));
    }

    /** By profession. What stands for all other types is no change of its own: those others are. */
    public List<Change> changes() {
        List<Change> changes = new ArrayList<>();
        for (int column = 0; column < professions.size(); column++) {
            for (Row row : rows) {
                Box box = row.boxes().get(column);
                if (box.changed() && !row.type().code().equals(ANY)) {
                    changes.add(new Change(professions.get(column), row.type(), box.allowed()));
                }
            }
        }
        return changes;
    }
}
