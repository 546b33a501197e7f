package fr.dmp.claims.professionals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import fr.dmp.TestData;
import fr.dmp.claims.delivery.Refused;
import fr.dmp.claims.delivery.Unusable;
import fr.dmp.claims.professionals.ProfessionalsFile.Chunk;
import fr.dmp.identity.Professionals.Listed;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProfessionalsFileTest {

    private static final String RPPS = "10100100014";

    @TempDir
    private Path folder;

    private Chunk read(String content) {
        return read(content, StandardCharsets.UTF_8);
    }

    private Chunk read(String content, Charset charset) {
        try {
            return whole(Files.write(folder.resolve("file"), content.getBytes(charset)));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Chunk whole(Path file) {
        List<Chunk> chunks = new ArrayList<>();
        new ProfessionalsFile(file).read(chunks::add);
        return new Chunk(
                chunks.stream().flatMap(c -> c.lines().stream()).toList(),
                chunks.stream().flatMap(c -> c.faults().stream()).toList(),
                chunks.stream().mapToInt(Chunk::unchecked).sum(),
                chunks.stream().mapToInt(Chunk::contradictory).sum());
    }

    /** Of the second: six lines of another register, one professional twice under two numbers, and a doctor. */
    @Test
    void theExtractsAsTheyArePublishedAreTaken() {
        Chunk one = whole(TestData.file("rpps/2WorkSituationsOrder1"));
        assertThat(one.faults()).isEmpty();
        assertThat(one.lines())
                .extracting(Listed::rpps, Listed::givenName, Listed::familyName, Listed::profession, Listed::city)
                .containsExactly(
                        tuple("10107582544", "BRICE", "HIRE", "70", "ECCICA SUARELLA"),
                        tuple("10107582544", "BRICE", "HIRE", "70", "ECCIEA SUARELLA"));
        assertThat(List.of(one.unchecked(), one.contradictory())).containsExactly(2, 2);

        Chunk other = whole(TestData.file("rpps/Extraction_ProSanteConnect_Personne_activite_202112120515.txt"));
        assertThat(other.faults())
                .hasSizeGreaterThan(5)
                .allMatch(fault -> fault.reason().equals("not-rpps") && fault.content() == null);
        assertThat(other.lines().get(other.lines().size() - 1))
                .isEqualTo(new Listed(
                        "10100375103",
                        "MONTAND",
                        "JULIEN",
                        "10",
                        "SM53",
                        "CABINET DU DR JULIEN MONTAND",
                        "92100",
                        "92012",
                        "BOULOGNE BILLANCOURT",
                        null));

        Chunk third = whole(TestData.file("rpps/Extraction_ProSanteConnect_Personne_activite_202112120512.txt"));
        assertThat(third.lines()).extracting(Listed::rpps).contains("10107592585");
        assertThat(third.received())
                .isEqualTo(third.lines().size() + third.faults().size());
    }

    @Test
    void theNameOfExerciseIsKeptElseTheCivilOne() {
        Chunk chunk = read("\uFEFF" + Extract.HEADER
                + Extract.doctor(RPPS).line()
                + Extract.doctor(RPPS)
                        .with("Nom d'exercice", "")
                        .with("Prénom d'exercice", " ")
                        .line());

        assertThat(chunk.faults()).isEmpty();
        assertThat(chunk.lines())
                .extracting(Listed::givenName, Listed::familyName)
                .containsExactly(tuple("Claire", "EXERCICE"), tuple("CLAIRE", "NAISSANCE"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "75908 PARIS CEDEX 15 | PARIS",
                "69003 LYON CEDEX | LYON",
                "13001  MARSEILLE | MARSEILLE",
                "L'HAŸ-LES-ROSES | L'HAŸ-LES-ROSES",
                "75001 | 75001",
                "'' | -",
            })
    void theTownStandsWithoutItsPostcodeAndCedex(String written, String city) {
        assertThat(read(Extract.HEADER
                                + Extract.doctor(RPPS).at("CABINET", written).line())
                        .lines())
                .extracting(Listed::city)
                .containsExactly(city);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Type d'identifiant PP | 0 | not-rpps",
                "Type d'identifiant PP | '' | not-rpps",
                "Type d'identifiant PP | \"8\" | not-rpps",
                "Identifiant PP | 1010010001 | rpps",
                "Identifiant PP | 101001000140 | rpps",
                "Identifiant PP | 1010010001x | rpps",
                "Identifiant PP | ١٠١٠٠١٠٠٠١٤ | rpps",
                "Identifiant PP | '' | rpps",
                "Code profession | '' | missing",
                "Code profession | 1-0 | code",
                "Code savoir-faire | <b> | code",
                "Nom d'exercice | EXER\u0007CICE | control-character",
                "Prénom d'exercice | \u202eerialC | control-character",
                "Raison sociale site | CABINET\u2028Bcc: | control-character",
            })
    void aFaultyFieldIsToldByLineColumnAndReason(String column, String wrong, String reason) {
        String good = Extract.doctor(RPPS).line();
        String bad = Extract.doctor(RPPS).with(column, wrong).line();
        Chunk chunk = read(Extract.HEADER + good + bad + good);

        assertThat(chunk.received()).isEqualTo(3);
        assertThat(chunk.lines()).hasSize(2);
        assertThat(chunk.faults())
                .extracting(Refused::line, Refused::column, Refused::reason, Refused::content)
                .containsExactly(tuple(3L, column, reason, reason.equals("not-rpps") ? null : bad.strip()));
    }

    @Test
    void aLineWithoutNamesOrTooLongOrOfOtherWidthIsRefused() {
        String good = Extract.doctor(RPPS).line();
        Chunk chunk = read(Extract.HEADER
                + Extract.doctor(RPPS)
                        .with("Nom d'exercice", "")
                        .with("Nom de famille", "")
                        .line()
                + Extract.doctor(RPPS)
                        .with("Prénom d'exercice", "")
                        .with("Prénoms", "''")
                        .line()
                + Extract.doctor(RPPS).with("Nom d'exercice", "X".repeat(101)).line()
                + good.replace("\n", "|\n")
                + good.replaceFirst("\\|\n", "\n")
                + "\n"
                + good);

        assertThat(chunk.lines()).hasSize(1);
        assertThat(chunk.faults())
                .extracting(Refused::line, Refused::column, Refused::reason)
                .containsExactly(
                        tuple(2L, "Nom de famille", "missing"),
                        tuple(3L, "Prénoms", "missing"),
                        tuple(4L, "Nom d'exercice", "too-long"),
                        tuple(5L, "", "columns"),
                        tuple(6L, "", "columns"));
    }

    /** A quote begins no quoted field: nothing after it is swallowed. */
    @Test
    void quotesAndApostrophesArePartOfAName() {
        Chunk chunk = read(Extract.HEADER
                + Extract.doctor(RPPS).at("\"LE CABINET", "75001 PARIS").line()
                + Extract.doctor(RPPS).with("Nom d'exercice", "O'BRIEN").line());

        assertThat(chunk.lines()).hasSize(2);
        assertThat(chunk.lines().get(0).organization()).isEqualTo("\"LE CABINET");
        assertThat(chunk.lines().get(1).familyName()).isEqualTo("O'BRIEN");
    }

    @Test
    void columnsAreBoundByTheirHeaderAndOthersPassedOver() {
        String line = Extract.doctor(RPPS).line().strip();
        List<String> names = new ArrayList<>(Extract.COLUMNS);
        List<String> fields = new ArrayList<>(List.of(line.split("\\|", -1)));
        names.add("Nouvelle colonne");
        fields.add("x");
        Collections.reverse(names);
        Collections.reverse(fields);

        assertThat(read(String.join("|", names) + "\r\n" + String.join("|", fields) + "\r\n")
                        .lines())
                .extracting(Listed::rpps)
                .containsExactly(RPPS);
    }

    @Test
    void aNumberThatFailsItsCheckOrIsContradictedIsKeptAndCounted() {
        Chunk chunk = read(Extract.HEADER
                + Extract.doctor("10100100015").line()
                + Extract.doctor(RPPS)
                        .with("Identification nationale PP", "810100100022")
                        .line()
                + Extract.doctor(RPPS).with("Identification nationale PP", "").line()
                + Extract.doctor("1010010001").line());

        assertThat(chunk.lines()).hasSize(3);
        assertThat(List.of(chunk.unchecked(), chunk.contradictory())).containsExactly(1, 1);
    }

    @Test
    void filesOfAnotherKindAreUnusable() {
        String line = Extract.doctor(RPPS).line();
        assertUnusable("", "empty");
        assertUnusable(line, "header");
        assertUnusable(Extract.HEADER.replace('|', ';') + line, "header");
        assertUnusable(Extract.HEADER.replace("Code profession|", "") + line, "header");
        assertUnusable(Extract.HEADER.replace("Code rôle", "Code profession") + line, "header");
        assertUnusable(Extract.HEADER + "x".repeat(100_000), "format");
        assertThatThrownBy(() -> read(Extract.HEADER + line, StandardCharsets.ISO_8859_1))
                .isInstanceOf(Unusable.class)
                .hasMessage("charset");
    }

    private void assertUnusable(String content, String reason) {
        assertThatThrownBy(() -> read(content)).isInstanceOf(Unusable.class).hasMessage(reason);
    }

    @Test
    void manyLinesComeInChunks() throws IOException {
        Path file = Files.writeString(
                folder.resolve("file"),
                Extract.HEADER + Extract.doctor(RPPS).line().repeat(12_000));
        List<Integer> chunks = new ArrayList<>();
        new ProfessionalsFile(file).read(chunk -> chunks.add(chunk.received()));

        assertThat(chunks).containsExactly(5000, 5000, 2000);
    }
}
