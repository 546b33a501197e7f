package fr.dmp.claims.cda;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** An element of a CDA document, walked by the names of HL7's namespace. What isn't there is empty, never an error. */
record Node(Element element) {

    private static final String HL7 = "urn:hl7-org:v3";

    static Optional<Node> of(Element element, String name) {
        return HL7.equals(element.getNamespaceURI()) && name.equals(element.getLocalName())
                ? Optional.of(new Node(element))
                : Optional.empty();
    }

    String name() {
        return element.getLocalName();
    }

    Stream<Node> children() {
        List<Node> children = new ArrayList<>();
        for (org.w3c.dom.Node node = element.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element child && HL7.equals(child.getNamespaceURI())) {
                children.add(new Node(child));
            }
        }
        return children.stream();
    }

    /** What lies at the end of a path, {@code supply/performer/time}, by every branch. */
    Stream<Node> all(String path) {
        Stream<Node> here = Stream.of(this);
        for (String step : path.split("/")) {
            here = here.flatMap(Node::children).filter(child -> step.equals(child.name()));
        }
        return here;
    }

    Optional<Node> first(String path) {
        return all(path).findFirst();
    }

    Optional<Node> first(String path, Predicate<Node> which) {
        return all(path).filter(which).findFirst();
    }

    List<Node> descendants(String name) {
        NodeList found = element.getElementsByTagNameNS(HL7, name);
        List<Node> nodes = new ArrayList<>(found.getLength());
        for (int i = 0; i < found.getLength(); i++) {
            nodes.add(new Node((Element) found.item(i)));
        }
        return nodes;
    }

    /** An attribute's value, empty where absent or blank. */
    Optional<String> attribute(String name) {
        return Text.present(element.getAttribute(name));
    }

    boolean has(String attribute, String value) {
        return value.equals(element.getAttribute(attribute));
    }

    /** The text within, in one line. */
    Optional<String> text() {
        return Text.present(element.getTextContent());
    }

    Optional<String> text(String path) {
        return first(path).flatMap(Node::text);
    }

    @Override
    public String toString() {
        return "Node[" + name() + "]";
    }
}
