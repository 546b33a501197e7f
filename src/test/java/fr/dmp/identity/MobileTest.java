package fr.dmp.identity;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MobileTest {

    @ParameterizedTest
    @CsvSource({
        "06 39 98 01 01, +33639980101",
        "0712345678, +33712345678",
        "+33 6 12.34.56.78, +33612345678",
        "0033612345678, +33612345678",
        "+262 692 12 34 56, +262692123456",
        "+590690123456, +590690123456",
        "+594694123456, +594694123456",
        "+596696123456, +596696123456"
    })
    void isWrittenAsPeopleDo(String written, String e164) {
        assertThat(Mobile.e164(written)).contains(e164);
    }

    @ParameterizedTest
    @CsvSource({"+33639980101, 06 39 98 01 01", "+262692123456, 0692 12 34 56", "weg, weg"})
    void isShownAsPeopleWriteIt(String e164, String written) {
        assertThat(Mobile.written(e164)).isEqualTo(written);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "01 42 34 56 78",
                "0612",
                "06123456789",
                "+44 7911 123456",
                "+1 650 253 0000",
                "0800 123 456",
                "06 12 34 56 7x",
                "06 12 34 56 78;ext=3",
                "0612345678\n0712345678 9",
                "+33 892 12 34 56"
            })
    void anythingElseGetsNoSms(String written) {
        assertThat(Mobile.e164(written)).isEmpty();
    }
}
