package fr.dmp.claims.cda;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The tables of a section's narrative. */
final class NarrativeTables {

    private NarrativeTables() {}

    static List<Row> rows(Node section) {
        return section.all("text")
                .flatMap(text -> text.descendants("table").stream())
                .flatMap(NarrativeTables::rowsOf)
                .toList();
    }

    private static Stream<Row> rowsOf(Node table) {
        List<Node> lines =
                Stream.of("thead/tr", "tbody/tr", "tr").flatMap(table::all).toList();
        List<Optional<String>> headings = lines.stream()
                .filter(row -> row.first("th").isPresent())
                .findFirst()
                .map(NarrativeTables::headings)
                .orElse(List.of());
        return lines.stream().filter(row -> row.first("td").isPresent()).map(row -> row(row, headings));
    }

    /** One a column. A heading over several columns names the last; those before it hold the mark of a stay. */
    private static List<Optional<String>> headings(Node row) {
        List<Optional<String>> headings = new ArrayList<>();
        row.all("th").forEach(th -> {
            for (int mark = 1; mark < span(th); mark++) {
                headings.add(Optional.empty());
            }
            headings.add(Optional.of(th.text().orElse("")));
        });
        return headings;
    }

    private static Row row(Node tr, List<Optional<String>> headings) {
        Map<String, String> cells = new LinkedHashMap<>();
        boolean duringStay = false;
        int column = 0;
        for (Node td : tr.all("td").toList()) {
            int last = column + span(td) - 1;
            Optional<String> text = cell(td);
            Optional<String> heading = last < headings.size() ? headings.get(last) : Optional.of("");
            duringStay |=
                    heading.isEmpty() && text.filter("H"::equalsIgnoreCase).isPresent();
            heading.ifPresent(h -> text.ifPresent(t -> cells.merge(h, t, (a, b) -> a + ", " + b)));
            column = last + 1;
        }
        return new Row(ids(tr), cells, duringStay);
    }

    /** A cell's text; its lines, {@code <br/>}, become a list. */
    private static Optional<String> cell(Node td) {
        StringBuilder line = new StringBuilder();
        List<String> lines = new ArrayList<>();
        collect(td.element(), line, lines);
        lines.add(line.toString());
        String text = lines.stream().flatMap(l -> Text.present(l).stream()).collect(Collectors.joining(", "));
        return Text.present(text);
    }

    private static void collect(org.w3c.dom.Node node, StringBuilder line, List<String> lines) {
        for (org.w3c.dom.Node child = node.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child.getNodeType() == org.w3c.dom.Node.TEXT_NODE) {
                line.append(child.getNodeValue());
            } else if ("br".equals(child.getLocalName())) {
                lines.add(line.toString());
                line.setLength(0);
            } else {
                collect(child, line, lines);
            }
        }
    }

    private static Set<String> ids(Node tr) {
        Set<String> ids = new LinkedHashSet<>();
        tr.attribute("ID").ifPresent(ids::add);
        Stream.of("td", "content")
                .flatMap(name -> tr.descendants(name).stream())
                .flatMap(node -> node.attribute("ID").stream())
                .forEach(ids::add);
        return ids;
    }

    private static int span(Node cell) {
        return cell.attribute("colspan")
                .filter(text -> text.matches("[1-9]\\d?"))
                .map(Integer::parseInt)
                .orElse(1);
    }
}
