package fr.dmp.sandbox;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One PostgreSQL server on files of its own, which outlive it. Its programs are run directly: the library's own starter
 * turns fsync off on its command line, trusts everyone, makes no checksums and knows nothing of an orphan.
 */
final class PostgresServer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(PostgresServer.class);
    private static final int START_SECONDS = 60;
    private static final int STOP_SECONDS = 20;
    private static final Map<String, String> SETTINGS = new TreeMap<>(Map.ofEntries(
            Map.entry("listen_addresses", "127.0.0.1"),
            Map.entry("unix_socket_directories", ""),
            Map.entry("fsync", "on"),
            Map.entry("synchronous_commit", "on"),
            Map.entry("full_page_writes", "on"),
            // After each checkpoint a page that is changed is logged as a whole: a night's deliveries change most pages
            // of
            // the months' indexes, and should do so few times.
            Map.entry("max_wal_size", "8GB"),
            Map.entry("checkpoint_timeout", "30min"),
            Map.entry("password_encryption", "scram-sha-256"),
            // A row or a statement with someone's data in it must not reach the server's log.
            Map.entry("log_error_verbosity", "terse"),
            Map.entry("log_min_error_statement", "panic"),
            Map.entry("log_timezone", "UTC"),
            Map.entry("timezone", "UTC"),
            // Lets a test count the statements of a step.
            Map.entry("shared_preload_libraries", "pg_stat_statements")));

    private final Path files;
    private final Path log;
    private final PostgresPrograms programs;
    private final FileChannel lockFile;
    private final int port;

    private PostgresServer(Path folder, FileChannel lockFile, PostgresPrograms programs, int port) {
        this.files = folder.resolve("17");
        this.log = folder.resolve("server.log");
        this.lockFile = lockFile;
        this.programs = programs;
        this.port = port;
    }

    /**
     * Starts the server on the files beneath this folder, making them at the first start.
     *
     * @param wishedPort 0 for any free one
     * @throws CannotStart another program uses the folder, or the port is taken
     */
    static PostgresServer start(Path folder, int wishedPort, PostgresAccounts accounts) throws IOException {
        Files.createDirectories(folder);
        Path real = folder.toRealPath();
        FileChannel lock = lock(real);
        try {
            PostgresServer server = new PostgresServer(
                    real,
                    lock,
                    PostgresPrograms.in(real.resolve("programs")),
                    wishedPort == 0 ? anyPort() : wishedPort);
            server.start(accounts);
            return server;
        } catch (IOException | RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    int port() {
        return port;
    }

    /** Held as long as the program lives, and given up by the system however it ends. */
    private static FileChannel lock(Path folder) throws IOException {
        FileChannel channel =
                FileChannel.open(folder.resolve("program.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (tryLock(channel) == null) {
            channel.close();
            throw new CannotStart(
                    "Les données de " + folder + " sont déjà utilisées par un autre programme en cours d'exécution.",
                    "Arrêtez-le d'abord, ou donnez un autre dossier à celui-ci par --dmp.data=… (et d'autres ports).");
        }
        return channel;
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    private void start(PostgresAccounts accounts) throws IOException {
        if (Files.notExists(files.resolve("PG_VERSION"))) {
            create(accounts);
        }
        endOrphan();
        requirePortFree();
        writeAccessRules();
        int code = programs.run(
                log,
                START_SECONDS + 10L,
                "pg_ctl",
                "-D",
                files.toString(),
                "-l",
                log.toString(),
                "-w",
                "-t",
                String.valueOf(START_SECONDS),
                "-o",
                options(),
                "start");
        if (code != 0) {
            throw new CannotStart(
                    "PostgreSQL n'a pas démarré (code " + code + ").",
                    "La raison est à la fin de " + log + ". Sous root, la commande « unshare » doit être permise.");
        }
        LOG.info("PostgreSQL listens on 127.0.0.1:{}, its files are in {}", port, files);
    }

    private String options() {
        return "-p " + port
                + SETTINGS.entrySet().stream()
                        .map(setting -> " -c " + setting.getKey() + "=" + setting.getValue())
                        .collect(Collectors.joining());
    }

    /** Made beside its place and moved there whole: a first start that is cut short leaves nothing half made. */
    private void create(PostgresAccounts accounts) throws IOException {
        Path fresh = Files.createTempDirectory(files.getParent(), "new");
        int code = programs.run(
                log,
                120,
                "initdb",
                "-D",
                fresh.toString(),
                "-U",
                PostgresAccounts.SUPERUSER,
                "--pwfile=" + accounts.file(PostgresAccounts.SUPERUSER),
                "--auth=scram-sha-256",
                "--data-checksums",
                "--encoding=UTF8",
                "--locale=C",
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8",
                // Here, as who has the memory may give it more by ALTER SYSTEM.
                "-c",
                "shared_buffers=512MB");
        if (code != 0) {
            throw new CannotStart(
                    "Les fichiers de PostgreSQL n'ont pas pu être créés (code " + code + ").",
                    "La raison est à la fin de " + log + ". Sous root, la commande « unshare » doit être permise.");
        }
        Files.move(fresh, files);
    }

    /**
     * A killed program leaves its server running. It is known by the pid in its own files, and ended only if that
     * process really is a PostgreSQL on these very files; a pid that was given to something else is left alone.
     */
    private void endOrphan() throws IOException {
        Path pidFile = files.resolve("postmaster.pid");
        if (Files.notExists(pidFile)) {
            return;
        }
        List<String> lines = Files.readAllLines(pidFile);
        long pid = lines.isEmpty() ? -1 : Long.parseLong(lines.get(0).strip());
        if (!runsOnTheseFiles(pid)) {
            Files.deleteIfExists(pidFile);
            return;
        }
        LOG.info("a killed program left PostgreSQL {} running on {}: ending it", pid, files);
        if (stop("fast") != 0 && stop("immediate") != 0) {
            throw new CannotStart(
                    "Le serveur PostgreSQL " + pid + ", laissé par un programme interrompu, ne s'arrête pas.",
                    "Mettez fin au processus " + pid + ", puis recommencez.");
        }
    }

    private boolean runsOnTheseFiles(long pid) {
        return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isPresent()
                && commandLine(pid).contains("-D")
                && commandLine(pid).contains(files.toString())
                && commandLine(pid).get(0).endsWith("postgres");
    }

    private static List<String> commandLine(long pid) {
        try {
            return List.of(Files.readString(Path.of("/proc", String.valueOf(pid), "cmdline"))
                    .split("\0"));
        } catch (IOException e) {
            return ProcessHandle.of(pid)
                    .flatMap(process -> process.info().commandLine())
                    .map(line -> List.of(line.split(" ")))
                    .orElse(List.of(""));
        }
    }

    private void requirePortFree() throws IOException {
        try (ServerSocket probe = new ServerSocket()) {
            probe.setReuseAddress(true);
            probe.bind(new java.net.InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        } catch (java.net.BindException e) {
            throw new CannotStart(
                    "Le port " + port + ", où doit écouter PostgreSQL, est déjà pris par un autre programme.",
                    "Libérez-le, ou choisissez-en un autre par --dmp.sandbox.postgres.port=… (0 : n'importe lequel).");
        }
    }

    private static int anyPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** Passwords for all, from this machine only. */
    private void writeAccessRules() throws IOException {
        Files.writeString(
                files.resolve("pg_hba.conf"),
                "# Written by the program at each start.\nhost all all 127.0.0.1/32 scram-sha-256\n");
    }

    private int stop(String mode) throws IOException {
        return programs.run(
                log,
                STOP_SECONDS + 10L,
                "pg_ctl",
                "-D",
                files.toString(),
                "-m",
                mode,
                "-w",
                "-t",
                String.valueOf(STOP_SECONDS),
                "stop");
    }

    @Override
    public void close() throws IOException {
        if (stop("fast") != 0 && stop("immediate") != 0) {
            LOG.warn("PostgreSQL on {} didn't stop; the next start will end it", files);
        }
        lockFile.close();
    }
}
