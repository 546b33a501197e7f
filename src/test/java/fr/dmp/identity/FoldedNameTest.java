package fr.dmp.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import fr.dmp.SandboxTest;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A name that is typed and a name of the directory are folded alike, here and in the database. */
@SandboxTest
class FoldedNameTest {

    @Autowired
    private JdbcClient jdbc;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Élodie LEFÈVRE | elodie lefevre",
                "N'GUYEN-DUPONT | n guyen dupont",
                "  Cœur   d’Æther | coeur d aether",
                "ÇAĞLAR Ünal | caglar unal",
                "李 小龍 | ''",
                "1er | 1er"
            })
    void aNameLosesItsAccents(String name, String folded) {
        assertThat(FoldedName.fold(name)).isEqualTo(folded);
        assertThat(inDatabase(name)).isEqualTo(folded);
    }

    @Test
    void theDatabaseFoldsWhateverThereIsTheSameWay() throws Exception {
        String data = System.getenv("DMP_TEST_DATA");
        assumeThat(data).as("DMP_TEST_DATA names the folder of test data").isNotNull();
        List<?> strings = new ObjectMapper()
                .readValue(Path.of(data, "strings", "blns.json").toFile(), List.class);
        Stream<String> storable = strings.stream().map(String.class::cast).filter(text -> text.indexOf('\0') < 0);
        assertThat(storable).isNotEmpty().allSatisfy(text -> assertThat(inDatabase(text))
                .isEqualTo(FoldedName.fold(text)));
    }

    private String inDatabase(String name) {
        return jdbc.sql("select dmp.folded(?)").param(name).query(String.class).single();
    }

    @Test
    void whereTheGivenNameEndsIsTried() {
        assertThat(FoldedName.readings("Jean Paul Martin"))
                .containsExactly(
                        new FoldedName("jean paul martin", ""),
                        new FoldedName("paul martin", "jean"),
                        new FoldedName("jean", "paul martin"),
                        new FoldedName("martin", "jean paul"),
                        new FoldedName("jean paul", "martin"));
        assertThat(FoldedName.readings("a ".repeat(5_000))).hasSize(9);
        assertThat(FoldedName.readings(" -'")).isEmpty();
    }
}
