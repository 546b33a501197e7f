package fr.dmp.emergency;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CardCodeTest {

    private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    /** Worked out by hand: 26 zeros, a 1, whose double checks it. */
    private static final String SIMPLE = "0".repeat(26) + "12";

    private final CardCode code = CardCode.random(new SecureRandom());

    @Test
    void saysMoreThan128BitsAtRandom() {
        assertThat(code.value()).matches("[" + ALPHABET + "]{28}");
        Set<String> all = new HashSet<>();
        Set<Character> letters = new HashSet<>();
        for (int n = 0; n < 2_000; n++) {
            String value = CardCode.random(new SecureRandom()).value();
            all.add(value);
            value.chars().forEach(letter -> letters.add((char) letter));
        }
        assertThat(all).hasSize(2_000);
        assertThat(letters).hasSize(32);
    }

    @Test
    void isReadAsItIsWritten() {
        assertThat(CardCode.read(SIMPLE)).contains(new CardCode(SIMPLE));
        assertThat(CardCode.read(code.value())).contains(code);
        assertThat(code.inGroups()).matches("(?:[" + ALPHABET + "]{4}-){6}[" + ALPHABET + "]{4}");
        assertThat(Stream.of(
                        code.inGroups(),
                        code.inGroups().toLowerCase(),
                        code.inGroups().replace('-', ' '),
                        " " + code.inGroups().replace('-', '\u00a0') + "\n",
                        code.value().replace('0', 'o').replace('1', 'l'),
                        code.value().replace('0', 'O').replace('1', 'I'),
                        "https://dmp.invalid/pro/carte#" + code.value()))
                .allSatisfy(typed -> assertThat(CardCode.read(typed)).contains(code));
    }

    @Test
    void anyWrongCharacterIsFound() {
        for (int place = 0; place < 28; place++) {
            for (char letter : ALPHABET.toCharArray()) {
                StringBuilder typed = new StringBuilder(code.value());
                typed.setCharAt(place, letter);
                assertThat(CardCode.read(typed.toString()).isPresent())
                        .as("place " + place)
                        .isEqualTo(letter == code.value().charAt(place));
            }
        }
    }

    @Test
    void anyTwoSwappedCharactersAreFound() {
        for (int one = 0; one < 28; one++) {
            for (int other = one + 1; other < 28; other++) {
                StringBuilder typed = new StringBuilder(code.value());
                typed.setCharAt(one, code.value().charAt(other));
                typed.setCharAt(other, code.value().charAt(one));
                assertThat(CardCode.read(typed.toString()).isPresent())
                        .as(one + " and " + other)
                        .isEqualTo(typed.toString().equals(code.value()));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "#",
                "1",
                "000000000000000000000000001",
                "U",
                "é",
                "\u0000",
                "00000000000000000000000000*2"
            })
    void whatIsNoCodeIsRefused(String typed) {
        assertThat(CardCode.read(typed)).isEmpty();
        assertThat(CardCode.read(code.value() + "0")).isEmpty();
        assertThat(CardCode.read(code.value().substring(1))).isEmpty();
    }

    @Test
    void isNeverWrittenDownByAccident() {
        assertThat(code).hasToString("CardCode");
    }
}
