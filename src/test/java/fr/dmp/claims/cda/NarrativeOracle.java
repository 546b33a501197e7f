package fr.dmp.claims.cda;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPath;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/** What a person reads in a CNAM-HR: the tables of its narrative, by XPath alone, sharing no code with the program. */
public final class NarrativeOracle {

    private static final XPath XPATH = XPathFactory.newInstance().newXPath();

    private NarrativeOracle() {}

    /** Rows of each section's tables by the section's title: the text of each cell by its column's heading. */
    public static Map<String, List<Map<String, String>>> read(Path file) throws Exception {
        Document document =
                DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(file.toFile());
        Map<String, List<Map<String, String>>> sections = new LinkedHashMap<>();
        for (Node section : nodes(document, "//section[count(.//table) > 0]")) {
            String title = XPATH.evaluate("normalize-space(title)", section);
            List<String> headings = new ArrayList<>();
            for (Node th : nodes(section, ".//table/thead/tr/th")) {
                int span = Math.max(
                        1,
                        ((Double) XPATH.evaluate("number(concat('0', @colspan))", th, XPathConstants.NUMBER))
                                .intValue());
                for (int i = 1; i < span; i++) {
                    headings.add("");
                }
                headings.add(XPATH.evaluate("normalize-space(.)", th));
            }
            List<Map<String, String>> rows = new ArrayList<>();
            for (Node tr : nodes(section, ".//table/tbody/tr")) {
                Map<String, String> row = new LinkedHashMap<>();
                int column = 0;
                for (Node td : nodes(tr, "td")) {
                    String heading = headings.get(column++);
                    if (!heading.isEmpty()) {
                        row.put(heading, text(td));
                    }
                }
                rows.add(row);
            }
            sections.put(title, rows);
        }
        return sections;
    }

    private static String text(Node td) throws Exception {
        List<String> parts = new ArrayList<>();
        for (Node text : nodes(td, ".//text()")) {
            String part = text.getNodeValue().replace('\u00A0', ' ').strip().replaceAll("\\s+", " ");
            if (!part.isEmpty()) {
                parts.add(part);
            }
        }
        return String.join(", ", parts);
    }

    private static List<Node> nodes(Object from, String path) throws Exception {
        NodeList found = (NodeList) XPATH.evaluate(path, from, XPathConstants.NODESET);
        List<Node> nodes = new ArrayList<>();
        for (int i = 0; i < found.getLength(); i++) {
            nodes.add(found.item(i));
        }
        return nodes;
    }
}
