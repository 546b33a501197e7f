package db.migration;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import org.flywaydb.core.api.migration.BaseJavaMigration;
import org.flywaydb.core.api.migration.Context;
import org.springframework.core.io.ClassPathResource;

/** The engine's own tables, by its own scripts, in a schema of their own. */
public class V001__engine extends BaseJavaMigration {

    private static final List<String> SCRIPTS = List.of(
            "engine", "identity", "history", "case.engine", "case.history", "decision.engine", "decision.history");

    @Override
    public void migrate(Context context) throws Exception {
        Connection connection = context.getConnection();
        try (Statement statement = connection.createStatement()) {
            statement.execute("set local search_path to engine");
            for (String script : SCRIPTS) {
                statement.execute(new ClassPathResource(
                                "org/camunda/bpm/engine/db/create/activiti.postgres.create." + script + ".sql")
                        .getContentAsString(StandardCharsets.UTF_8));
            }
            // Jobs are acquired by their due date, for which the engine's own scripts have no index.
            statement.execute("create index dmp_idx_job_due on act_ru_job (duedate_) where retries_ > 0");
            statement.execute("grant select, insert, update, delete on all tables in schema engine to engine_user");
        }
    }
}
