package fr.dmp.claims.nomenclature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import fr.dmp.claims.delivery.Refused;
import fr.dmp.claims.delivery.Unusable;
import fr.dmp.claims.nomenclature.NomenclatureFile.Chunk;
import fr.dmp.reference.Nomenclature;
import fr.dmp.reference.Nomenclatures.Told;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is read of a nomenclature's file, and what is refused of it. */
class NomenclatureFileTest {

    private static final Charset WINDOWS = Charset.forName("windows-1252");
    private static final String ACTS = "\"CAM_PRS_IDE_COD\";\"CAM_PRS_IDE_LIB\";\"CAM_PRS_RGT\"\n";
    private static final String LETTERS = "ACT_COD;ACT_COD_LIB\n";
    private static final String MEDICINE = "60000001\t%s\tcomprimé\torale\t\t\t\t\t\t\t\tNon\r\n";
    private static final String PRESENTATION = "60000001\t3000001\tboîte de 30\t\t\t\t3400930000011\t\t\t\t\t\t\n";

    @TempDir
    private Path folder;

    private List<Chunk> chunks(String name, byte[] content) {
        try {
            List<Chunk> chunks = new ArrayList<>();
            NomenclatureFile.open(Files.write(folder.resolve(name), content)).read(chunks::add);
            return chunks;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private Chunk read(String name, byte[] content) {
        List<Chunk> chunks = chunks(name, content);
        return new Chunk(
                chunks.stream().flatMap(chunk -> chunk.lines().stream()).toList(),
                chunks.stream().flatMap(chunk -> chunk.faults().stream()).toList());
    }

    private Chunk read(String content) {
        return read("a.csv", content.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] gzip(byte[] content) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(content);
        }
        return packed.toByteArray();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "CAM_PRS_IDE_COD;CAM_PRS_IDE_LIB | ABCD001;Acte | ABCD001 | Acte",
                "BIO_PRS_IDE;BIO_INF_LIB;BIO_CRE_DAT | 552;GLUCOSE;01JAN1996:00:00:00 | 552 | GLUCOSE",
                "ACT_COD;ACT_COD_LIB | AIS F;soins, férié | AIS F | soins, férié",
                "PRS_NAT;PRS_NAT_STA;PRS_NAT_CB2;PRS_NAT_LIB | 1111;99;C;CONSULTATION | 1111 | CONSULTATION",
                "LPP_PRS_IDE;LPP_RED_LIB | 1100850;PREST\uFFFD HEBD. | 1100850 | PREST\uFFFD HEBD.",
                "UCD_UCD_COD;UCD_DSN_LIB;UCD_CND_LIB | 0000009231824;CEPROTIN;poudre | 0000009231824 | CEPROTIN, poudre",
                "UCD_UCD_COD;UCD_DSN_LIB;UCD_CND_LIB | 0000009231824;CEPROTIN; | 0000009231824 | CEPROTIN",
                "RGM_GRG_COD;RGM_COD;RGM_LIB | 90;676;POLYPENSIONNE | 90-676 | POLYPENSIONNE",
                "ORG_BSE_NUM;ORG_CAI_NUM;ORG_CAI_LIB | 03C015;015;C.M.R. | 03C015 | C.M.R.",
            })
    void eachIsToldByItsHeaderWhateverItsName(String header, String line, String code, String label) {
        Told told = new Told(code, label, null);

        assertThat(read(header + "\n" + line + "\n").lines()).containsExactly(told);
        assertThat(read((header + "\n" + line).replace(';', '\t')).lines()).containsExactly(told);
        assertThat(read("\uFEFF\"" + header.replace(";", "\";\"") + "\"\r\n" + line + "\r\n")
                        .lines())
                .containsExactly(told);
    }

    @Test
    void columnsAreBoundByTheirHeaderAndUnknownOnesIgnored() {
        assertThat(read("NEW;ACT_COD_LIB;;ACT_COD;NEW\nx;visite;;V;y\n").lines())
                .containsExactly(new Told("V", "visite", null));
    }

