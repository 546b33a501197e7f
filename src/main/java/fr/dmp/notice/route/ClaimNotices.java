package fr.dmp.notice.route;

import fr.dmp.gate.FailedRuns;
import fr.dmp.notice.Claimed;
import java.time.Clock;
import java.time.Duration;
import javax.sql.DataSource;
import org.apache.camel.CamelContext;
import org.apache.camel.ProducerTemplate;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.integration.dsl.IntegrationFlow;
import org.springframework.integration.jdbc.JdbcPollingChannelAdapter;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;

/**
 * Takes due notices out of the outbox and hands each to the Camel route of its channel. There is no transaction around
 * the poll: the claim is one statement that commits by itself, so one broken notice never sends its batch again.
 */
@Configuration
class ClaimNotices {

    /** At the end the poller stops first; then what is claimed is sent; then Camel stops. */
    @Bean
    SmartLifecycle noticesSentBeforeTheEnd(@Qualifier("noticeSenders") ThreadPoolTaskExecutor senders) {
        return new SentBeforeTheEnd(senders);
    }

    /** How many are sent at once, and how many more wait in memory: never more than a lease allows. */
    @Bean
    ThreadPoolTaskExecutor noticeSenders(
            @Value("${dmp.notice.senders:4}") int senders, @Value("${dmp.notice.waiting:28}") int waiting) {
        ThreadPoolTaskExecutor executor = new ThreadPoolTaskExecutor();
        executor.setThreadNamePrefix("notice-");
        executor.setCorePoolSize(senders);
        executor.setMaxPoolSize(senders);
        executor.setQueueCapacity(waiting);
        executor.setAcceptTasksAfterContextClose(true);
        executor.setPhase(0);
        return executor;
    }

    @Bean
    JdbcPollingChannelAdapter dueNotices(
            DataSource database,
            Clock clock,
            CamelContext routes,
            @Qualifier("noticeSenders") ThreadPoolTaskExecutor senders) {
        JdbcPollingChannelAdapter adapter = new JdbcPollingChannelAdapter(database, ClaimDue.SQL);
        adapter.setSelectSqlParameterSource(new ClaimParameters(clock, () -> free(routes, senders)));
        adapter.setRowMapper(ClaimDue::claimed);
        return adapter;
    }

    /**
     * Only the poller adds work, so what is free now is still free once the claim is made. Camel starts after everything
     * else: what was claimed before would wait for its lease to end.
     */
    private static int free(CamelContext routes, ThreadPoolTaskExecutor senders) {
        return routes.isStarted() ? senders.getThreadPoolExecutor().getQueue().remainingCapacity() : 0;
    }

    @Bean
    IntegrationFlow sendNotices(
            @Qualifier("dueNotices") JdbcPollingChannelAdapter dueNotices,
            @Qualifier("noticeSenders") ThreadPoolTaskExecutor senders,
            @Value("${dmp.notice.poll:250ms}") Duration poll,
            FailedRuns failed,
            ProducerTemplate routes) {
        return IntegrationFlow.from(dueNotices, endpoint -> endpoint.phase(Integer.MAX_VALUE)
                        .poller(poller ->
                                poller.fixedDelay(poll).maxMessagesPerPoll(-1).errorHandler(failed)))
                .split()
                .channel(channel -> channel.executor(senders))
                .handle(Claimed.class, (claimed, headers) -> {
                    routes.sendBody(route(claimed), claimed);
                    return null;
                })
                .get();
    }

    private static String route(Claimed claimed) {
        return switch (claimed.channel()) {
            case SMS -> "direct:notice-sms";
            case MAIL -> "direct:notice-mail";
            case LETTER -> "direct:notice-letter";
        };
    }
}
