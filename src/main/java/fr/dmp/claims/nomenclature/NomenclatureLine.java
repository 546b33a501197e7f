package fr.dmp.claims.nomenclature;

import fr.dmp.claims.delivery.Refused;
import fr.dmp.claims.nomenclature.Layout.Bound;
import fr.dmp.reference.Nomenclatures.Told;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One line of a nomenclature, checked field by field. */
final class NomenclatureLine {

    private static final Pattern CODE = Pattern.compile("[0-9A-Z][0-9A-Z_ -]{0,19}");

    /** What the CCAM adds to some codes, after a line break: {@code [F]}. */
    private static final Pattern MARK = Pattern.compile("\\s*\\[[A-Z]]$");

    private static final Pattern SPACES = Pattern.compile("\\s+");
    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

    /** Twice the longest one that is published. */
    private static final int LONGEST_LABEL = 1000;

    private final Bound bound;
    private final long number;
    private final List<String> fields;
    private @Nullable Refused fault;

    NomenclatureLine(Bound bound, long number, List<String> fields) {
        this.bound = bound;
        this.number = number;
        this.fields = fields;
    }

    /** What it tells; or empty where something is wrong: then {@link #fault} says what. */
    Optional<Told> read() {
        if (fields.size() != bound.columns()) {
            fault("", "columns");
            return Optional.empty();
        }
        Layout layout = bound.layout();
        String code = code(layout.code(), bound.code());
        String label = label(layout.label().get(0));
        String of = layout.of().isEmpty() ? null : code(layout.of(), bound.of());
        return fault == null ? Optional.of(new Told(code, label, of)) : Optional.empty();
    }

    /** The first thing wrong with it. */
    Optional<Refused> fault() {
        return Optional.ofNullable(fault);
    }

    private String code(List<String> columns, List<Integer> places) {
        for (int i = 0; i < places.size(); i++) {
            String part = codePart(places.get(i));
            fault(columns.get(i), part.isEmpty(), "missing");
            fault(columns.get(i), !CODE.matcher(part).matches(), "code");
        }
        return places.stream().map(this::codePart).collect(Collectors.joining("-"));
    }

    private String codePart(int place) {
        return MARK.matcher(fields.get(place).strip()).replaceFirst("");
    }

    /** Its words as they stand, in one line: how official labels are written is theirs. */
    private String label(String column) {
        String label = bound.label().stream()
                .map(fields::get)
                .map(part -> SPACES.matcher(part.strip()).replaceAll(" "))
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(", "));
        fault(column, label.isEmpty(), "missing");
        fault(column, label.length() > LONGEST_LABEL, "too-long");
        fault(column, CONTROL.matcher(label).find(), "control-character");
        return label;
    }

    private void fault(String column, boolean wrong, String reason) {
        if (wrong) {
            fault(column, reason);
        }
    }

    private void fault(String column, String reason) {
        if (fault == null) {
            fault = new Refused(number, column, reason, String.join(";", fields));
        }
    }
}
