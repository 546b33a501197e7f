package fr.dmp.notice.store;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** How many notices are not out yet, or never will be, by state. Labels name the state and nothing else. */
@Component
class NoticeMeters implements MeterBinder {

    private static final List<String> STATES = List.of("NEW", "CLAIMED", "UNKNOWN", "DEAD");

    private final JdbcClient jdbc;

    NoticeMeters(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        STATES.forEach(state -> Gauge.builder("dmp.notices", () -> count(state))
                .tag("state", state)
                .description("Notices in the outbox, by state")
                .register(registry));
    }

    /** Each reads its part of the index of unsettled notices, however many others there are. */
    private long count(String state) {
        return jdbc.sql(
                        """
                        select count(*) from dmp.notice
                        where state = ? and state in ('NEW', 'CLAIMED', 'UNKNOWN', 'DEAD')
                        """)
                .param(state)
                .query(Long.class)
                .single();
    }
}
