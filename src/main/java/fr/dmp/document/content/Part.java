package fr.dmp.document.content;

import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/** An element of a CDA document; paths go through elements of HL7's namespace alone. */
record Part(Element element) {

    boolean is(String name) {
        return name.equals(element.getLocalName()) && CdaInspection.HL7.equals(element.getNamespaceURI());
    }

    String name() {
        return CdaInspection.HL7.equals(element.getNamespaceURI()) ? element.getLocalName() : "";
    }

    /** Empty where it is absent. */
    String attribute(String name) {
        return element.getAttribute(name);
    }

    /** All text in it, however deep, its blanks as one. */
    String text() {
        return element.getTextContent().strip().replaceAll("\\s+", " ");
    }

    Stream<Node> nodes() {
        NodeList nodes = element.getChildNodes();
        return IntStream.range(0, nodes.getLength()).mapToObj(nodes::item);
    }

    /** @param path {@code a/b/c} */
    Stream<Part> all(String path) {
        int slash = path.indexOf('/');
        Stream<Part> children = children(slash < 0 ? path : path.substring(0, slash));
        return slash < 0 ? children : children.flatMap(child -> child.all(path.substring(slash + 1)));
    }

    Optional<Part> first(String path) {
        return all(path).findFirst();
    }

    private Stream<Part> children(String name) {
        return nodes().filter(Element.class::isInstance)
                .map(node -> new Part((Element) node))
                .filter(part -> part.is(name));
    }

    @Override
    public String toString() {
        return name();
    }
}
