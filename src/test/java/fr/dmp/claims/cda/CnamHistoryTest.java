package fr.dmp.claims.cda;

import static org.assertj.core.api.Assertions.assertThat;

import fr.dmp.TestData;
import fr.dmp.claims.CareHistory.Detail;
import fr.dmp.claims.CareHistory.Statement;
import fr.dmp.claims.Holders;
import fr.dmp.claims.Section;
import fr.dmp.claims.delivery.CareDocument;
import fr.dmp.claims.delivery.CareLine;
import fr.dmp.claims.delivery.Refused;
import fr.dmp.sandbox.SampleHistory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CnamHistoryTest {

    private static final Map<String, Section> TITLES = Map.of(
            "Médicaments", Section.MEDICINES,
            "Vaccinations", Section.VACCINATIONS,
            "Dispositifs médicaux", Section.DEVICES,
            "Hospitalisations", Section.HOSPITALISATIONS,
            "Soins médicaux et dentaires", Section.CARE,
            "Radiologie", Section.RADIOLOGY,
            "Biologie", Section.BIOLOGY);

    @Test
    void everyRowOfTheOfficialExampleIsALineOfItsSectionWithAllItsCells() throws Exception {
        Path file = TestData.file("cda/examples/CNAM-HR_2021.01.xml");
        CareDocument document = CnamHistory.read(Files.readAllBytes(file));
        Map<String, List<Map<String, String>>> tables = NarrativeOracle.read(file);

        assertThat(tables.keySet()).isEqualTo(TITLES.keySet());
        assertThat(document.refused()).isEmpty();
        assertThat(document.statements()).isEmpty();
        tables.forEach((title, rows) -> {
            List<CareLine> lines = document.lines().stream()
                    .filter(line -> line.section() == TITLES.get(title))
                    .toList();
            assertThat(lines).as(title).hasSameSizeAs(rows);
            for (int i = 0; i < rows.size(); i++) {
                assertThat(shown(lines.get(i))).as(title + " " + i).containsAll(told(rows.get(i)));
            }
        });
        assertThat(document.lines()).hasSize(3 + 3 + 2 + 2 + 8 + 3 + 4);
    }

    /** Each cell that isn't blank, days as the ISO writes them. */
    private static List<String> told(Map<String, String> row) {
        List<String> told = new ArrayList<>();
        row.values().forEach(cell -> {
            if (cell.matches(".*\\d{2}/\\d{2}/\\d{4}.*")) {
                for (String word : cell.split(" ")) {
                    if (word.contains("/")) {
                        told.add(LocalDate.parse(word, DateTimeFormatter.ofPattern("dd/MM/yyyy"))
                                .toString());
                    }
                }
            } else if (!cell.isBlank()) {
                told.add(cell);
            }
        });
        return told;
    }

    private static List<String> shown(CareLine line) {
        List<String> shown = new ArrayList<>();
        for (Object value : new Object[] {
            line.from(), line.to(), line.code(), line.label(), line.quantity(), line.performer(), line.prescriber()
        }) {
            Optional.ofNullable(value).map(Object::toString).ifPresent(shown::add);
        }
        line.details().forEach(detail -> shown.add(detail.value()));
        return shown;
    }

    @Test
    void codesComeFromTheEntriesWithTheirNomenclature() throws Exception {
        CareDocument document = CnamHistory.read(Files.readAllBytes(TestData.file("cda/examples/CNAM-HR_2021.01.xml")));

        assertThat(document.lines())
                .extracting(CareLine::system, CareLine::code)
                .startsWith(
                        org.assertj.core.groups.Tuple.tuple("CIP13", "3400935673220"),
                        org.assertj.core.groups.Tuple.tuple("CIP13", "3400939169002"),
                        org.assertj.core.groups.Tuple.tuple("UCD", "9064295"),
                        org.assertj.core.groups.Tuple.tuple("CIP13", "3400932857241"),
                        org.assertj.core.groups.Tuple.tuple("CIP13", "3400936924642"),
                        org.assertj.core.groups.Tuple.tuple("CIP13", "3400932857241"),
                        org.assertj.core.groups.Tuple.tuple("LPP", "3408693"),
                        org.assertj.core.groups.Tuple.tuple("LPP", "1397790"),
                        org.assertj.core.groups.Tuple.tuple("GHS", "1940"),
                        org.assertj.core.groups.Tuple.tuple("GHS", "1721"),
                        org.assertj.core.groups.Tuple.tuple("NGAP", "G"));
        assertThat(document.lines())
                .extracting(CareLine::system)
                .contains("CCAM", "NABM")
                .doesNotContainNull();
        assertThat(document.nir().value()).isEqualTo("279035121518989");
        assertThat(document.version()).isEqualTo(1);
        assertThat(document.coversTo()).isEqualTo("2019-07-01T14:45:00Z");
    }

    @Test
    void whereNarrativeAndEntryDifferBothAreKept() throws Exception {
        CareDocument document = CnamHistory.read(Files.readAllBytes(TestData.file("cda/examples/CNAM-HR_2021.01.xml")));

        CareLine device = document.lines().get(6);
        assertThat(device.label()).startsWith("COMPRESSES ACIDE HYALURONIQUE");
        assertThat(device.quantity()).isEqualByComparingTo("4");
        assertThat(device.details())
                .contains(new Detail(
                        "Libellé du code",
                        "Stimulateur cardiaque de re-synchro ventriculaire, BIOTRONIK, EDORA 8 HF-T."))
                .contains(new Detail("Quantité codée", "1"));
    }

    @Test
    void theEmptyTwinSaysNothingToReportInEachSection() throws Exception {
        CareDocument document =
                CnamHistory.read(Files.readAllBytes(TestData.file("cda/examples/CNAM-HR_2021.01_sans-info.xml")));

        assertThat(document.lines()).isEmpty();
        assertThat(document.refused()).isEmpty();
        assertThat(document.statements())
                .extracting(Statement::section)
                .containsExactly(
                        Section.MEDICINES,
                        Section.VACCINATIONS,
                        Section.DEVICES,
                        Section.HOSPITALISATIONS,
                        Section.CARE,
                        Section.RADIOLOGY,
                        Section.BIOLOGY);
        assertThat(document.statements())
                .extracting(Statement::text)
                .containsOnly("Aucune donnée de remboursement connue dans la période");
    }

    @Test
    void whatASectionTellsInWordsIsCountedAndNotTakenForNothing() {
        for (String words : List.of(
                "<list><item>12/03/2026 SPASFON</item><item>15/03/2026 VENTOLINE</item></list>",
                "Voir le relevé joint",
                "<table><thead><tr><th>Date de délivrance</th></tr></thead></table>")) {
            CareDocument document = CnamHistory.read(told(words, ""));

            assertThat(document.lines()).as(words).isEmpty();
            assertThat(document.statements()).as(words).isEmpty();
            assertThat(document.refused())
                    .as(words)
                    .hasSize(TITLES.size())
                    .extracting(Refused::reason)
                    .containsOnly("prose");
        }
    }

    @Test
    void anEntryThatWeDoNotKnowIsCountedToo() {
        String unknown = "<entry><observation><code code=\"1\"/></observation></entry>";
        for (int times : List.of(1, 3)) {
            CareDocument document = CnamHistory.read(told("", unknown.repeat(times)));

            assertThat(document.statements()).isEmpty();
            assertThat(document.refused())
                    .hasSize(times * TITLES.size())
                    .extracting(Refused::reason)
                    .containsOnly("entry");
        }
    }

    /** Beside one that we know, too. */
    @Test
    void anUnknownEntryIsCountedBesideAKnownOne() {
        String known = "<entry><supply><effectiveTime value=\"20190612\"/><quantity value=\"1\"/></supply></entry>";
        String unknown = "<entry><observation><code code=\"1\"/></observation></entry>";
        CareDocument document = CnamHistory.read(told("", known + unknown));

        assertThat(document.lines().size() + document.refused().size()).isEqualTo(2 * TITLES.size());
        assertThat(document.refused()).extracting(Refused::reason).contains("entry");
    }

    @Test
    void nothingIsSaidByTheKnownSentenceOrByTheEntryForIt() {
        String entry = "<entry><act><code code=\"no-known-procedures\"/></act></entry>";
        for (byte[] told : List.of(
                told("Aucune donnée de remboursement connue dans la  période", ""), told("Rien à signaler", entry))) {
            CareDocument document = CnamHistory.read(told);

            assertThat(document.statements()).hasSize(TITLES.size());
            assertThat(document.refused()).isEmpty();
        }
    }

    @Test
    void rowsWithoutADateSayNothingOfTheirSection() {
        String whole = sample();
        CareDocument document = CnamHistory.read(whole.replaceAll("\\d{2}/\\d{2}/\\d{4}", "un jour")
                .replaceAll("(<(?:effectiveTime|low|time) value=\")\\d{8}\"", "$1jour\"")
                .getBytes(StandardCharsets.UTF_8));

        assertThat(document.lines()).isEmpty();
        assertThat(document.statements()).isEmpty();
        assertThat(document.refused())
                .hasSameSizeAs(
                        CnamHistory.read(whole.getBytes(StandardCharsets.UTF_8)).lines())
                .extracting(Refused::reason)
                .containsOnly("date");
    }

    private static String sample() {
        return SampleHistory.of(Holders.someone(Holders.nir()), LocalDate.of(2026, 3, 31), 1);
    }

    /** A document each of whose sections has these words for its table, and these entries. */
    private static byte[] told(String words, String entries) {
        return sample().replaceAll("(?s)<entry>.*?</entry>", "")
                .replaceAll("(?s)<text>\\s*<table.*?</text>", "<text>" + words + "</text>" + entries)
                .getBytes(StandardCharsets.UTF_8);
    }
}
