package fr.dmp.sandbox;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.flyway.FlywayConnectionDetails;
import org.springframework.boot.autoconfigure.jdbc.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.core.io.ClassPathResource;

/** The sandbox's PostgreSQL: a real one with real durability, its files kept between starts. */
@Configuration
@Profile("sandbox")
class EmbeddedDatabase {

    @Bean(destroyMethod = "close")
    EmbeddedPostgres embeddedPostgres(
            @Value("${dmp.sandbox.postgres.folder}") Path folder, @Value("${dmp.sandbox.postgres.port}") int port)
            throws IOException, SQLException {
        Files.createDirectories(folder);
        EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
                .setDataDirectory(folder.resolve("cluster").toAbsolutePath().toString())
                .setOverrideWorkingDirectory(
                        folder.resolve("binaries").toAbsolutePath().toFile())
                .setCleanDataDirectory(false)
                .setRegisterShutdownHook(false)
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("full_page_writes", "on")
                .setServerConfig("log_error_verbosity", "terse")
                .setServerConfig("password_encryption", "scram-sha-256");
        if (port != 0) {
            builder.setPort(port);
        }
        EmbeddedPostgres postgres = builder.start();
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            if (!exists(statement, "dmp")) {
                statement.execute("create database dmp");
            }
        }
        try (Connection connection = postgres.getDatabase("postgres", "dmp").getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(new ClassPathResource("db/roles.sql").getContentAsString(StandardCharsets.UTF_8));
        }
        return postgres;
    }

    private static boolean exists(Statement statement, String database) throws SQLException {
        try (var rows = statement.executeQuery("select from pg_database where datname = '" + database + "'")) {
            return rows.next();
        }
    }

    @Bean
    JdbcConnectionDetails jdbcConnectionDetails(EmbeddedPostgres postgres) {
        return new Account(postgres.getPort(), "dmp_app");
    }

    @Bean
    FlywayConnectionDetails flywayConnectionDetails(EmbeddedPostgres postgres) {
        return new MigratorAccount(postgres.getPort());
    }

    private static String url(int port) {
        return "jdbc:postgresql://localhost:" + port + "/dmp?currentSchema=engine,dmp";
    }

    private record Account(int port, String user) implements JdbcConnectionDetails {
        @Override
        public String getUsername() {
            return user;
        }

        @Override
        public String getPassword() {
            return "";
        }

        @Override
        public String getJdbcUrl() {
            return url(port);
        }
    }

    private record MigratorAccount(int port) implements FlywayConnectionDetails {
        @Override
        public String getUsername() {
            return "dmp_migrator";
        }

        @Override
        public String getPassword() {
            return "";
        }

        @Override
        public String getJdbcUrl() {
            return url(port);
        }
    }
}
