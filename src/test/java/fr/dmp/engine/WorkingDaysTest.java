package fr.dmp.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkingDaysTest {

    @ParameterizedTest
    @CsvSource({"2019, 2019-04-21", "2024, 2024-03-31", "2026, 2026-04-05", "2038, 2038-04-25"})
    void easter(int year, LocalDate sunday) {
        assertThat(WorkingDays.easter(year)).isEqualTo(sunday);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-23T09:00:00Z, 3, 2026-11-26T09:00:00Z",
        "2026-11-26T09:00:00Z, 3, 2026-12-01T09:00:00Z",
        "2026-04-03T09:00:00Z, 1, 2026-04-07T09:00:00Z",
        "2026-05-13T09:00:00Z, 1, 2026-05-15T09:00:00Z",
        "2026-12-24T09:00:00Z, 1, 2026-12-28T09:00:00Z",
        "2026-10-23T09:00:00Z, 1, 2026-10-26T10:00:00Z"
    })
    void weekendsAndHolidaysAreLeftOutAndTheTimeOfDayStays(Instant from, int days, Instant until) {
        assertThat(WorkingDays.after(from, days)).isEqualTo(until);
    }
}
