package fr.dmp.notice.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import fr.dmp.gate.FailedRuns;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Clock;
import javax.sql.DataSource;
import org.apache.camel.CamelContext;
import org.apache.camel.ProducerTemplate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.convert.ApplicationConversionService;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.convert.ConversionService;
import org.springframework.integration.config.EnableIntegration;

/** The outbox is polled four times a second: while there is no database, each time is one line of the log. */
@ExtendWith(OutputCaptureExtension.class)
class AwayDatabaseTest {

    @EnableIntegration
    static class Integration {}

    @Test
    void aPollThatFailsIsOneLine(CapturedOutput log) throws SQLException {
        DataSource away = mock(DataSource.class);
        when(away.getConnection()).thenThrow(new SQLTransientConnectionException("KANARI"));
        new ApplicationContextRunner()
                .withBean("conversionService", ConversionService.class, ApplicationConversionService::new)
                .withBean(DataSource.class, () -> away)
                .withBean(Clock.class, Clock::systemUTC)
                .withBean(CamelContext.class, () -> mock(CamelContext.class))
                .withBean(ProducerTemplate.class, () -> mock(ProducerTemplate.class))
                .withUserConfiguration(Integration.class, FailedRuns.class, ClaimNotices.class)
                .withPropertyValues("dmp.notice.poll=10ms")
                .run(context -> await().until(() -> log.getOut().split("tries again", -1).length > 3));
        assertThat(log)
                .contains("the next run tries again: java.sql.SQLTransientConnectionException")
                .doesNotContain("KANARI", "\tat ");
    }
}
