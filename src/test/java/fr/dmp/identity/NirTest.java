package fr.dmp.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import fr.dmp.TestData;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NirTest {

    @ParameterizedTest
    @CsvSource({
        "279035121518989, 279035121518989",
        "2 79 03 51 215 189 89, 279035121518989",
        "2.79.03.51.215.189-89, 279035121518989",
        "158022A00401581, 158022A00401581",
        "158022a00401581, 158022A00401581",
        "283112B03302141, 283112B03302141",
        "7 91 02 99 326 014 22, 791029932601422"
    })
    void isReadAsPeopleWriteIt(String written, String value) {
        Nir read = Nir.of(written).orElseThrow();
        assertThat(read.value()).isEqualTo(value);
        assertThat(read).isEqualTo(Nir.of(value).orElseThrow()).hasToString("NIR");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "2",
                "279035121518988",
                "27903512151898",
                "2790351215189890",
                "579035121518989",
                "158022C00401581",
                "27903512151898X",
                "abc",
                "2790351215189\uFF18\uFF19"
            })
    void isRefusedWithAWrongShapeOrKey(String written) {
        assertThat(Nir.of(written)).isEmpty();
    }

    /** Numbers that other projects accept and refuse in tests of theirs. */
    @Test
    void agreesWithOthers() throws Exception {
        JsonNode vectors = new ObjectMapper()
                .readTree(TestData.file("identifiers/nir.json").toFile());
        assertThat(written(vectors.get("valid")))
                .isNotEmpty()
                .allSatisfy(nir -> assertThat(Nir.of(nir)).as(nir).isPresent());
        assertThat(written(vectors.get("invalid")))
                .isNotEmpty()
                .allSatisfy(nir -> assertThat(Nir.of(nir)).as(nir).isEmpty());
    }

    private static List<String> written(JsonNode vectors) {
        return StreamSupport.stream(vectors.spliterator(), false)
                .map(vector -> vector.get("in").asText())
                .toList();
    }
}
