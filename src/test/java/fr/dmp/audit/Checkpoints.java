package fr.dmp.audit;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Checkpoints for tests, which sign at times of their own. */
public final class Checkpoints {

    private Checkpoints() {}

    /** Until every entry of the trace is covered: whatever transaction runs elsewhere may hold the last ones back. */
    public static void coverAll(ApplicationContext program) {
        await().atMost(Duration.ofSeconds(30)).until(() -> {
            program.getBean(CheckpointSweep.class).sweep();
            return program.getBean(JdbcClient.class)
                    .sql(
                            """
                            select not exists (select from dmp.audit_entry where (tx, record, seq) >
                                (select to_tx, to_record, to_seq from dmp.audit_checkpoint order by number desc limit 1))
                            """)
                    .query(Boolean.class)
                    .single();
        });
    }
}
