package fr.dmp.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.ConnectException;
import java.sql.SQLTransientConnectionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.task.TaskSchedulingAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;

@ExtendWith(OutputCaptureExtension.class)
class FailedRunsTest {

    private static final CannotGetJdbcConnectionException AWAY = new CannotGetJdbcConnectionException(
            "KANARI", new SQLTransientConnectionException("KANARI", new ConnectException("KANARI")));

    private final FailedRuns runs = new FailedRuns();

    @Test
    void aDatabaseThatIsAwayIsOneLine(CapturedOutput log) {
        runs.handleError(AWAY);
        assertThat(log.getOut().lines())
                .singleElement()
                .asString()
                .contains("WARN")
                .endsWith("the next run tries again: java.net.ConnectException");
    }

    @Test
    void anythingElseHasItsPlacesAndNotItsWords(CapturedOutput log) {
        runs.handleError(new IllegalStateException("KANARI"));
        assertThat(log)
                .contains("ERROR", "java.lang.IllegalStateException", "    at fr.dmp.gate.FailedRunsTest")
                .doesNotContain("KANARI");
    }

    @EnableScheduling
    static class Sweeping {

        @Scheduled(fixedDelay = 10)
        void sweep() {
            throw AWAY;
        }
    }

    @Test
    void everySweepIsToldSo(CapturedOutput log) {
        new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(TaskSchedulingAutoConfiguration.class))
                .withUserConfiguration(FailedRuns.class, Sweeping.class)
                .run(context -> await().until(() -> log.getOut().split("tries again", -1).length > 3));
        assertThat(log).doesNotContain("KANARI", "\tat ");
    }
}
