package fr.dmp.journey;

import fr.dmp.Superuser;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The whole program in a Java process of its own, which can be killed like one. Its data outlives it. */
public final class ChildProgram implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ChildProgram.class);
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final Path data;
    private final List<String> arguments;
    private final Map<String, String> environment;
    private final String name;
    private final int publicPort = freePort();
    private final int staffPort = freePort();
    private final int managementPort = freePort();
    private final int postgresPort = freePort();
    private final int phonePort;
    private final int mailPort;
    private Process process;

    public ChildProgram(Path data, String... arguments) {
        this(data, "program", Map.of(), freePort(), freePort(), List.of(arguments));
    }

    private ChildProgram(
            Path data,
            String name,
            Map<String, String> environment,
            int phonePort,
            int mailPort,
            List<String> arguments) {
        this.data = data.toAbsolutePath();
        this.name = name;
        this.environment = environment;
        this.phonePort = phonePort;
        this.mailPort = mailPort;
        this.arguments = arguments;
    }

    /** A second node beside this one, as src/docs/configuration.md tells: its database, its data, its gateways. */
    public ChildProgram secondNode() {
        return new ChildProgram(
                data,
                "second",
                Map.of(
                        "DMP_DATABASE_URL",
                        "jdbc:postgresql://127.0.0.1:" + postgresPort + "/dmp?currentSchema=engine,dmp",
                        "DMP_DATABASE_PASSWORD",
                        Superuser.password(data, "dmp_app"),
                        "DMP_MIGRATION_PASSWORD",
                        Superuser.password(data, "dmp_migrator")),
                phonePort,
                mailPort,
                List.of("--dmp.sandbox.phone.enabled=false", "--dmp.sandbox.mailbox.enabled=false"));
    }

    /** Starts it and waits until it says that it is ready; how long that took is for whoever reads the log. */
    public ChildProgram start() {
        long started = System.nanoTime();
        try {
            Files.createDirectories(data);
            ProcessBuilder child = new ProcessBuilder(command())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()));
            child.environment().putAll(environment);
            process = child.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Awaitility.await("ready")
                .atMost(Duration.ofSeconds(120))
                .pollInterval(Duration.ofMillis(200))
                .failFast("ended while starting, see " + log(), () -> !process.isAlive())
                .until(this::ready);
        LOG.info(
                "{} ready {} ms after its start",
                name,
                Duration.ofNanos(System.nanoTime() - started).toMillis());
        return this;
    }

    /** Kills it as a power cut would: no hook runs. */
    public void kill() {
        process.destroyForcibly();
        await();
    }

    @Override
    public void close() {
        process.destroy();
        await();
    }

    public boolean alive() {
        return process.isAlive();
    }

    public Path data() {
        return data;
    }

    /** What it printed, from all its starts. */
    public Path log() {
        return data.resolve(name + ".log");
    }

    public URI address(String path) {
        return URI.create("http://localhost:" + publicPort + path);
    }

    public URI staffAddress(String path) {
        return URI.create("http://localhost:" + staffPort + path);
    }

    public URI managementAddress(String path) {
        return URI.create("http://localhost:" + managementPort + path);
    }

    public int postgresPort() {
        return postgresPort;
    }

    private boolean ready() {
        try {
            return HTTP.send(
                                    HttpRequest.newBuilder(managementAddress("/actuator/health/readiness"))
                                            .timeout(Duration.ofSeconds(2))
                                            .build(),
                                    BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void await() {
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                throw new IllegalStateException("doesn't end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private List<String> command() {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                classpath(),
                "fr.dmp.DmpApplication",
                "--dmp.data=" + data,
                "--server.port=" + publicPort,
                "--dmp.staff.port=" + staffPort,
                "--management.server.port=" + managementPort,
                "--dmp.sandbox.postgres.port=" + postgresPort,
                "--dmp.sandbox.phone.port=" + phonePort,
                "--dmp.sandbox.mailbox.port=" + mailPort,
                // A run at night tells what one by day does.
                "--dmp.notice.times.quiet-from=00:00",
                "--dmp.notice.times.quiet-until=00:00"));
        command.addAll(arguments);
        return command;
    }

    /** The program's own class path: what is tested must not lean on what tests bring. */
    private static String classpath() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.endsWith("test-classes"))
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
