package fr.dmp;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * The embedded database seen by its superuser: what is really stored, whoever may see it. For tests that search every
 * table, and for counting statements ({@code pg_stat_statements}). Each statement takes a connection of its own.
 */
public final class Superuser {

    private Superuser() {}

    /** Of the program that this test runs in. */
    public static JdbcClient of(Environment environment) {
        return at(Path.of(environment.getRequiredProperty("dmp.data")));
    }

    /** Of any program with this data folder, as long as its server runs. */
    public static JdbcClient at(Path data) {
        return JdbcClient.create(new DriverManagerDataSource(
                "jdbc:postgresql://127.0.0.1:" + port(data) + "/dmp", "postgres", password(data, "postgres")));
    }

    /** One of the program's own accounts: {@code dmp_app}, {@code dmp_migrator}. */
    public static DriverManagerDataSource account(Path data, String login) {
        return new DriverManagerDataSource(
                "jdbc:postgresql://127.0.0.1:" + port(data) + "/dmp?currentSchema=engine,dmp",
                login,
                password(data, login));
    }

    /** The server writes its port into its pid file, fourth line. */
    public static int port(Path data) {
        return Integer.parseInt(pidFile(data).get(3).strip());
    }

    public static long pid(Path data) {
        return Long.parseLong(pidFile(data).get(0).strip());
    }

    public static String password(Path data, String login) {
        try {
            return Files.readString(data.resolve("keys").resolve(login + ".password"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> pidFile(Path data) {
        try {
            return Files.readAllLines(data.resolve("postgres/17/postmaster.pid"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
