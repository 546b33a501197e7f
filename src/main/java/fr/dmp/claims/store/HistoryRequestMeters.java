package fr.dmp.claims.store;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What the Assurance Maladie was asked and didn't answer. Labels name the state and nothing else. */
@Component
class HistoryRequestMeters implements MeterBinder {

    /** Each names its state itself, so that it reads the index of those alone. */
    private static final Map<String, String> COUNTS = Map.of(
            "WAITING", "select count(*) from dmp.history_request where state = 'WAITING'",
            "WRITTEN", "select count(*) from dmp.history_request where state = 'WRITTEN'");

    private final JdbcClient jdbc;
    private final Clock clock;

    HistoryRequestMeters(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        COUNTS.forEach((state, sql) -> Gauge.builder("dmp.history.requests", () -> count(sql))
                .tag("state", state)
                .description("History requests that are still to be written, or answered")
                .register(registry));
        Gauge.builder("dmp.history.requests.oldest", this::oldest)
                .baseUnit("seconds")
                .description("Age of the oldest history request that is written and not answered")
                .register(registry);
    }

    private long count(String sql) {
        return jdbc.sql(sql).query(Long.class).single();
    }

    private long oldest() {
        return jdbc.sql("select min(written_at) from dmp.history_request where state = 'WRITTEN'")
                .query((row, n) -> row.getObject(1, OffsetDateTime.class))
                .optional()
                .map(written ->
                        Duration.between(written.toInstant(), clock.instant()).toSeconds())
                .orElse(0L);
    }
}
