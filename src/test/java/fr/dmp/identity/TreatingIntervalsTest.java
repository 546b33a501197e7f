package fr.dmp.identity;

import static org.assertj.core.api.Assertions.assertThat;

import fr.dmp.identity.Professionals.Declaration;
import fr.dmp.identity.Professionals.TreatingChange;
import fr.dmp.identity.TreatingIntervals.Interval;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Days are of March 2026, physicians letters, told at noon. */
class TreatingIntervalsTest {

    private static final UUID PERSON = new UUID(1, 1);
    private static final Instant NOON = Instant.parse("2026-03-31T12:00:00Z");

    @ParameterizedTest(name = "{0} on file, {1} declared")
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                // on file | declared | written | change | effective
                "- | A10 | A10-  | -A10 | 1",
                "- | A10 A10 | A10- | -A10 | 1",
                "- | A10 B20 | A10-20 B20- | -B20 | 2",
                "- | B20 A10 | B20- | -B20 | 1",
                "A10- | A10 | '' | '' | 0",
                "A10- | A05 | '' | '' | 0",
                "A10- | A20 | '' | '' | 0",
                "A10- | B05 | '' | '' | 0",
                "A10- | B20 | A10-20 B20- | AB20 | 1",
                "A10- | B10 | B10- | AB10 | 1",
                "A10- | B10 A10 | A10- | '' | 2",
                "A10- | B20 A30 | A10-20 B20-30 A30- | '' | 2",
                "A10- | B20 C30 D25 | A10-20 B20-30 C30- | AC30 | 2",
                "A10- | B20 B20 B25 | A10-20 B20- | AB20 | 1",
                "A10-15 | A12 | '' | '' | 0",
                "A10-15 | B15 | B15- | -B15 | 1",
            })
    void eachDeclarationIsTakenAsIfAlone(
            @Nullable String onFile, String declared, String written, String change, int effective) {
        TreatingIntervals intervals = new TreatingIntervals(onFile == null ? List.of() : List.of(interval(onFile)));
        long effects = Arrays.stream(declared.split(" "))
                .filter(one -> intervals.declare(new Declaration(PERSON, one.substring(0, 1), day(one, 1)), NOON))
                .count();

        assertThat(intervals.written().stream()
                        .sorted(java.util.Comparator.comparing(Interval::since))
                        .map(TreatingIntervalsTest::text)
                        .collect(Collectors.joining(" ")))
                .isEqualTo(written.strip());
        assertThat(intervals.changes().stream().map(TreatingIntervalsTest::text).collect(Collectors.joining(" ")))
                .isEqualTo(change);
        assertThat(effects).isEqualTo(effective);
    }

    /** Nobody has two physicians in between: what ends is written before what begins. */
    @ParameterizedTest
    @CsvSource({"A10-, B20", "A10-, B20 C30"})
    void whatEndsIsWrittenFirst(String onFile, String declared) {
        TreatingIntervals intervals = new TreatingIntervals(List.of(interval(onFile)));
        for (String one : declared.split(" ")) {
            intervals.declare(new Declaration(PERSON, one.substring(0, 1), day(one, 1)), NOON);
        }
        List<Interval> written = intervals.written();
        assertThat(written.subList(0, written.size() - 1)).allMatch(interval -> interval.until() != null);
        assertThat(written.get(written.size() - 1).until()).isNull();
    }

    /** A file that was written before the one that stands doesn't correct it. */
    @ParameterizedTest
    @CsvSource({"-1, false", "0, true", "1, true"})
    void anOlderFileCorrectsNothing(long seconds, boolean corrects) {
        TreatingIntervals intervals = new TreatingIntervals(List.of(interval("A10-")));
        assertThat(intervals.declare(new Declaration(PERSON, "B", day("B10", 1)), NOON.plusSeconds(seconds)))
                .isEqualTo(corrects);
    }

    private static Interval interval(String text) {
        return new Interval(PERSON, text.substring(0, 1), day(text, 1), text.endsWith("-") ? null : day(text, 4), NOON);
    }

    private static LocalDate day(String text, int at) {
        return LocalDate.of(2026, 3, Integer.parseInt(text.substring(at, at + 2)));
    }

    private static String text(Interval interval) {
        LocalDate until = interval.until();
        return interval.rpps() + two(interval.since()) + "-" + (until == null ? "" : two(until));
    }

    private static String text(TreatingChange change) {
        return change.former().orElse("-") + change.rpps() + two(change.since());
    }

    private static String two(LocalDate day) {
        return String.format("%02d", day.getDayOfMonth());
    }
}
