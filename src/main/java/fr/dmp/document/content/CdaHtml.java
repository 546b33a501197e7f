package fr.dmp.document.content;

import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A CDA document as HTML: title, patient, authors, date, then its sections. Elements and attributes are ours, of a short
 * list; all that comes from the document is text.
 */
final class CdaHtml {

    private static final ResourceBundle WORDS = ResourceBundle.getBundle(
            "i18n/document",
            Locale.FRENCH,
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
    private static final Pattern TIME = Pattern.compile("(\\d{4})(?:(\\d\\d)(?:(\\d\\d)(?:(\\d\\d)(\\d\\d))?)?)?.*");
    private static final int DEEPEST_HEADING = 6;

    private final Part root;
    private final Markup markup = new Markup();

    CdaHtml(Part root) {
        this.root = root;
    }

    String html() {
        markup.open("article class=\"cda\" lang=\"fr\"");
        markup.element("h1", root.first("title").map(Part::text).orElseGet(() -> word("untitled")));
        header();
        root.first("component/nonXMLBody/text")
                .filter(text -> text.attribute("representation").isEmpty())
                .ifPresent(text -> markup.element("p", text.text()));
        root.all("component/structuredBody/component/section").forEach(section -> section(section, 2));
        markup.close("article");
        return markup.html();
    }

    private void header() {
        markup.open("dl");
        root.all("recordTarget/patientRole/patient").forEach(patient -> {
            told("patient", names(patient));
            told("birth", time(patient.all("birthTime")));
        });
        told("date", time(root.all("effectiveTime")));
        root.all("author/assignedAuthor").forEach(author -> {
            told("author", names(author, "assignedPerson/name", "assignedAuthoringDevice/softwareName"));
            told("organization", names(author, "representedOrganization/name"));
        });
        markup.close("dl");
    }

    private void told(String word, String value) {
        if (!value.isBlank()) {
            markup.element("dt", word(word));
            markup.element("dd", value);
        }
    }

    private static String names(Part patient) {
        return names(patient, "name");
    }

    private static String names(Part of, String... paths) {
        return Stream.of(paths)
                .flatMap(path -> of.all(path).limit(1))
                .map(CdaHtml::name)
                .filter(name -> !name.isBlank())
                .collect(Collectors.joining(", "));
    }

    /** Of a person: title, given names, family name; a qualified one ("BR") is a birth name. */
    private static String name(Part name) {
        List<String> parts = Stream.of("prefix", "given", "family")
                .flatMap(part -> name.all(part)
                        .map(one ->
                                one.attribute("qualifier").equals("BR") ? word("born") + " " + one.text() : one.text()))
                .filter(part -> !part.isBlank())
                .distinct()
                .toList();
        return parts.isEmpty() ? name.text() : String.join(" ", parts);
    }

    private static String time(Stream<Part> times) {
        return times.map(time -> time.attribute("value"))
                .map(TIME::matcher)
                .filter(Matcher::matches)
                .map(CdaHtml::french)
                .findFirst()
                .orElse("");
    }

    /** As the document has it, in its own zone. */
    private static String french(Matcher time) {
        String day =
                Stream.of(3, 2, 1).map(time::group).filter(part -> part != null).collect(Collectors.joining("/"));
        return time.group(4) == null ? day : day + " " + time.group(4) + ":" + time.group(5);
    }

    private void section(Part section, int level) {
        markup.open("section");
        String heading = "h" + Math.min(level, DEEPEST_HEADING);
        section.first("title").ifPresent(title -> markup.element(heading, title.text()));
        section.first("text").ifPresent(text -> new CdaNarrative(markup).tell(text));
        section.all("component/section").forEach(within -> section(within, level + 1));
        markup.close("section");
    }

    private static String word(String key) {
        return WORDS.getString("document.cda." + key);
    }
}
