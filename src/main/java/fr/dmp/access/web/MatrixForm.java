package fr.dmp.access.web;

import fr.dmp.access.HabilitationMatrix.Draft;
import fr.dmp.access.HabilitationMatrix.Wish;
import fr.dmp.access.web.MatrixLines.Told;
import fr.dmp.refusal.Parameters;
import fr.dmp.refusal.Refusal.Fault;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;

/**
 * A draft as it is typed: some cells chosen one by one, most of which may stay empty, and any number as lines of text.
 *
 * @param pasted as {@link MatrixLines} reads it
 */
record MatrixForm(String reason, String inForceFrom, List<Line> lines, String pasted) {

    /** What fits on a screen; whoever changes more pastes lines. */
    private static final int LINES = 8;

    private static final Pattern CELL = Pattern.compile("/cells/(\\d+)(.*)");

    record Line(String profession, String type, String allowed) {

        private boolean isEmpty() {
            return profession.isEmpty() && type.isEmpty() && allowed.isEmpty();
        }

        private Wish wish() {
            return new Wish(profession, type, allowed.isEmpty() ? null : Boolean.valueOf(allowed));
        }
    }

    static final MatrixForm EMPTY = new MatrixForm("", "", lines(n -> ""), "");

    static MatrixForm of(MultiValueMap<String, String> sent) {
        return new MatrixForm(
                Optional.ofNullable(sent.getFirst("reason")).orElse(""),
                Optional.ofNullable(sent.getFirst("inForceFrom")).orElse(""),
                lines(name -> Optional.ofNullable(sent.getFirst(name)).orElse("")),
                Optional.ofNullable(sent.getFirst("pasted")).orElse(""));
    }

    private static List<Line> lines(UnaryOperator<String> sent) {
        return IntStream.range(0, LINES)
                .mapToObj(n ->
                        new Line(sent.apply("profession-" + n), sent.apply("type-" + n), sent.apply("allowed-" + n)))
                .toList();
    }

    Draft draft(int basedOn) {
        List<@Nullable Wish> cells = new ArrayList<>();
        filled().forEach(n -> cells.add(lines.get(n).wish()));
        MatrixLines.read(pasted).forEach(line -> cells.add(line.wish()));
        return new Draft(basedOn, cells, day(inForceFrom), reason);
    }

    /** @throws fr.dmp.refusal.Refusal {@code invalid-input} where it is none */
    static @Nullable LocalDate day(String written) {
        Parameters asked = new Parameters();
        LocalDate day = asked.read("inForceFrom", written, LocalDate::parse, "fault.date")
                .orElse(null);
        asked.check();
        return day;
    }

    private List<Integer> filled() {
        return IntStream.range(0, lines.size())
                .filter(n -> !lines.get(n).isEmpty())
                .boxed()
                .toList();
    }

    /** What is wrong, by the pointer of the cell as it is shown, {@code /pasted/7} for a line of text, in their order. */
    Map<String, String> shown(List<Fault> faults) {
        Map<String, String> shown = new LinkedHashMap<>();
        for (Fault fault : faults) {
            Matcher cell = CELL.matcher(fault.pointer());
            Fault placed =
                    cell.matches() ? placed(Integer.parseInt(cell.group(1)), cell.group(2), fault.message()) : fault;
            shown.putIfAbsent(placed.pointer(), placed.message());
        }
        return shown;
    }

    private Fault placed(int cell, String field, String message) {
        List<Integer> filled = filled();
        if (cell < filled.size()) {
            return new Fault("/cells/" + filled.get(cell) + field, message);
        }
        Told line = MatrixLines.read(pasted).get(cell - filled.size());
        return new Fault("/pasted/" + line.number(), line.wish() == null ? "fault.cell-line" : message);
    }
}
