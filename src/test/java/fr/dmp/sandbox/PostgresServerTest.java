package fr.dmp.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import fr.dmp.Superuser;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.util.FileSystemUtils;

/** The embedded server alone: what it does after a program that was killed, and when something stands in its way. */
class PostgresServerTest {

    /** Kept short: the server's files are made anew for each test, its programs unpacked once. */
    private static final Path DATA = Path.of("target/server-test").toAbsolutePath();

    private final PostgresAccounts accounts = new PostgresAccounts(DATA.resolve("keys"));

    @BeforeEach
    void withoutFiles() throws IOException {
        FileSystemUtils.deleteRecursively(DATA.resolve("postgres/17"));
    }

    @AfterEach
    void leaveNothingRunning() throws IOException {
        start().close();
    }

    @Test
    void theServerOfAKilledProgramIsEndedAndWhatItHeldIsThere() throws Exception {
        Process program = killable();
        await().atMost(Duration.ofSeconds(60)).until(() -> Files.exists(DATA.resolve("written")));
        program.destroyForcibly().waitFor();
        long orphan = Superuser.pid(DATA);
        assertThat(ProcessHandle.of(orphan)).as("the orphan lives on").isPresent();

        try (PostgresServer server = start()) {
            assertThat(Superuser.pid(DATA)).isNotEqualTo(orphan);
            awaitEnd(orphan);
            assertThat(client().sql("select content from kept")
                            .query(String.class)
                            .list())
                    .containsExactly("a row that was committed");
        }
    }

    /** After a restart of the machine the pid may belong to anyone: this very test, for one. */
    @Test
    void aPidThatIsSomebodyElsesIsLeftAlone() throws IOException {
        start().close();
        Path pidFile = DATA.resolve("postgres/17/postmaster.pid");
        Files.write(
                pidFile,
                List.of(
                        String.valueOf(ProcessHandle.current().pid()),
                        DATA.resolve("postgres/17").toString()));
        try (PostgresServer server = start()) {
            assertThat(client().sql("select 1").query(Integer.class).single()).isOne();
        }
        assertThat(ProcessHandle.current().isAlive()).isTrue();
    }

    @Test
    void saysThatThePortIsTaken() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> PostgresServer.start(DATA.resolve("postgres"), taken.getLocalPort(), accounts))
                    .isInstanceOf(CannotStart.class)
                    .hasMessageContaining("Le port " + taken.getLocalPort());
        }
    }

    @Test
    void stopsWithNothingLeftBehind() throws IOException {
        PostgresServer server = start();
        long pid = Superuser.pid(DATA);
        server.close();
        awaitEnd(pid);
        assertThat(DATA.resolve("postgres/17/postmaster.pid")).doesNotExist();
    }

    /** Ended, it is listed until the system's first process has taken note. */
    private static void awaitEnd(long pid) {
        await().atMost(Duration.ofSeconds(10))
                .until(() ->
                        ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isEmpty());
    }

    private PostgresServer start() throws IOException {
        return PostgresServer.start(DATA.resolve("postgres"), 0, accounts);
    }

    private static JdbcClient client() {
        return JdbcClient.create(new DriverManagerDataSource(
                "jdbc:postgresql://127.0.0.1:" + Superuser.port(DATA) + "/postgres",
                "postgres",
                Superuser.password(DATA, "postgres")));
    }

    private static Process killable() throws IOException {
        Files.createDirectories(DATA);
        Files.deleteIfExists(DATA.resolve("written"));
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Program.class.getName())
                .redirectErrorStream(true)
                .redirectOutput(DATA.resolve("program.log").toFile())
                .start();
    }

    /** Starts the server, commits a row, says so, and waits to be killed. */
    static final class Program {
        public static void main(String[] arguments) throws Exception {
            PostgresServer.start(DATA.resolve("postgres"), 0, new PostgresAccounts(DATA.resolve("keys")));
            client().sql("create table kept (content text)").update();
            client().sql("insert into kept values ('a row that was committed')").update();
            Files.createFile(DATA.resolve("written"));
            Thread.sleep(Duration.ofMinutes(5).toMillis());
        }
    }
}
