package fr.dmp.claims.insured;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import fr.dmp.claims.delivery.Refused;
import fr.dmp.claims.delivery.Unusable;
import fr.dmp.claims.insured.InsuredFile.Chunk;
import fr.dmp.identity.InsuredDirectory.Delivered;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InsuredFileTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 3, 31);
    private static final String HEADER =
            "nir;family_name;given_names;birth_date;sex;regime;fund;mobile;email;address1;address2;postcode;city;vitale_serial\n";
    private static final String GOOD =
            "279035121518989;PAT-TROIS;DOMINIQUE;1979-03-28;F;1;011;06 47 15 10 10;Dominique@Exemple.fr;28 avenue de Breteuil;;75007;PARIS;1234567890\n";

    @TempDir
    private Path folder;

    private Chunk read(String content) {
        return read(content, StandardCharsets.UTF_8);
    }

    private Chunk read(String content, Charset charset) {
        try {
            Path file = Files.write(folder.resolve("file"), content.getBytes(charset));
            List<Chunk> chunks = new ArrayList<>();
            new InsuredFile(file, TODAY).read(chunks::add);
            return new Chunk(
                    chunks.stream().mapToInt(Chunk::received).sum(),
                    chunks.stream().flatMap(c -> c.people().stream()).toList(),
                    chunks.stream().flatMap(c -> c.faults().stream()).toList());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aGoodLineIsAPersonWithNormalisedContacts() {
        Chunk chunk = read("\uFEFF" + HEADER + GOOD);

        assertThat(chunk.faults()).isEmpty();
        Delivered delivered = chunk.people().get(0);
        assertThat(delivered.mobile()).contains("+33647151010");
        assertThat(delivered.email()).contains("dominique@exemple.fr");
        assertThat(delivered.person().familyName()).isEqualTo("PAT-TROIS");
        assertThat(delivered.person().address().line2()).isNull();
    }

    @Test
    void aLongMailFieldIsOneFaultOfOneLine() {
        String endless = "a.".repeat(20_000) + "a@exemple.fr";
        String other = GOOD.replace("Dominique@Exemple.fr", endless);
        Chunk chunk = read(HEADER + other + GOOD);

        assertThat(chunk.people()).hasSize(1);
        assertThat(chunk.faults())
                .extracting(Refused::line, Refused::column, Refused::reason)
                .containsExactly(tuple(2L, "email", "too-long"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "279035121518989 | 279035121518988 | nir | nir-key",
                "279035121518989 | '' | nir | missing",
                "PAT-TROIS | '' | family_name | missing",
                "1979-03-28 | 2026-04-01 | birth_date | future-date",
                "1979-03-28 | 1879-12-31 | birth_date | date",
                "1979-03-28 | 28/03/1979 | birth_date | date",
                "1979-03-28 | 1979-02-30 | birth_date | date",
                ";F; | ;X; | sex | sex",
                ";F; | ;; | sex | sex",
                ";1;011 | ;11;011 | regime | regime",
                ";1;011 | ;0;011 | regime | regime",
                ";1;011 | ;1;0-1 | fund | code",
                "06 47 15 10 10 | 01 44 53 45 51 | mobile | phone",
                "06 47 15 10 10 | +44 7911 123456 | mobile | phone",
                "06 47 15 10 10 | 06 47 15 | mobile | phone",
                "06 47 15 10 10 | 0647151010x | mobile | phone",
                "Dominique@Exemple.fr | dominique | email | mail",
                "Dominique@Exemple.fr | a@b | email | mail",
                "Dominique@Exemple.fr | a@exemple.fr,b@exemple.fr | email | mail",
                "1234567890 | 12-34 | vitale_serial | code",
            })
    void aFaultyFieldIsToldByLineColumnAndReason(String right, String wrong, String column, String reason) {
        Chunk chunk = read(HEADER + GOOD + GOOD.replace(right, wrong) + GOOD);

        assertThat(chunk.received()).isEqualTo(3);
        assertThat(chunk.people()).hasSize(2);
        assertThat(chunk.faults())
                .extracting(Refused::line, Refused::column, Refused::reason)
                .containsExactly(tuple(3L, column, reason));
        assertThat(chunk.faults().get(0).content())
                .isEqualTo(GOOD.replace(right, wrong).strip());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"+33612345678", "0768123456", "+262692123456", "+590690123456", "+594694123456", "+596696123456"
            })
    void mobilesOfFranceAndOverseasAreTaken(String mobile) {
        assertThat(read(HEADER + GOOD.replace("06 47 15 10 10", mobile)).people())
                .hasSize(1);
    }

    @Test
    void aLineBreakInAFieldTooLongAFieldAndWrongCountsAreRefused() {
        Chunk chunk = read(HEADER
                + GOOD.replace("DOMINIQUE", "\"DOMI\r\nNIQUE\"")
                + GOOD.replace("PARIS", "P".repeat(101))
                + GOOD.replace(";PARIS", "")
                + GOOD.replace(";PARIS", ";PARIS;;")
                + GOOD);

        assertThat(chunk.received()).isEqualTo(5);
        assertThat(chunk.people()).hasSize(1);
        assertThat(chunk.faults())
                .extracting(Refused::line, Refused::column, Refused::reason)
                .containsExactly(
                        tuple(2L, "given_names", "control-character"),
                        tuple(4L, "city", "too-long"),
                        tuple(5L, "", "columns"),
                        tuple(6L, "", "columns"));
    }

    @Test
    void severalFaultsOfALineKeepItsContentOnce() {
        Chunk chunk = read(HEADER + GOOD.replace(";F;", ";X;").replace("1979-03-28", "2099-01-01"));

        assertThat(chunk.faults()).hasSize(2).extracting(Refused::content).containsOnlyOnce((String) null);
    }

    @Test
    void columnsAreBoundByTheirHeader() {
        String[] names = HEADER.strip().split(";");
        String[] fields = GOOD.strip().split(";");
        StringBuilder turned = new StringBuilder();
        for (String[] line : new String[][] {names, fields}) {
            List<String> reversed = new ArrayList<>(List.of(line));
            java.util.Collections.reverse(reversed);
            turned.append(String.join(";", reversed)).append('\n');
        }

        assertThat(read(turned.toString()).people()).hasSize(1);
    }

    @Test
    void filesOfAnotherKindAreUnusable() {
        assertUnusable("", "empty");
        assertUnusable(HEADER.replace(';', ',') + GOOD.replace(';', ','), "header");
        assertUnusable(HEADER.replace("fund;", ""), "header");
        assertUnusable(HEADER.replace("fund", "nir"), "header");
        assertUnusable(GOOD, "header");
        assertUnusable(HEADER + "\"" + GOOD.repeat(2000), "format");
        assertThatThrownBy(() -> read(HEADER + GOOD.replace("PARIS", "ORLÉANS"), StandardCharsets.ISO_8859_1))
                .isInstanceOf(Unusable.class)
                .hasMessage("charset");
        assertThatThrownBy(() -> read(HEADER + GOOD, StandardCharsets.UTF_16)).isInstanceOf(Unusable.class);
    }

    private void assertUnusable(String content, String reason) {
        assertThatThrownBy(() -> read(content)).isInstanceOf(Unusable.class).hasMessage(reason);
    }

    @Test
    void manyLinesComeInChunks() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), HEADER + GOOD.repeat(2500));
        List<Integer> chunks = new ArrayList<>();
        new InsuredFile(file, TODAY).read(chunk -> chunks.add(chunk.received()));

        assertThat(chunks).containsExactly(1000, 1000, 500);
    }
}
