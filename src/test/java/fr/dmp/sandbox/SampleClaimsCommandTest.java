package fr.dmp.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.dmp.identity.Nir;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SampleClaimsCommandTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 27);

    @TempDir
    private Path folder;

    private byte[] written(String name, String... options) throws IOException {
        Stream<String> all = Stream.concat(Stream.of("--out=" + folder.resolve(name)), Stream.of(options));
        return Files.readAllBytes(SampleClaimsCommand.write(all.toArray(String[]::new), TODAY));
    }

    @Test
    void theSameSeedAndDayGiveTheSameBytes() throws IOException {
        byte[] one = written("1.zip", "--lines=2000", "--holders=30", "--months=3", "--late=0.05", "--seed=9");

        assertThat(written("2.zip", "--months=3", "--seed=9", "--late=0.05", "--holders=30", "--lines=2000"))
                .isEqualTo(one);
        assertThat(written("3.zip", "--lines=2000", "--holders=30", "--months=3", "--late=0.05", "--seed=10"))
                .isNotEqualTo(one);
        assertThat(folder).isDirectoryNotContaining("glob:**.part");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    --holders=0         | --holders va de 1 à 100000000
                    --holders=many      | --holders attend un nombre entier
                    --months=0          | --months va de 1 à 120
                    --lines=-1          | --lines va de 1 à 1000000000
                    --to=27/11/2026     | --to attend un jour
                    --refused=1.5       | --refused va de 0 à 1
                    --refused=NaN       | --refused va de 0 à 1
                    --refused=10%       | --refused attend une part
                    --reversed=0.6      | la somme des défauts dépasse 0,5
                    --holder=3          | « --holder=3 » n'est pas une option
                    holders             | « holders » n'est pas une option
                    --out=              | --out manque
                    --out=/nowhere/x/y  | le dossier /nowhere/x n'existe pas
                    """)
    void whatCantBeFollowedIsSaid(String option, String said) {
        assertThatThrownBy(() -> written("x.zip", option))
                .isInstanceOf(SampleClaimsCommand.Wrong.class)
                .hasMessageContaining(said);
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void aFileThatIsThereStays() throws IOException {
        Files.writeString(folder.resolve("a.zip"), "mine");

        assertThatThrownBy(() -> written("a.zip")).hasMessageContaining("existe déjà");
        assertThat(folder.resolve("a.zip")).hasContent("mine");
    }

    /** As many as are asked for, each with the right key, of nobody: there is no département 00. */
    @Test
    void thePeopleAreMadeUpAndTheirNirsRight() {
        List<String> nirs = new MadeUpNirs(20_000, 42, TODAY);

        Set<String> all = new HashSet<>(nirs);
        assertThat(all)
                .hasSize(20_000)
                .allMatch(nir -> Nir.of(nir).isPresent()
                        && nir.startsWith("00", 5)
                        && !SampleBenefits.born(nir, TODAY).isAfter(TODAY));
        assertThat(all.stream().filter(nir -> SampleBenefits.sex(nir).equals("F")))
                .hasSizeBetween(9_900, 10_100);
        assertThat(new MadeUpNirs(100_000_000, 42, TODAY).get(99_999_999)).hasSize(15);
    }
}
