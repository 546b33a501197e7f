package fr.dmp.claims.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProgressTest {

    private static Progress of(long lines, double share, Duration elapsed) {
        return new Progress(UUID.randomUUID(), DeliveryKind.CLAIMS, lines, share, elapsed);
    }

    @ParameterizedTest
    @CsvSource({
        "     0, 0.5,  10,    0,  10",
        "100000, 0.25, 10, 10000, 30",
        "100000, 1.0,  10, 10000,  0",
        "     7, 0.01,  2,     4, 198"
    })
    void whatIsLeftTakesAsLongAsWhatIsDone(long lines, double share, int seconds, long rate, int left) {
        Progress progress = of(lines, share, Duration.ofSeconds(seconds));

        assertThat(progress.rate()).isEqualTo(rate);
        assertThat(progress.remaining()).contains(Duration.ofSeconds(left));
    }

    @Test
    void beforeAnythingIsReadNothingIsForetold() {
        assertThat(of(0, 0, Duration.ZERO).remaining()).isEmpty();
        assertThat(of(0, 0, Duration.ZERO).rate()).isZero();
        assertThat(of(0, 0, Duration.ofSeconds(3))).hasToString("0 %, 0 lines, 0 a second");
    }

    @Test
    void theLogSaysItAll() {
        assertThat(of(350_000, 0.42, Duration.ofSeconds(10)))
                .hasToString("42 %, 350000 lines, 35000 a second, about 13 s left");
    }
}