    @Test
    void drugsAreToldByNameAndQuoteNothing() {
        byte[] names = MEDICINE.formatted("\"ACME\" 5 mg; l\u2019original").getBytes(WINDOWS);
        byte[] packagings = PRESENTATION.getBytes(WINDOWS);

        assertThat(read("CIS_bdpm.txt", names).lines())
                .containsExactly(new Told("60000001", "\"ACME\" 5 mg; l\u2019original", null));
        assertThat(read("cis_cip_BDPM-2026.txt", packagings).lines())
                .containsExactly(new Told("3400930000011", "boîte de 30", "60000001"));
        assertUnusable("drugs.txt", names, "header");
        assertUnusable("CIS_CIP_bdpm.txt", names, "header");
        assertUnusable("CIS_bdpm.txt", packagings, "header");
        assertUnusable("CIS_bdpm.txt", "12;34\n".getBytes(WINDOWS), "header");
    }

    @Test
    void textIsUtf8OrWindows1252GzippedOrNot() throws IOException {
        String text = LETTERS + "ACO;actes d\u2019obstétrique\n";
        for (Charset charset : List.of(StandardCharsets.UTF_8, WINDOWS)) {
            byte[] plain = text.getBytes(charset);
            assertThat(read("a.csv", plain).lines()).containsExactly(new Told("ACO", "actes d\u2019obstétrique", null));
            assertThat(read("a.csv", gzip(plain))).isEqualTo(read("a.csv", plain));
        }
    }

