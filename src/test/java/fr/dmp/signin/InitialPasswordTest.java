package fr.dmp.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InitialPasswordTest {

    @Test
    void itIsThreeGroupsOfFourUnmistakableCharacters() {
        assertThat(IntStream.range(0, 1000).mapToObj(i -> InitialPassword.random()))
                .allMatch(password -> password.matches("([A-Y3479]{4}-){2}[A-Y3479]{4}"))
                .noneMatch(password -> password.matches(".*[0O1ILS5Z2 6 8].*"))
                .doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @CsvSource({
        "ABCD-EFGH-JKM3, ABCD-EFGH-JKM3",
        "abcdefghjkm3, ABCD-EFGH-JKM3",
        "'abcd efgh jkm3', ABCD-EFGH-JKM3",
        "' ABCD–EFGH', ' ABCD–EFGH'",
        "short, short"
    })
    void caseSpacesAndHyphensDontCount(String typed, String meant) {
        assertThat(InitialPassword.typed(typed)).isEqualTo(meant);
    }
}
