package fr.dmp.claims;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RefusedCodesTest {

    @ParameterizedTest
    @ValueSource(strings = {"3595583", "340093595583", "DEQP003-1", "X12", "0552", "11.1"})
    void aCodeIsShown(String value) {
        assertThat(RefusedCodes.looksLikeCode(value)).isTrue();
    }

    /** A NIR with its key and without, an RPPS, a phone number, a day, names, words, nothing. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "279035121518989",
                "2790351215189",
                "10101010107",
                "0612345678",
                "1985-01-01",
                "+33612345678",
                "612345678",
                "01.02.1985",
                "01-02-1985",
                "19850201",
                "850201",
                "279035121518",
                "DUPONT.1985",
                "DUPONT1985",
                "DUPONT",
                "Marie1",
                "ASTHME SEVERE 2",
                "26,50",
                "",
                "<b>1</b>"
            })
    void anythingElseIsNot(String value) {
        assertThat(RefusedCodes.looksLikeCode(value)).isFalse();
    }
}
