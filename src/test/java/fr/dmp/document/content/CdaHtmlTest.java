package fr.dmp.document.content;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import fr.dmp.TestData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CdaHtmlTest {

    private static final Set<String> ELEMENTS = Set.of(
            "article", "section", "h1", "h2", "h3", "h4", "h5", "h6", "dl", "dt", "dd", "p", "br", "ul", "ol", "li",
            "table", "caption", "thead", "tbody", "tfoot", "tr", "th", "td", "strong", "em", "sub", "sup", "small");
    private static final Set<String> ATTRIBUTES = Set.of("class", "lang", "colspan", "rowspan");

    static List<Path> examples() throws IOException {
        try (Stream<Path> files = Files.list(TestData.file("cda/examples"))) {
            return files.sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("examples")
    void realOnesAreToldWithElementsOfTheListAlone(Path file) throws IOException {
        Document html = Jsoup.parse(told(Files.readString(file)));
        harmless(html);
        assertThat(html.select("h1").text()).isNotBlank();
        assertThat(html.select("dd")).hasSizeGreaterThanOrEqualTo(4);
    }

    /** All that the document shows people is there. */
    @Test
    void nothingOfTheNarrativeIsLost() throws IOException {
        String xml = Files.readString(TestData.file("cda/examples/VAC_2023.01.xml"));
        Document html = Jsoup.parse(told(xml));
        Document source = Jsoup.parse(xml, "", Parser.xmlParser());
        List<String> cells =
                source.select("section > text td, section > text th").eachText();
        assertThat(cells).hasSizeGreaterThan(40);
        assertThat(html.select("td, th").eachText()).containsExactlyElementsOf(cells);
        assertThat(html.select("section > h2, section > h3").eachText())
                .containsExactlyElementsOf(source.select("section > title").eachText());
    }

    @Test
    void headerAndNarrativeAreTold() {
        Document html = Jsoup.parse(
                told(
                        document(
                                """
                <title>Compte rendu</title><effectiveTime value="20260331143000+0200"/>
                <recordTarget><patientRole><patient><name><given>Ada</given><family qualifier="BR">NOM</family></name>
                <birthTime value="19551002"/></patient></patientRole></recordTarget>
                <author><assignedAuthor><assignedPerson><name><prefix>Dr</prefix><given>Paul</given><family>LE</family>
                </name></assignedPerson><representedOrganization><name>Labo</name></representedOrganization>
                </assignedAuthor></author>
                <component><structuredBody><component><section><title>Un</title><text>
                <paragraph>a<br/>b <content styleCode="Bold">c</content></paragraph>
                <list listType="ordered"><item>x</item></list><list><item>y</item></list>
                <table border="1"><caption>t</caption><tbody><tr><td colspan="2">1</td></tr></tbody></table></text>
                <component><section><title>Deux</title></section></component></section></component></structuredBody>
                </component>""")));
        html.outputSettings().prettyPrint(false);
        assertThat(html.select("h1").text()).isEqualTo("Compte rendu");
        assertThat(html.select("dt").eachText())
                .containsExactly("Patient", "Date de naissance", "Date du document", "Auteur", "Établissement");
        assertThat(html.select("dd").eachText())
                .containsExactly("Ada né(e) NOM", "02/10/1955", "31/03/2026 14:30", "Dr Paul LE", "Labo");
        assertThat(html.select("section > p").html()).contains("a<br>b <strong>c</strong>");
        assertThat(html.select("ol > li").text()).isEqualTo("x");
        assertThat(html.select("ul > li").text()).isEqualTo("y");
        assertThat(html.select("td[colspan=2]").text()).isEqualTo("1");
        assertThat(html.select("section section > h3").text()).isEqualTo("Deux");
    }

    /** Anything may stand in a text; nothing of it acts, and nothing is fetched. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "<paragraph>&lt;script&gt;alert(1)&lt;/script&gt;</paragraph>",
                "<paragraph onclick=\"alert(1)\" style=\"background:url(http://x)\">a</paragraph>",
                "<script>alert(1)</script>",
                "<iframe src=\"http://x\"/>",
                "<linkHtml href=\"javascript:alert(1)\">a</linkHtml>",
                "<linkHtml href=\"http://x\">a</linkHtml>",
                "<img src=\"http://x\" onerror=\"alert(1)\"/>",
                "<renderMultiMedia referencedObject=\"x\"><caption>a</caption></renderMultiMedia>",
                "<content styleCode=\"Bold&quot;&gt;&lt;script&gt;\">a</content>",
                "<table><tbody><tr><td colspan=\"1&quot; onclick=&quot;alert(1)\">a</td></tr></tbody></table>",
                "<list listType=\"ordered onclick=x\"><item>a</item></list>",
                "<x:paragraph xmlns:x=\"urn:other\">a</x:paragraph>",
                "<![CDATA[<script>alert(1)</script>]]>",
                "<paragraph>\u202e &amp;lt;b&amp;gt; ' \"</paragraph>"
            })
    void nothingActs(String narrative) {
        String html = told(document("<title>&lt;img src=x onerror=alert(1)&gt;</title><component><structuredBody>"
                + "<component><section><title>&lt;script&gt;</title><text>" + narrative
                + "</text></section></component></structuredBody></component>"));
        harmless(Jsoup.parse(html));
        assertThat(html).doesNotContain("<script", "<img", "http://x\">");
    }

    @Test
    void plainTextIsTold() {
        assertThat(
                        told(
                                document(
                                        "<component><nonXMLBody><text mediaType=\"text/plain\">a &lt;b&gt;</text></nonXMLBody></component>")))
                .contains("<h1>Document sans titre</h1>", "<p>a &lt;b&gt;</p>");
    }

    private static void harmless(Document html) {
        assertThat(html.body().getAllElements().stream().skip(1).map(Element::tagName))
                .isSubsetOf(ELEMENTS);
        assertThat(html.getAllElements().stream()
                        .flatMap(element -> element.attributes().asList().stream())
                        .map(attribute -> attribute.getKey())
                        .collect(Collectors.toSet()))
                .isSubsetOf(ATTRIBUTES);
    }

    private static String document(String content) {
        return "<ClinicalDocument xmlns=\"urn:hl7-org:v3\">" + content + "</ClinicalDocument>";
    }

    private static String told(String xml) {
        return CdaInspection.inspect(xml.getBytes(UTF_8)).html();
    }
}
