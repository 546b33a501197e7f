package fr.dmp.identity;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RppsTest {

    @ParameterizedTest
    @CsvSource({
        "10100100014, true, true",
        "10100375103, true, true",
        "10107582544, true, false",
        "10100100015, true, false",
        "1010010001, false, false",
        "101001000144, false, false",
        "1010010001A, false, false",
        "'', false, false",
    })
    void elevenDigitsOfWhichTheLastChecksTheOthers(String written, boolean shaped, boolean checks) {
        assertThat(Rpps.shaped(written)).isEqualTo(shaped);
        assertThat(shaped && Rpps.checks(written)).isEqualTo(checks);
    }
}
