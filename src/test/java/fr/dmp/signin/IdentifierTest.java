package fr.dmp.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IdentifierTest {

    @ParameterizedTest
    @CsvSource({"7992739871, 3", "123456789, 7", "000000000, 0", "999999999, 9", "100000000, 8", "810000000, 2"})
    void theLastDigitCompletesByLuhnsRule(String number, int digit) {
        assertThat(Identifier.luhn(number)).isEqualTo(digit);
    }

    @Test
    void oneIsTenDigitsThatLuhnAccepts() {
        assertThat(IntStream.range(0, 1000).mapToObj(i -> Identifier.random().value()))
                .allSatisfy(value -> {
                    assertThat(value).matches("[1-9]\\d{9}");
                    assertThat(Identifier.luhn(value.substring(0, 9))).isEqualTo(value.charAt(9) - '0');
                })
                .doesNotHaveDuplicates();
    }

    @Test
    void everySlipOfOneDigitIsNoticed() {
        String value = Identifier.random().value();
        for (int place = 0; place < 9; place++) {
            for (char digit = '0'; digit <= '9'; digit++) {
                String slipped = value.substring(0, place) + digit + value.substring(place + 1);
                boolean passes = Identifier.luhn(slipped.substring(0, 9)) == slipped.charAt(9) - '0';
                assertThat(passes).isEqualTo(slipped.equals(value));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"1234567897", "12 34 56 78 97", "1234-567-897", "12.34.56.78.97", "'\u00A012\u202F34567897 '"})
    void spacesDotsAndHyphensAreIgnored(String typed) {
        assertThat(Identifier.typed(typed).value()).isEqualTo("1234567897");
    }

    @Test
    void itNeverPrints() {
        assertThat(Identifier.typed("1234567897")).hasToString("Identifier");
    }
}
