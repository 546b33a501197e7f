package fr.dmp.access.web;

import fr.dmp.access.HabilitationMatrix.Draft;
import fr.dmp.access.HabilitationMatrix.Wish;
import fr.dmp.refusal.Parameters;
import fr.dmp.refusal.Refusal.Fault;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;

/** A draft as it is typed: some lines of cells, most of which may stay empty. */
record MatrixForm(String reason, String inForceFrom, List<Line> lines) {

    /** What fits on a screen; whoever changes more sends JSON. */
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

    static final MatrixForm EMPTY = new MatrixForm("", "", lines(n -> ""));

    static MatrixForm of(MultiValueMap<String, String> sent) {
        return new MatrixForm(
                Optional.ofNullable(sent.getFirst("reason")).orElse(""),
                Optional.ofNullable(sent.getFirst("inForceFrom")).orElse(""),
                lines(name -> Optional.ofNullable(sent.getFirst(name)).orElse("")));
    }

    private static List<Line> lines(UnaryOperator<String> sent) {
        return IntStream.range(0, LINES)
                .mapToObj(n ->
                        new Line(sent.apply("profession-" + n), sent.apply("type-" + n), sent.apply("allowed-" + n)))
                .toList();
    }

    Draft draft(int basedOn) {
        return new Draft(
                basedOn, filled().stream().map(n -> lines.get(n).wish()).toList(), day(inForceFrom), reason);
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

    /** What is wrong, by the pointer of the line as it is shown. */
    Map<String, String> shown(List<Fault> faults) {
        return faults.stream().collect(Collectors.toMap(this::place, Fault::message, (first, second) -> first));
    }

    private String place(Fault fault) {
        Matcher cell = CELL.matcher(fault.pointer());
        return cell.matches()
                ? "/cells/" + filled().get(Integer.parseInt(cell.group(1))) + cell.group(2)
                : fault.pointer();
    }
}