    @Test
    void marksAndLineBreaksOfThePublishedActsAreCutOff() {
        String file = ACTS + "\"YYYY603\n[F]\";\"Supplément  un\ndimanche\n\";\"ACO\"\n\"ABCD001\";\"Acte\";\"ATM\"\n";

        assertThat(read(file).lines())
                .containsExactly(
                        new Told("YYYY603", "Supplément un dimanche", null), new Told("ABCD001", "Acte", null));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                ";visite | ACT_COD | missing",
                "' ;visite' | ACT_COD | missing",
                "V; | ACT_COD_LIB | missing",
                "v;visite | ACT_COD | code",
                "V\uFFFD;visite | ACT_COD | code",
                "V<b>;visite | ACT_COD | code",
                "VVVVVVVVVVVVVVVVVVVVV;visite | ACT_COD | code",
                "V;vi\u0000site | ACT_COD_LIB | control-character",
                "V;vi\u001Bsite | ACT_COD_LIB | control-character",
                "V | '' | columns",
                "V;visite;x | '' | columns",
            })
    void aFaultyLineIsToldByNumberColumnAndReason(String line, String column, String reason) {
        Chunk chunk = read(LETTERS + "C;consultation\n" + line + "\nK;acte\n");

        assertThat(chunk.lines()).extracting(Told::code).containsExactly("C", "K");
        assertThat(chunk.faults())
                .extracting(Refused::line, Refused::column, Refused::reason, Refused::content)
                .containsExactly(tuple(3L, column, reason, line));
    }

    @Test
    void aLongLabelIsOneFaultAndAnEndlessFieldTheFiles() {
        assertThat(read(LETTERS + "V;" + "v".repeat(1000) + "\n").faults()).isEmpty();
        assertThat(read(LETTERS + "V;" + "v".repeat(1001) + "\n").faults())
                .extracting(Refused::reason)
                .containsExactly("too-long");
        assertUnusable(LETTERS + "V;" + "v".repeat(200_000), "format");
    }

    @Test
    void columnsMayBeSeparatedByCommasToo() {
        assertThat(read(LETTERS.replace(';', ',') + "V,visite\n").faults()).isEmpty();
    }

    @Test
    void filesOfAnotherKindAreUnusable() {
        assertUnusable("", "empty");
        assertUnusable("\n\n", "empty");
        assertUnusable("ACT_COD;ACT_LIB\nV;visite\n", "header");
        assertUnusable("ACT_COD;ACT_COD;ACT_COD_LIB\nV;V;visite\n", "header");
        assertUnusable("nir;family_name\n", "header");
        assertUnusable("<html>", "header");
        assertUnusable("\"" + LETTERS, "header");
        assertUnusable("PHA_PRS_IDE;PHA_ATC_CLA;GRP_GRP_COD;TEC_COL\n3173882;C01;;0\n", "no-labels");
        assertUnusable("CIS_COMPO_bdpm.txt", "1\t2\n".getBytes(WINDOWS), "no-labels");
        assertUnusable("CIS_GENER_bdpm.txt", "1\t2\n".getBytes(WINDOWS), "no-labels");
    }

    @Test
    void aQuoteThatIsNeverClosedOrGoesOnIsNoFormat() {
        assertUnusable(LETTERS + "V;\"visite\n" + "C;consultation\n".repeat(3), "format");
        assertUnusable(LETTERS + "V;\"visite\n" + "C;consultation\n".repeat(20_000), "format");
        assertUnusable(LETTERS + "V;\"visite\"x\n", "format");
    }

    @Test
    void whatIsInNoCharsetIsNotGuessedAt() throws IOException {
        byte[] text = (LETTERS + "ACO;actes d'obstétrique\nV;visite\n").getBytes(StandardCharsets.UTF_8);
        byte[] damaged = text.clone();
        damaged[text.length - 2] = (byte) 0xE9;

        assertUnusable("a.csv", damaged, "charset");
        assertUnusable("a.csv", gzip(damaged), "charset");
        assertUnusable("a.csv", new byte[] {'A', (byte) 0x81, '\n'}, "charset");
        assertUnusable("a.csv", LETTERS.getBytes(StandardCharsets.UTF_16), "header");
    }

    @Test
    void aBrokenArchiveIsToldFromADiskThatFails() throws IOException {
        byte[] packed = gzip((LETTERS + "V;visite\n".repeat(1000)).getBytes(StandardCharsets.UTF_8));
        byte[] torn = packed.clone();
        torn[packed.length - 6] ^= 1;

        assertUnusable("a.csv.gz", Arrays.copyOf(packed, packed.length - 9), "gzip");
        assertUnusable("a.csv.gz", Arrays.copyOf(packed, 5), "gzip");
        assertUnusable("a.csv.gz", torn, "gzip");
        assertUnusable("a.csv.gz", gzip(packed), "charset");
        assertThatThrownBy(() -> NomenclatureFile.open(folder.resolve("gone.csv")))
                .isInstanceOf(java.io.UncheckedIOException.class);
    }

    /** Less than a megabyte that would be 260. */
    @Test
    void aBombIsNotUnpackedToItsEnd() throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(LETTERS.getBytes(StandardCharsets.UTF_8));
            byte[] megabyte = "V;visite\n".repeat(116_509).getBytes(StandardCharsets.UTF_8);
            for (int i = 0; i < 260; i++) {
                gzip.write(megabyte);
            }
        }
        assertThat(packed.size()).isLessThan(1_000_000);
        assertUnusable("a.csv.gz", packed.toByteArray(), "too-large");
    }

    @Test
    void manyLinesComeInChunks() {
        byte[] file = (LETTERS + "V;visite\n".repeat(12_000)).getBytes(StandardCharsets.UTF_8);

        assertThat(chunks("a.csv", file)).extracting(Chunk::received).containsExactly(5000, 5000, 2000);
        assertThat(chunks("a.csv", LETTERS.getBytes(StandardCharsets.UTF_8))).isEmpty();
    }

    @Test
    void itSaysWhatItIs() throws IOException {
        assertThat(NomenclatureFile.open(Files.writeString(folder.resolve("a.csv"), LETTERS))
                        .nomenclature())
                .isEqualTo(Nomenclature.NGAP);
    }

    private void assertUnusable(String content, String reason) {
        assertUnusable("a.csv", content.getBytes(StandardCharsets.UTF_8), reason);
    }

    private void assertUnusable(String name, byte[] content, String reason) {
        assertThatThrownBy(() -> read(name, content))
                .isInstanceOf(Unusable.class)
                .hasMessage(reason);
    }
}
