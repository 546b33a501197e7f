package fr.dmp.sandbox;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.context.annotation.Profile;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** With what one signs in as those sample people who have a record from the first start on. */
@Repository
@Profile("sandbox")
public class DemoHolders {

    private static final String LOCK = "hashtext('sandbox-holders')";

    private final JdbcClient jdbc;
    private final DataSource database;

    DemoHolders(JdbcClient jdbc, DataSource database) {
        this.jdbc = jdbc;
        this.database = database;
    }

    /** Shown to everyone, as nothing real is behind it. */
    public record SignInWith(String identifier, String password) {}

    public Optional<SignInWith> signIn(UUID person) {
        return jdbc.sql("select identifier, password from dmp.sandbox_holder where person = ?")
                .param(person)
                .query((row, n) -> new SignInWith(row.getString(1), row.getString(2)))
                .optional();
    }

    /** The one that was opened first. */
    Optional<SignInWith> first() {
        return jdbc.sql("select identifier, password from dmp.sandbox_holder order by person limit 1")
                .query((row, n) -> new SignInWith(row.getString(1), row.getString(2)))
                .optional();
    }

    /** One node at a time opens them. The lock is a session's own; a node that dies loses it. */
    void alone(Runnable work) {
        try (Connection session = database.getConnection();
                Statement statement = session.createStatement()) {
            if (!ask(statement, "select pg_try_advisory_lock(" + LOCK + ")")) {
                return;
            }
            try {
                work.run();
            } finally {
                ask(statement, "select pg_advisory_unlock(" + LOCK + ")");
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the lock of the sample records can't be asked for", e);
        }
    }

    private static boolean ask(Statement statement, String sql) throws SQLException {
        try (ResultSet rows = statement.executeQuery(sql)) {
            return rows.next() && rows.getBoolean(1);
        }
    }

    void keep(UUID person, SignInWith signIn) {
        jdbc.sql(
                        """
                        insert into dmp.sandbox_holder (person, identifier, password) values (?, ?, ?)
                        on conflict (person) do update set identifier = excluded.identifier,
                            password = excluded.password
                        """)
                .params(person, signIn.identifier(), signIn.password())
                .update();
    }
}
