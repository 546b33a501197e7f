package fr.dmp.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The hours of the 3646 against the days of ten years as calendars print them. */
class CallCentreHoursTest {

    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");

    /** New Year, Easter Monday, 1 and 8 May, Ascension, Whit Monday, 14 July, 15 August, 1 and 11 November, Christmas. */
    private static final List<String> OF_ALL = List.of(
            "2024 01-01 04-01 05-01 05-08 05-09 05-20 07-14 08-15 11-01 11-11 12-25",
            "2025 01-01 04-21 05-01 05-08 05-29 06-09 07-14 08-15 11-01 11-11 12-25",
            "2026 01-01 04-06 05-01 05-08 05-14 05-25 07-14 08-15 11-01 11-11 12-25",
            "2027 01-01 03-29 05-01 05-08 05-06 05-17 07-14 08-15 11-01 11-11 12-25",
            "2028 01-01 04-17 05-01 05-08 05-25 06-05 07-14 08-15 11-01 11-11 12-25",
            "2029 01-01 04-02 05-01 05-08 05-10 05-21 07-14 08-15 11-01 11-11 12-25",
            "2030 01-01 04-22 05-01 05-08 05-30 06-10 07-14 08-15 11-01 11-11 12-25",
            "2031 01-01 04-14 05-01 05-08 05-22 06-02 07-14 08-15 11-01 11-11 12-25",
            "2032 01-01 03-29 05-01 05-08 05-06 05-17 07-14 08-15 11-01 11-11 12-25",
            "2033 01-01 04-18 05-01 05-08 05-26 06-06 07-14 08-15 11-01 11-11 12-25");

    /** Good Friday and the day after Christmas. */
    private static final List<String> OF_ALSACE_MOSELLE = List.of(
            "2024 03-29 12-26",
            "2025 04-18 12-26",
            "2026 04-03 12-26",
            "2027 03-26 12-26",
            "2028 04-14 12-26",
            "2029 03-30 12-26",
            "2030 04-19 12-26",
            "2031 04-11 12-26",
            "2032 03-26 12-26",
            "2033 04-15 12-26");

    @Test
    void everyDayOfTenYearsIsOpenUnlessACalendarSaysOtherwise() {
        Set<LocalDate> closed = days(OF_ALL);
        everyDay().forEach(day -> assertThat(open(day, "75011"))
                .as(day.toString())
                .isEqualTo(weekday(day) && !closed.contains(day)));
    }

    @ParameterizedTest
    @CsvSource({"67000", "68100", "57000"})
    void alsaceAndMoselleHaveTwoMore(String postcode) {
        Set<LocalDate> closed = days(OF_ALL);
        closed.addAll(days(OF_ALSACE_MOSELLE));
        everyDay().forEach(day -> assertThat(open(day, postcode))
                .as(day.toString())
                .isEqualTo(weekday(day) && !closed.contains(day)));
    }

    @ParameterizedTest
    @CsvSource({
        "97110, 05-27",
        "97200, 05-22",
        "97300, 06-10",
        "97400, 12-20",
        "97600, 04-27",
        "97133, 10-09",
        "97150, 05-28",
    })
    void departmentsOverseasHaveOneOfTheirOwn(String postcode, String own) {
        Set<LocalDate> closed = days(OF_ALL);
        everyDay().forEach(day -> assertThat(open(day, postcode))
                .as(day.toString())
                .isEqualTo(
                        weekday(day) && !closed.contains(day) && !day.toString().endsWith(own)));
    }

    /** Monday 23 November 2026 is an ordinary one; the clocks went back on 25 October and go forward on 28 March. */
    @ParameterizedTest
    @CsvSource({
        "2026-11-23T08:29:59, false",
        "2026-11-23T08:30:00, true",
        "2026-11-23T17:29:59, true",
        "2026-11-23T17:30:00, false",
        "2026-10-23T08:30:00, true",
        "2026-10-26T08:30:00, true",
        "2026-10-26T08:29:59, false",
        "2026-10-26T17:29:59, true",
        "2027-03-26T17:29:59, true",
        "2027-03-30T08:30:00, true",
        "2027-03-30T08:29:59, false",
        "2027-03-30T17:30:00, false"
    })
    void itsEdgesAreToTheSecondInSummerAndWinter(String paris, boolean open) {
        assertThat(CallCentreHours.open(at(paris), null)).isEqualTo(open);
    }

    /** Four hours of opening from then on, by the time of Paris. */
    @ParameterizedTest
    @CsvSource({
        "2026-11-23T09:00:00, 75001, 2026-11-23T13:00",
        "2026-11-23T08:00:00, 75001, 2026-11-23T12:30",
        "2026-11-23T13:30:00, 75001, 2026-11-23T17:30",
        "2026-11-23T13:30:01, 75001, 2026-11-24T08:31",
        "2026-11-23T17:29:59, 75001, 2026-11-24T12:30",
        "2026-11-23T17:30:00, 75001, 2026-11-24T12:30",
        "2026-11-27T17:00:00, 75001, 2026-11-30T12:00",
        "2026-11-28T11:00:00, 75001, 2026-11-30T12:30",
        "2026-12-24T16:30:00, 75001, 2026-12-28T11:30",
        "2027-03-25T16:30:00, 75001, 2027-03-26T11:30",
        "2027-03-25T16:30:00, 67000, 2027-03-30T11:30",
        "2026-10-23T16:30:00, 75001, 2026-10-26T11:30",
        "2027-03-26T16:30:00, 75001, 2027-03-30T11:30",
        "2027-05-21T16:30:00, 97200, 2027-05-24T11:30",
        "2028-05-19T16:30:00, 97200, 2028-05-23T11:30"
    })
    void aCallIsDueWithinTheHoursOfOpening(String asked, String postcode, String due) {
        assertThat(CallCentreHours.after(at(asked), Duration.ofHours(4), postcode))
                .isEqualTo(at(due));
    }

    private static boolean open(LocalDate day, String postcode) {
        return CallCentreHours.open(day.atTime(12, 0).atZone(PARIS).toInstant(), postcode);
    }

    private static boolean weekday(LocalDate day) {
        return day.getDayOfWeek() != DayOfWeek.SATURDAY && day.getDayOfWeek() != DayOfWeek.SUNDAY;
    }

    private static Stream<LocalDate> everyDay() {
        return LocalDate.of(2024, 1, 1).datesUntil(LocalDate.of(2034, 1, 1));
    }

    private static Set<LocalDate> days(List<String> years) {
        return years.stream()
                .flatMap(year -> Arrays.stream(year.substring(5).split(" "))
                        .map(day -> LocalDate.parse(year.substring(0, 4) + "-" + day)))
                .collect(Collectors.toSet());
    }

    private static Instant at(String paris) {
        return LocalDateTime.parse(paris).atZone(PARIS).toInstant();
    }
}
