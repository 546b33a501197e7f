package fr.dmp.portal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TypedDateTest {

    @ParameterizedTest
    @CsvSource({
        "28/03/1979, 1979-03-28",
        "28 3 1979, 1979-03-28",
        "1.1.2000, 2000-01-01",
        "28-03-1979, 1979-03-28",
        "28031979, 1979-03-28",
        "1979-03-28, 1979-03-28",
        "' 29/02/2024 ', 2024-02-29"
    })
    void readsADayAsPeopleWriteIt(String typed, LocalDate day) {
        assertThat(TypedDate.read(typed)).contains(day);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "hier", "31/02/1979", "28/13/1979", "28/03/79", "1979", "03/28/1979", "28/03/19790"})
    void doesNotGuess(String typed) {
        assertThat(TypedDate.read(typed)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"31/02/2019", "28 13 1979", "29.2.2023", "00000000", "2019-02-31"})
    void aDayThatDoesNotExistIsToldFromOneThatIsWrittenOtherwise(String typed) {
        assertThat(TypedDate.fault(typed, "portal.wrong.day")).isEqualTo("portal.wrong.no-such-day");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "hier", "28/03/79", "1979", "28/03/19790"})
    void whatIsWrittenOtherwiseIsShownHow(String typed) {
        assertThat(TypedDate.fault(typed, "portal.wrong.day")).isEqualTo("portal.wrong.day");
    }
}
