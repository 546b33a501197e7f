package fr.dmp.claims.cda;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import fr.dmp.cda.SafeXml;
import fr.dmp.claims.Holders;
import fr.dmp.claims.delivery.Refused;
import fr.dmp.claims.delivery.Unusable;
import fr.dmp.identity.InsuredPerson;
import fr.dmp.sandbox.SampleHistory;
import java.time.LocalDate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class HostileDocumentsTest {

    private static final InsuredPerson PERSON = Holders.someone(Holders.nir());
    private static final String GOOD = SampleHistory.of(PERSON, LocalDate.of(2026, 3, 31), 1);

    static Stream<Arguments> documents() {
        return Stream.of(
                arguments("empty", new byte[0], "empty"),
                arguments("blank", "  \n".getBytes(UTF_8), "xml"),
                arguments("not XML", "nir;name".getBytes(UTF_8), "xml"),
                arguments("cut in half", GOOD.substring(0, GOOD.length() / 2).getBytes(UTF_8), "xml"),
                arguments("too big", (GOOD + " ".repeat(SafeXml.MOST_BYTES)).getBytes(UTF_8), "too-big"),
                arguments(
                        "external entity", withDoctype("<!ENTITY x SYSTEM \"file:///etc/passwd\">", "&x;"), "doctype"),
                arguments(
                        "parameter entity",
                        withDoctype("<!ENTITY % x SYSTEM \"http://127.0.0.1:9/x\"> %x;", ""),
                        "doctype"),
                arguments("billion laughs", billionLaughs(), "doctype"),
                arguments("bare doctype", withDoctype("", ""), "doctype"),
                arguments("Latin-1 bytes said to be UTF-8", GOOD.getBytes(ISO_8859_1), "charset"),
                arguments(
                        "Latin-1, said so",
                        GOOD.replace("encoding=\"UTF-8\"", "encoding=\"ISO-8859-1\"")
                                .getBytes(UTF_8),
                        "charset"),
                arguments("UTF-16", GOOD.getBytes(UTF_16), "charset"),
                arguments("very deep", ("<a>".repeat(100_000) + "</a>".repeat(100_000)).getBytes(UTF_8), "xml"),
                arguments("other root", "<Invoice xmlns=\"urn:hl7-org:v3\"/>".getBytes(UTF_8), "other-root"),
                arguments("other namespace", "<ClinicalDocument xmlns=\"urn:other\"/>".getBytes(UTF_8), "other-root"),
                arguments(
                        "other type",
                        GOOD.replace("code=\"REMB\"", "code=\"11502-2\"").getBytes(UTF_8),
                        "document-type"),
                arguments(
                        "other template",
                        GOOD.replace("1.2.250.1.213.1.1.1.36\"", "1.2.3\"").getBytes(UTF_8),
                        "document-type"),
                arguments(
                        "wrong key",
                        GOOD.replace(PERSON.nir().value(), wrongKey()).getBytes(UTF_8),
                        "nir-key"),
                arguments(
                        "no NIR", GOOD.replace("1.2.250.1.213.1.4.10", "1.2.3").getBytes(UTF_8), "nir-missing"),
                arguments("no set", GOOD.replaceFirst("<setId [^>]*>", "").getBytes(UTF_8), "set-missing"),
                arguments(
                        "version in words",
                        GOOD.replaceFirst("<versionNumber value=\"1\"", "<versionNumber value=\"un\"")
                                .getBytes(UTF_8),
                        "version"),
                arguments(
                        "another person beside",
                        GOOD.replaceFirst(
                                        "(?=<addr nullFlavor)",
                                        "<id extension=\"279035121518989\" root=\"1.2.250.1.213.1.4.8\"/>")
                                .getBytes(UTF_8),
                        "nir-several"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("documents")
    void whatCannotBeTakenIsToldWithAReason(String name, byte[] document, String reason) {
        assertThatThrownBy(() -> CnamHistory.read(document))
                .isInstanceOf(Unusable.class)
                .hasMessage(reason);
    }

    @Test
    void theDocumentTheyAreMadeOfIsGood() {
        assertThat(CnamHistory.read(GOOD.getBytes(UTF_8)).lines()).isNotEmpty();
        assertThat(CnamHistory.read(("\uFEFF" + GOOD).getBytes(UTF_8)).lines()).isNotEmpty();
    }

    @Test
    void aLineWithoutADateIsTheOnlyOneThatIsLost() {
        int all = CnamHistory.read(GOOD.getBytes(UTF_8)).lines().size();
        String odd = GOOD.replaceFirst("<td>le \\d\\d/\\d\\d/\\d{4}</td>", "<td>le 31/02/2026</td>")
                .replaceFirst("<effectiveTime><low value=\"\\d{8}\"/>", "<effectiveTime><low value=\"20260231\"/>");

        var document = CnamHistory.read(odd.getBytes(UTF_8));

        assertThat(document.refused())
                .singleElement()
                .extracting(Refused::reason)
                .isEqualTo("date");
        assertThat(document.lines()).hasSize(all - 1);
    }

    private static byte[] withDoctype(String subset, String reference) {
        return GOOD.replace("<ClinicalDocument", "<!DOCTYPE ClinicalDocument [" + subset + "]>\n<ClinicalDocument")
                .replace("<title>Données de remboursement</title>", "<title>" + reference + "</title>")
                .getBytes(UTF_8);
    }

    private static byte[] billionLaughs() {
        StringBuilder entities = new StringBuilder("<!ENTITY l0 \"lol\">");
        IntStream.rangeClosed(1, 9)
                .forEach(i -> entities.append("<!ENTITY l" + i + " \"" + ("&l" + (i - 1) + ";").repeat(10) + "\">"));
        return withDoctype(entities.toString(), "&l9;");
    }

    private static String wrongKey() {
        String nir = PERSON.nir().value();
        return nir.substring(0, 13)
                + (nir.endsWith("97") ? "96" : String.format("%02d", Integer.parseInt(nir.substring(13)) + 1));
    }
}
