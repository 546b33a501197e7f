package fr.dmp.document.content;

import static fr.dmp.document.content.Pdfs.dictionary;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import fr.dmp.TestData;
import fr.dmp.document.content.Judged.Accepted;
import fr.dmp.document.content.Judged.Refused;
import fr.dmp.refusal.Refusal;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDEmbeddedFilesNameTreeNode;
import org.apache.pdfbox.pdmodel.common.filespecification.PDComplexFileSpecification;
import org.apache.pdfbox.pdmodel.common.filespecification.PDEmbeddedFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Real documents are accepted, each hostile one is refused with its own reason; either way this program goes on. */
class ContentJudgeTest {

    private static final String EICAR = "X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + "EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*";
    private static final ContentJudge JUDGE = new ContentJudge(content -> {}, new Inspector());

    static List<Path> documents() throws IOException {
        try (Stream<Path> files = Files.list(TestData.file("documents"))) {
            return files.sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("documents")
    void realOnesAreWhatTheyAre(Path file) throws IOException {
        byte[] content = Files.readAllBytes(file);
        Accepted accepted = judged(content).orRefusal();
        Form form = content[0] == '%' ? Form.PDF : (content[0] & 0xff) == 0xff ? Form.JPEG : Form.PNG;
        assertThat(accepted.form()).isEqualTo(form);
        if (form == Form.PDF) {
            assertThat(accepted.content()).isEqualTo(content);
        }
    }

    static List<Path> envelopes() throws IOException {
        try (Stream<Path> files = Files.list(TestData.file("cda/examples"))) {
            return files.sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("envelopes")
    void realEnvelopesAreToldInHtml(Path file) throws IOException {
        byte[] content = Files.readAllBytes(file);
        Accepted accepted = judged(content).orRefusal();
        assertThat(accepted.form()).isEqualTo(Form.CDA);
        assertThat(accepted.content()).isEqualTo(content);
        assertThat(accepted.html().orElseThrow()).contains("<h1>", "<dt>Patient</dt>", "<dt>Auteur</dt>");
        boolean envelope = new String(content, UTF_8).contains("<nonXMLBody");
        assertThat(accepted.encapsulated().map(Accepted::form))
                .isEqualTo(envelope ? Optional.of(Form.PDF) : Optional.empty());
    }

    static Stream<Arguments> accepted() {
        return Stream.of(
                arguments("PDF", Pdfs.good(), Form.PDF),
                arguments("many pages", Pdfs.pages(900), Form.PDF),
                arguments("link to the web", Pdfs.clicked(link("https://sante.example/x?a=b:c")), Form.PDF),
                arguments("link within a site", Pdfs.clicked(link("aide/index.html")), Form.PDF),
                arguments("goes to a page", Pdfs.opening(dictionary("S", "/GoTo", "D", new COSArray())), Form.PDF),
                arguments(
                        "fonts named like traps",
                        Pdfs.onPage("Font", dictionary("AA", dictionary(), "JS", dictionary(), "EF", dictionary())),
                        Form.PDF),
                arguments("ends in blanks", Pdfs.followedBy("\r\n \n\0\0".getBytes(US_ASCII)), Form.PDF),
                arguments("JPEG", Pictures.jpeg(), Form.JPEG),
                arguments(
                        "JPEG with a telephone's tail",
                        Pdfs.joined(Pictures.jpeg(), "SEFT".getBytes(US_ASCII)),
                        Form.JPEG),
                arguments("PNG", Pictures.png(), Form.PNG));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void accepted(String what, byte[] content, Form form) {
        assertThat(judged(content).orRefusal().form()).isEqualTo(form);
    }

    static Stream<Arguments> refused() throws IOException {
        return Stream.of(
                arguments("nothing", new byte[0], Reason.EMPTY),
                arguments("too much", new byte[ContentJudge.MOST_BYTES + 1], Reason.TOO_LARGE),
                arguments(
                        "HEIC",
                        Pdfs.joined(new byte[] {0, 0, 0, 24}, "ftypheic\0\0\0\0mif1heic".getBytes(US_ASCII)),
                        Reason.HEIC),
                arguments("text", "Bonjour".getBytes(UTF_8), Reason.TYPE),
                arguments("HTML", "<!DOCTYPE html><html><script>alert(1)</script></html>".getBytes(UTF_8), Reason.TYPE),
                arguments(
                        "SVG",
                        "<svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"alert(1)\"/>".getBytes(UTF_8),
                        Reason.TYPE),
                arguments("GIF", "GIF89a\1\0\1\0\0\0\0;".getBytes(ISO_8859_1), Reason.TYPE),
                arguments("ZIP", zip(), Reason.TYPE),
                arguments("program", Pdfs.joined("\177ELF\2\1\1".getBytes(ISO_8859_1), new byte[100]), Reason.TYPE),
                arguments("noise", new byte[100_000], Reason.TYPE),
                arguments("EICAR, nobody scanning", EICAR.getBytes(US_ASCII), Reason.TYPE),
                arguments(
                        "PDF behind something",
                        Pdfs.joined("MZ\0\0\0\0".getBytes(US_ASCII), Pdfs.good()),
                        Reason.POLYGLOT),
                arguments("PDF behind HTML", Pdfs.joined("<html>".getBytes(US_ASCII), Pdfs.good()), Reason.POLYGLOT),
                arguments("PDF in a picture", Pictures.segment(0xfffe, Pdfs.good()), Reason.POLYGLOT),
                arguments(
                        "HTML in a picture",
                        Pictures.segment(0xfffe, "<script>alert(1)</script>".getBytes(US_ASCII)),
                        Reason.POLYGLOT),
                arguments(
                        "HTML in a PDF",
                        Pdfs.joined("%PDF-1.4\n<html><script>alert(1)</script>".getBytes(US_ASCII), Pdfs.good()),
                        Reason.POLYGLOT),
                arguments("ZIP behind a PDF", Pdfs.followedBy(zip()), Reason.POLYGLOT),
                arguments(
                        "ZIP whose comment ends as a PDF",
                        Pdfs.joined(Pdfs.followedBy(zip()), "\n%%EOF\n".getBytes(US_ASCII)),
                        Reason.POLYGLOT),
                arguments("ZIP behind a picture", Pdfs.joined(Pictures.png(), zip()), Reason.POLYGLOT),
                arguments("anything behind a PDF", Pdfs.followedBy("tail".getBytes(US_ASCII)), Reason.POLYGLOT),
                arguments("password", Pdfs.encrypted("secret"), Reason.ENCRYPTED),
                arguments("owner's password", Pdfs.encrypted(""), Reason.ENCRYPTED),
                arguments("script at opening", Pdfs.opening(script()), Reason.SCRIPT),
                arguments("script at a click", Pdfs.clicked(script()), Reason.SCRIPT),
                arguments("script that nothing calls", Pdfs.onPage("X", script()), Reason.SCRIPT),
                arguments(
                        "script, its name written otherwise",
                        Pdfs.rawWith("", "<< /S /J#61vaScript /#4aS (x) >>"),
                        Reason.SCRIPT),
                arguments(
                        "script of a name tree",
                        Pdfs.rawWith("/Names << /JavaScript << /Names [(a) << /S /JavaScript /JS (x) >>] >> >>"),
                        Reason.SCRIPT),
                arguments("script in a form", Pdfs.rawWith("/AcroForm << /XFA [(x) 4 0 R] >>", "<< >>"), Reason.SCRIPT),
                arguments("launch", Pdfs.clicked(dictionary("S", "/Launch", "F", "cmd.exe")), Reason.ACTION),
                arguments("launch at opening", Pdfs.opening(dictionary("S", "/Launch", "F", "cmd.exe")), Reason.ACTION),
                arguments(
                        "launch after another",
                        Pdfs.clicked(dictionary("S", "/GoTo", "Next", dictionary("S", "/Launch"))),
                        Reason.ACTION),
                arguments(
                        "sends a form",
                        Pdfs.clicked(dictionary("S", "/SubmitForm", "F", "https://x.example")),
                        Reason.ACTION),
                arguments("takes data in", Pdfs.clicked(dictionary("S", "/ImportData")), Reason.ACTION),
                arguments("another document", Pdfs.clicked(dictionary("S", "/GoToR", "F", "\\\\x\\y")), Reason.ACTION),
                arguments("address at opening", Pdfs.opening(link("https://x.example")), Reason.ACTION),
                arguments("address of a file", Pdfs.clicked(link("file:///etc/passwd")), Reason.ACTION),
                arguments("address that is a script", Pdfs.clicked(link("JavaScript:alert(1)")), Reason.ACTION),
                arguments("at each page", Pdfs.onPage("AA", dictionary("O", link("https://x.example"))), Reason.ACTION),
                arguments("launch in an object that is replaced", hidden(), Reason.ACTION),
                arguments("embedded file", embedded(), Reason.EMBEDDED_FILE),
                arguments(
                        "attached file",
                        Pdfs.annotated(dictionary("Subtype", "/FileAttachment")),
                        Reason.EMBEDDED_FILE),
                arguments("film", Pdfs.annotated(dictionary("Subtype", "/RichMedia")), Reason.EMBEDDED_FILE),
                arguments("portfolio", Pdfs.rawWith("/Collection << >>"), Reason.EMBEDDED_FILE),
                arguments(
                        "stream elsewhere",
                        Pdfs.rawWith("", "<< /F (/etc/passwd) /Length 0 >>\nstream\n\nendstream"),
                        Reason.EMBEDDED_FILE),
                arguments("cut PDF", Pdfs.cut(), Reason.BROKEN),
                arguments("PDF's beginning alone", "%PDF-1.7\n%%EOF".getBytes(US_ASCII), Reason.BROKEN),
                arguments(
                        "no page",
                        Pdfs.raw("<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [] /Count 0 >>"),
                        Reason.BROKEN),
                arguments("cut JPEG", Arrays.copyOf(Pictures.jpeg(), 700), Reason.BROKEN),
                arguments("JPEG's beginning alone", Arrays.copyOf(Pictures.jpeg(), 4), Reason.BROKEN),
                arguments("cut PNG", Arrays.copyOf(Pictures.png(), 100), Reason.BROKEN),
                arguments("PNG without its pixels", Pictures.blackPng(100, 100, 3), Reason.BROKEN),
                arguments("too many pages", Pdfs.pages(1_001), Reason.TOO_COMPLEX),
                arguments(
                        "deep arrays", Pdfs.rawWith("/X " + "[".repeat(500_000) + "]".repeat(500_000)), Reason.BROKEN),
                arguments("deep pages", Pdfs.deepPages(60_000), Reason.TOO_COMPLEX),
                arguments("bomb of objects", Pdfs.bomb(600 << 20), Reason.TOO_COMPLEX),
                arguments(
                        "huge picture in a PDF",
                        Pdfs.onPage("X", dictionary("Subtype", "/Image", "Width", 100_000, "Height", 100_000)),
                        Reason.TOO_MANY_PIXELS),
                arguments("huge PNG, said", Pictures.blackPng(100_000, 100_000, 1), Reason.TOO_MANY_PIXELS),
                arguments("huge PNG, done", Pictures.blackPng(20_000, 20_000, 2_000), Reason.TOO_MANY_PIXELS),
                arguments(
                        "other XML", "<?xml version=\"1.0\"?><facture xmlns=\"urn:x\"/>".getBytes(UTF_8), Reason.TYPE),
                arguments(
                        "CDA of another namespace",
                        cda("").replace("urn:hl7-org:v3", "urn:x").getBytes(UTF_8),
                        Reason.TYPE),
                arguments(
                        "CDA with a document type",
                        cda("").replace("?>", "?><!DOCTYPE x [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>")
                                .getBytes(UTF_8),
                        Reason.DOCTYPE),
                arguments(
                        "CDA with a script",
                        cda("<script xmlns=\"http://www.w3.org/1999/xhtml\">alert(1)</script>")
                                .getBytes(UTF_8),
                        Reason.SCRIPT),
                arguments("CDA cut", Arrays.copyOf(cda("").getBytes(UTF_8), 150), Reason.BROKEN),
                arguments(
                        "CDA deep",
                        cda("<x>".repeat(1000) + "</x>".repeat(1000)).getBytes(UTF_8),
                        Reason.BROKEN),
                arguments("CDA around a script", envelope(Pdfs.opening(script())), Reason.SCRIPT),
                arguments("CDA around HTML", envelope("<html><body>x</body></html>".getBytes(UTF_8)), Reason.TYPE),
                arguments("CDA around CDA", envelope(cda("").getBytes(UTF_8)), Reason.TYPE),
                arguments("CDA around nothing", envelope(new byte[0]), Reason.EMPTY),
                arguments(
                        "CDA around an address",
                        cda("<component><nonXMLBody><text><reference value=\"http://x\"/></text></nonXMLBody></component>")
                                .getBytes(UTF_8),
                        Reason.EMBEDDED_FILE));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void refused(String what, byte[] content, Reason reason) {
        assertThat(judged(content)).isEqualTo(new Refused(reason));
    }

    /** Whatever comes of it, it comes in time. */
    @Test
    void manyPixelsAndBombsAreBounded() throws IOException {
        assertThat(judged(cda("<x/>".repeat(2_500_000)).getBytes(UTF_8))).isInstanceOf(Judged.class);
        assertThat(judged(Pictures.bombInComment(1 << 30))).isInstanceOf(Judged.class);
        assertThat(judged(Pictures.blackPng(7_000, 7_000, 7_000))).isInstanceOf(Judged.class);
    }

    @Test
    void anEnvelopeGivesWhatIsInIt() {
        Accepted accepted = judged(envelope(Pictures.taken(6, "48.8534N"))).orRefusal();
        assertThat(accepted.encapsulated().orElseThrow().form()).isEqualTo(Form.JPEG);
        assertThat(new String(accepted.encapsulated().orElseThrow().content(), ISO_8859_1))
                .doesNotContain("48.8534N");
    }

    @Test
    void ofAStreamNoMoreIsReadThanMayBe() throws IOException {
        InputStream endless = new InputStream() {
            @Override
            public int read() {
                return 'x';
            }
        };
        assertThat(JUDGE.judge(endless)).isEqualTo(new Refused(Reason.TOO_LARGE));
        assertThat(JUDGE.judge(new ByteArrayInputStream(Pictures.png()))).isInstanceOf(Accepted.class);
    }

    @Test
    void whatTakesTooLongIsEnded() {
        ContentJudge hasty = new ContentJudge(content -> {}, new Inspector(Duration.ofMillis(1)));
        assertThat(hasty.judge(Pdfs.good())).isEqualTo(new Refused(Reason.TOO_SLOW));
        assertThat(ProcessHandle.current().children()).noneMatch(ContentJudgeTest::inspects);
    }

    private static boolean inspects(ProcessHandle child) {
        return child.isAlive() && child.info().commandLine().orElse("").contains(Inspection.class.getName());
    }

    @ParameterizedTest
    @EnumSource
    void eachReasonIsARefusalAtTheField(Reason reason) {
        assertThatThrownBy(() -> new Refused(reason).orRefusal()).isInstanceOfSatisfying(Refusal.class, refusal -> {
            assertThat(refusal.kind().status()).isIn(413, 415, 422);
            assertThat(refusal.faults()).singleElement().satisfies(fault -> {
                assertThat(fault.pointer()).isEqualTo("/content");
                assertThat(fault.message()).isEqualTo("document.reason." + reason);
            });
        });
    }

    /** Ten seconds of the inspection's own, twice for an envelope, and a slow machine's beginning and end. */
    private static Judged judged(byte[] content) {
        long start = System.nanoTime();
        Judged judged = JUDGE.judge(content);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(25));
        return judged;
    }

    private static COSDictionary script() {
        return dictionary("S", "/JavaScript", "JS", "app.alert(1)");
    }

    private static COSDictionary link(String address) {
        return dictionary("S", "/URI", "URI", address);
    }

    /** An earlier state of the document has what its table no longer knows. */
    private static byte[] hidden() {
        String pdf = new String(Pdfs.rawWith(""), ISO_8859_1);
        String hidden = "% 9 0 obj << /S  /Launch /F (cmd.exe) >> endobj\n";
        return pdf.replace("trailer\n", hidden + "trailer\n").getBytes(ISO_8859_1);
    }

    private static byte[] embedded() {
        return Pdfs.with(document -> {
            PDComplexFileSpecification file = new PDComplexFileSpecification();
            file.setFile("x.exe");
            file.setEmbeddedFile(new PDEmbeddedFile(document, new ByteArrayInputStream(new byte[9])));
            PDEmbeddedFilesNameTreeNode files = new PDEmbeddedFilesNameTreeNode();
            files.setNames(Map.of("x", file));
            document.getDocumentCatalog()
                    .getCOSObject()
                    .setItem(COSName.NAMES, dictionary("EmbeddedFiles", files.getCOSObject()));
        });
    }

    private static byte[] zip() {
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
                zip.putNextEntry(new ZipEntry("x.class"));
                zip.write(1);
            }
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static String cda(String more) {
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?><ClinicalDocument xmlns=\"urn:hl7-org:v3\"><title>T</title>"
                + more + "</ClinicalDocument>";
    }

    private static byte[] envelope(byte[] content) {
        String base64 = Base64.getMimeEncoder().encodeToString(content);
        return cda("<component><nonXMLBody><text mediaType=\"application/pdf\" representation=\"B64\">" + base64
                        + "</text></nonXMLBody></component>")
                .getBytes(UTF_8);
    }
}
