package fr.dmp.notice;

import static org.assertj.core.api.Assertions.assertThat;

import fr.dmp.identity.Channel;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** When an SMS may leave, the two nights of the year that have another length included. */
class QuietHoursTest {

    private static final QuietHours QUIET = hours("21:00", "08:00");

    @ParameterizedTest
    @CsvSource({
        // In winter Paris is an hour ahead of UTC, in summer two.
        "2026-11-27T12:00:00Z, 2026-11-27T12:00:00Z",
        "2026-11-27T19:59:59.999999Z, 2026-11-27T19:59:59.999999Z",
        "2026-11-27T20:00:00Z, 2026-11-28T07:00:00Z",
        "2026-11-27T22:59:59Z, 2026-11-28T07:00:00Z",
        "2026-11-27T23:00:00Z, 2026-11-28T07:00:00Z",
        "2026-11-28T06:59:59.999999Z, 2026-11-28T07:00:00Z",
        "2026-11-28T07:00:00Z, 2026-11-28T07:00:00Z",
        "2026-07-01T18:59:59Z, 2026-07-01T18:59:59Z",
        "2026-07-01T19:00:00Z, 2026-07-02T06:00:00Z",
        "2026-12-31T23:30:00Z, 2027-01-01T07:00:00Z",
        // Ten hours: at two it is three. Twelve hours: at three it is two again.
        "2026-03-28T20:00:00Z, 2026-03-29T06:00:00Z",
        "2026-03-29T01:30:00Z, 2026-03-29T06:00:00Z",
        "2026-03-29T06:00:00Z, 2026-03-29T06:00:00Z",
        "2026-10-24T19:00:00Z, 2026-10-25T07:00:00Z",
        "2026-10-25T00:30:00Z, 2026-10-25T07:00:00Z",
        "2026-10-25T01:30:00Z, 2026-10-25T07:00:00Z",
        "2026-10-25T06:30:00Z, 2026-10-25T07:00:00Z"
    })
    void theNightEndsInTheMorning(Instant at, Instant due) {
        assertThat(QUIET.after(at)).isEqualTo(due);
        assertThat(QUIET.after(due)).as("the morning is no night").isEqualTo(due);
        assertThat(QUIET.due(NoticeKind.WELCOME, Channel.SMS, at)).isEqualTo(due);
        assertThat(QUIET.due(NoticeKind.WELCOME, Channel.MAIL, at)).isEqualTo(at);
        assertThat(QUIET.due(NoticeKind.WELCOME, Channel.LETTER, at)).isEqualTo(at);
    }

    @ParameterizedTest
    @EnumSource(NoticeKind.class)
    void whatIsUrgentWaitsForNoMorning(NoticeKind kind) {
        Instant night = Instant.parse("2026-11-27T23:00:00Z");
        boolean leaves = QUIET.due(kind, Channel.SMS, night).equals(night);
        assertThat(leaves).isEqualTo(kind.urgent());
        assertThat(kind.urgent()).as("a code or a secret is waited for").isIn(kind.secret(), true);
        assertThat(hoursAt(night).hold(kind, Channel.SMS)).isEqualTo(!leaves);
        assertThat(hoursAt(night).hold(kind, Channel.MAIL)).isFalse();
    }

    @Test
    void othersHoursMayBeSet() {
        Instant noon = Instant.parse("2026-11-27T11:30:00Z");
        assertThat(hours("12:00", "14:00").after(noon)).isEqualTo(Instant.parse("2026-11-27T13:00:00Z"));
        assertThat(hours("00:00", "00:00").after(noon)).isEqualTo(noon);
        assertThat(hours("21:00", "21:00").after(Instant.parse("2026-11-27T20:00:00Z")))
                .isEqualTo(Instant.parse("2026-11-27T20:00:00Z"));
    }

    private static QuietHours hours(String from, String until) {
        return hours(from, until, Clock.fixed(Instant.EPOCH, ZoneOffset.UTC));
    }

    private static QuietHours hoursAt(Instant now) {
        return hours("21:00", "08:00", Clock.fixed(now, ZoneOffset.UTC));
    }

    private static QuietHours hours(String from, String until, Clock clock) {
        return new QuietHours(
                new NoticeTimes(LocalTime.parse(from), LocalTime.parse(until), Duration.ofMinutes(10)), clock);
    }
}
