package fr.dmp.portal;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordingTest {

    private final Wording french = new Wording(Locale.FRENCH);
    private final Wording english = new Wording(Locale.ENGLISH);

    @Test
    void datesAreThoseOfParis() {
        Instant lateInUtc = Instant.parse("2026-08-14T22:30:00Z");
        assertThat(french.date(lateInUtc)).isEqualTo("15\u00a0août 2026");
        assertThat(french.moment(lateInUtc)).isEqualTo("15\u00a0août 2026 à 0\u00a0h\u00a030");
        assertThat(english.moment(lateInUtc)).isEqualTo("15\u00a0August 2026 at 00:30");
    }

    @Test
    void theFirstOfAMonthIsAnOrdinalInFrench() {
        assertThat(french.date(LocalDate.of(2026, 5, 1))).isEqualTo("1er\u00a0mai 2026");
        assertThat(french.date(LocalDate.of(2026, 5, 11))).isEqualTo("11\u00a0mai 2026");
        assertThat(english.date(LocalDate.of(2026, 5, 1))).isEqualTo("1\u00a0May 2026");
    }

    @ParameterizedTest
    @CsvSource({
        "PT4H, 4 h 00, 4 h 00 min",
        "PT3H11M0.5S, 3 h 12, 3 h 12 min",
        "PT59M1S, 1 h 00, 1 h 00 min",
        "PT12M, 12 min, 12 min",
        "PT1S, 1 min, 1 min"
    })
    void timesAreOfWholeMinutes(Duration time, String inFrench, String inEnglish) {
        assertThat(french.time(time).replace('\u00a0', ' ')).isEqualTo(inFrench);
        assertThat(english.time(time).replace('\u00a0', ' ')).isEqualTo(inEnglish);
    }

    @Test
    void monthsAndDaysOfThem() {
        assertThat(french.month(YearMonth.of(2026, 11))).isEqualTo("novembre 2026");
        assertThat(french.dayOfMonth(LocalDate.of(2026, 11, 3))).isEqualTo("mar. 3");
    }

    @Test
    void amountsAreWrittenTheFrenchWay() {
        assertThat(french.euros(new BigDecimal("1234.5"))).isEqualTo("1\u202f234,50\u00a0€");
        assertThat(french.euros(new BigDecimal("-7"))).isEqualTo("-7,00\u00a0€");
        assertThat(english.euros(new BigDecimal("1234.5"))).isEqualTo("€1,234.50");
    }

    @Test
    void quantitiesHaveNoIdleZeros() {
        assertThat(french.quantity(new BigDecimal("2.50"))).isEqualTo("2,5");
        assertThat(french.quantity(new BigDecimal("1.00"))).isEqualTo("1");
    }
}
