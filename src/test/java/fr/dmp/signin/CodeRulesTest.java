package fr.dmp.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CodeRulesTest {

    @Test
    void aCodeIsSixDigitsLeadingZerosIncluded() {
        assertThat(IntStream.range(0, 20_000).mapToObj(i -> CodeRules.random()))
                .allMatch(code -> code.matches("\\d{6}"))
                .anyMatch(code -> code.startsWith("0"));
    }

    @ParameterizedTest
    @CsvSource({"1, PT0S", "2, PT2S", "3, PT5S", "4, PT10S", "5, PT10S"})
    void eachWrongCheckSlowsTheNext(int wrong, Duration delay) {
        assertThat(CodeRules.delayAfter(wrong)).isEqualTo(delay);
    }

    @ParameterizedTest
    @CsvSource({
        "0, PT0S, 5",
        "24, PT0S, 5",
        "25, PT15S, 1",
        "26, PT30S, 1",
        "27, PT1M, 1",
        "28, PT2M, 1",
        "29, PT4M, 1",
        "100000, PT4M, 1"
    })
    void aDayOfFailuresHoldsUpAndNeverLocks(int failures, Duration hold, int checks) {
        assertThat(CodeRules.hold(failures)).isEqualTo(hold).isLessThan(CodeRules.LIFE);
        assertThat(CodeRules.checksAllowed(failures)).isEqualTo(checks);
    }
}
