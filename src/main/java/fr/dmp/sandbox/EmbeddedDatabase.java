package fr.dmp.sandbox;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.postgresql.PGConnection;
import org.springframework.boot.autoconfigure.flyway.FlywayConnectionDetails;
import org.springframework.boot.autoconfigure.jdbc.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.type.AnnotatedTypeMetadata;

/**
 * The sandbox's PostgreSQL: a real one with real durability, its files kept between starts. Where the environment names
 * a database ({@code DMP_DATABASE_URL}), that one is used and none is started: a second node shares the first one's.
 */
@Configuration
@Conditional(EmbeddedDatabase.Wanted.class)
class EmbeddedDatabase {

    static final class Wanted implements Condition {
        @Override
        public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
            return PostgresAhead.isWanted(context.getEnvironment());
        }
    }

    @Bean(destroyMethod = "")
    PostgresServer postgresServer(PostgresAhead.Starting starting) throws IOException {
        return starting.server();
    }

    @Bean
    PostgresAccounts postgresAccounts(PostgresAhead.Starting starting) {
        return starting.accounts();
    }

    /** The database, its roles and their passwords: the same at each start, changing nothing that is there. */
    static void prepare(int port, PostgresAccounts accounts) throws IOException, SQLException {
        try (Connection connection = superuser(port, "postgres", accounts);
                Statement statement = connection.createStatement()) {
            if (!exists(statement, "dmp")) {
                statement.execute("create database dmp");
            }
        }
        try (Connection connection = superuser(port, "dmp", accounts);
                Statement statement = connection.createStatement()) {
            statement.execute(new ClassPathResource("db/roles.sql").getContentAsString(StandardCharsets.UTF_8));
            statement.execute("create extension if not exists pg_stat_statements");
            for (String login : new String[] {PostgresAccounts.MIGRATOR, PostgresAccounts.PROGRAM}) {
                // The driver sends the verifier only, never the password.
                connection
                        .unwrap(PGConnection.class)
                        .alterUserPassword(login, accounts.password(login).toCharArray(), "scram-sha-256");
            }
        }
    }

    private static Connection superuser(int port, String database, PostgresAccounts accounts)
            throws IOException, SQLException {
        String superuser = PostgresAccounts.SUPERUSER;
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + port + "/" + database, superuser, accounts.password(superuser));
    }

    private static boolean exists(Statement statement, String database) throws SQLException {
        try (var rows = statement.executeQuery("select from pg_database where datname = '" + database + "'")) {
            return rows.next();
        }
    }

    @Bean
    JdbcConnectionDetails jdbcConnectionDetails(PostgresServer server, PostgresAccounts accounts) throws IOException {
        return new ProgramAccount(server.port(), accounts.password(PostgresAccounts.PROGRAM));
    }

    @Bean
    FlywayConnectionDetails flywayConnectionDetails(PostgresServer server, PostgresAccounts accounts)
            throws IOException {
        return new MigratorAccount(server.port(), accounts.password(PostgresAccounts.MIGRATOR));
    }

    private static String url(int port) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/dmp?currentSchema=engine,dmp";
    }

    private record ProgramAccount(int port, String password) implements JdbcConnectionDetails {
        @Override
        public String getUsername() {
            return PostgresAccounts.PROGRAM;
        }

        @Override
        public String getPassword() {
            return password;
        }

        @Override
        public String getJdbcUrl() {
            return url(port);
        }

        @Override
        public String toString() {
            return "ProgramAccount";
        }
    }

    private record MigratorAccount(int port, String password) implements FlywayConnectionDetails {
        @Override
        public String getUsername() {
            return PostgresAccounts.MIGRATOR;
        }

        @Override
        public String getPassword() {
            return password;
        }

        @Override
        public String getJdbcUrl() {
            return url(port);
        }

        @Override
        public String toString() {
            return "MigratorAccount";
        }
    }
}
