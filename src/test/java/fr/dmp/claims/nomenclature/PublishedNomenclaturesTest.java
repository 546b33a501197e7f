package fr.dmp.claims.nomenclature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.dmp.TestData;
import fr.dmp.claims.delivery.Unusable;
import fr.dmp.reference.Nomenclature;
import fr.dmp.reference.Nomenclatures.Told;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The files as they are published, against a count of their lines that knows nothing of columns or quotes. */
class PublishedNomenclaturesTest {

    private static List<Told> read(String file, Nomenclature nomenclature) {
        NomenclatureFile opened = NomenclatureFile.open(TestData.file(file));
        assertThat(opened.nomenclature()).isEqualTo(nomenclature);
        List<Told> told = new ArrayList<>();
        opened.read(chunk -> {
            assertThat(chunk.faults()).isEmpty();
            told.addAll(chunk.lines());
        });
        return told;
    }

    /** Each is a line that begins like a code; the CCAM alone has lines that don't. */
    @ParameterizedTest
    @CsvSource({
        "nomenclatures/IR_CCAM_V63.csv, CCAM, ^\"[A-Z]{2}\\w+, 8161",
        "nomenclatures/IR_BIO_R.csv, NABM, ^\\d+;, 1076",
        "nomenclatures/IR_ACT_COD.csv, NGAP, ^\"[A-Z0-9_ ]+\", 434",
        "nomenclatures/IR_NAT_V.csv, PRS_NAT, ^\\d+;, 1348",
        "nomenclatures/IR_RGM_V.csv, REGIME, ^\\d+;, 1272",
        "nomenclatures/IR_CAI_V.csv, FUND, ^\\w{6};, 2756",
        "nomenclatures/NU_UCD_R.csv, UCD, ^\\d{13};, 1812",
        "nomenclatures/NT_LPP.csv.gz, LPP, ^\\d{7};, 19717",
        "bdpm/CIS_bdpm.txt.gz, CIS, ^\\d{8}\\t, 14442",
        "bdpm/CIS_CIP_bdpm.txt.gz, CIP13, ^\\d{8}\\t, 20083",
    })
    void everyLineIsRead(String file, Nomenclature nomenclature, String line, int known) throws IOException {
        List<Told> told = read(file, nomenclature);

        Matcher lines = Pattern.compile(line, Pattern.MULTILINE).matcher(plain(TestData.file(file)));
        long counted = lines.results()
                .filter(found -> !found.group().matches("\"[A-Z]{3}_[A-Z_]+\"?"))
                .count();
        assertThat(told).hasSize((int) counted).hasSize(known);
        assertThat(told).extracting(Told::code).doesNotHaveDuplicates();
        assertThat(told).allMatch(one -> (one.of() != null) == (nomenclature == Nomenclature.CIP13));
    }

    private static String plain(Path file) throws IOException {
        Charset charset = file.toString().contains("bdpm") ? Charset.forName("windows-1252") : StandardCharsets.UTF_8;
        try (InputStream bytes = Files.newInputStream(file);
                InputStream plain = file.toString().endsWith(".gz") ? new GZIPInputStream(bytes) : bytes) {
            return new String(plain.readAllBytes(), charset);
        }
    }

    /** Labels as a person finds them in the files. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "nomenclatures/IR_CCAM_V63.csv | CCAM | ZBQK002 | Radiographie du thorax",
                "nomenclatures/IR_CCAM_V63.csv | CCAM | HBGD402 | Avulsion de 2 odontoïdes inclus ou de 2 dents surnuméraires à l'état de germe",
                "nomenclatures/IR_CCAM_V63.csv | CCAM | JANH798 | Destruction de tumeur rénale par radiofréquence, par voie transcutanée avec guidage scanographique",
                "nomenclatures/IR_BIO_R.csv | NABM | 552 | GLUCOSE",
                "nomenclatures/IR_ACT_COD.csv | NGAP | A   F | forfait accouchement simple férié",
                "nomenclatures/IR_NAT_V.csv | PRS_NAT | 1111 | CONSULTATION COTEE C",
                "nomenclatures/IR_RGM_V.csv | REGIME | 90-676 | POLYPENSIONNE VIEILLESSE CAVIMAC",
                "nomenclatures/IR_CAI_V.csv | FUND | 03C017 | C.M.R. DE COTE D'AZUR",
                "nomenclatures/NU_UCD_R.csv | UCD | 0000009231824 | CEPROTIN 500 UI/5 ML, poudre et solvant pour solution injectable",
                "nomenclatures/NT_LPP.csv.gz | LPP | 1100034 | SOLUTION POUR PULVERISATIONS ENDO-BUCCALES, EISAI, AEQUASYAL, 400 DOSES",
                "bdpm/CIS_bdpm.txt.gz | CIS | 61266250 | A 313 200 000 UI POUR CENT, pommade",
                "bdpm/CIS_CIP_bdpm.txt.gz | CIP13 | 3400933208639 | tube(s) polypropylène de 30 comprimé(s)",
            })
    void labelsAreTheirs(String file, Nomenclature nomenclature, String code, String label) {
        Map<String, String> labels =
                read(file, nomenclature).stream().collect(Collectors.toMap(Told::code, Told::label));

        assertThat(labels).containsEntry(code, label);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nomenclatures/IR_CIP_V.csv",
                "bdpm/CIS_COMPO_bdpm.txt.gz",
                "bdpm/CIS_GENER_bdpm.txt.gz",
            })
    void whatNamesNothingIsSetAsideWhole(String file) {
        Path published = TestData.file(file);

        assertThatThrownBy(() -> NomenclatureFile.open(published))
                .isInstanceOf(Unusable.class)
                .hasMessage("no-labels");
    }

    @Test
    void theFoldersLicenceIsNoNomenclature() {
        Path published = TestData.file("nomenclatures/LICENSE-MPL-2.0");

        assertThatThrownBy(() -> NomenclatureFile.open(published))
                .isInstanceOf(Unusable.class)
                .hasMessage("header");
    }
}
