package fr.dmp.document.content;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** What a section tells people. Of what isn't on the list the text is told, and pictures and addresses aren't. */
final class CdaNarrative {

    private static final Map<String, String> ELEMENTS = Map.ofEntries(
            Map.entry("table", "table"),
            Map.entry("caption", "caption"),
            Map.entry("thead", "thead"),
            Map.entry("tbody", "tbody"),
            Map.entry("tfoot", "tfoot"),
            Map.entry("tr", "tr"),
            Map.entry("th", "th"),
            Map.entry("td", "td"),
            Map.entry("item", "li"),
            Map.entry("paragraph", "p"),
            Map.entry("sub", "sub"),
            Map.entry("sup", "sup"),
            Map.entry("footnote", "small"));
    private static final Set<String> SPANS = Set.of("colspan", "rowspan");
    private static final Set<String> LEFT_OUT = Set.of("renderMultiMedia", "col", "colgroup");

    private final Markup markup;

    CdaNarrative(Markup markup) {
        this.markup = markup;
    }

    void tell(Part text) {
        text.nodes().forEach(this::node);
    }

    private void node(Node node) {
        if (node instanceof Element element) {
            element(new Part(element));
        } else if (node.getNodeType() == Node.TEXT_NODE) {
            markup.text(node.getNodeValue());
        }
    }

    private void element(Part part) {
        if (part.name().equals("br")) {
            markup.open("br");
        } else if (!LEFT_OUT.contains(part.name())) {
            wrapped(part);
        }
    }

    private void wrapped(Part part) {
        String name = element(part.name(), part);
        if (name.isEmpty()) {
            tell(part);
            return;
        }
        markup.open(name + spans(part));
        tell(part);
        markup.close(name);
    }

    private static String element(String name, Part part) {
        return switch (name) {
            case "list" -> part.attribute("listType").equals("ordered") ? "ol" : "ul";
            case "content" -> style(part.attribute("styleCode"));
            default -> ELEMENTS.getOrDefault(name, "");
        };
    }

    private static String style(String code) {
        if (code.contains("Bold")) {
            return "strong";
        }
        return code.contains("Italics") ? "em" : "";
    }

    private static String spans(Part part) {
        return part.name().matches("t[hd]")
                ? SPANS.stream()
                        .sorted()
                        .filter(span -> part.attribute(span).matches("\\d{1,3}"))
                        .map(span -> " " + span + "=\"" + part.attribute(span) + "\"")
                        .collect(Collectors.joining())
                : "";
    }
}
