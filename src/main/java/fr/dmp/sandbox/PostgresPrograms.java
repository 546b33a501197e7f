package fr.dmp.sandbox;

import io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver;
import io.zonky.test.db.postgres.util.LinuxUtils;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.springframework.util.FileSystemUtils;
import org.tukaani.xz.XZInputStream;

/** PostgreSQL's own programs, unpacked once from the library that carries them. */
final class PostgresPrograms {

    private final Path bin;

    private PostgresPrograms(Path bin) {
        this.bin = bin;
    }

    /** Unpacks them beneath this folder, under a name of their content, unless they are there already. */
    static PostgresPrograms in(Path folder) throws IOException {
        byte[] packed = packed();
        Path home = folder.resolve(digest(packed));
        if (Files.notExists(home)) {
            Files.createDirectories(folder);
            Path fresh = Files.createTempDirectory(folder, "new");
            unpack(packed, fresh);
            Files.move(fresh, home, StandardCopyOption.ATOMIC_MOVE);
        }
        return new PostgresPrograms(home.resolve("bin"));
    }

    private static byte[] packed() throws IOException {
        String system = System.getProperty("os.name").split(" ")[0];
        String machine = System.getProperty("os.arch").equals("amd64") ? "x86_64" : System.getProperty("os.arch");
        try (InputStream packed =
                DefaultPostgresBinaryResolver.INSTANCE.getPgBinary(system.equals("Mac") ? "Darwin" : system, machine)) {
            return packed.readAllBytes();
        }
    }

    private static String digest(byte[] packed) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(packed), 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of every Java", e);
        }
    }

    private static void unpack(byte[] packed, Path home) throws IOException {
        try (TarArchiveInputStream tar = new TarArchiveInputStream(
                new BufferedInputStream(new XZInputStream(new ByteArrayInputStream(packed)), 1 << 16))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                unpack(tar, entry, home);
            }
        } catch (IOException e) {
            FileSystemUtils.deleteRecursively(home);
            throw e;
        }
    }

    private static void unpack(TarArchiveInputStream tar, TarArchiveEntry entry, Path home) throws IOException {
        Path file = home.resolve(entry.getName()).normalize();
        if (!file.startsWith(home)) {
            throw new IOException("an entry outside of the archive's folder");
        }
        if (entry.isDirectory()) {
            Files.createDirectories(file);
            return;
        }
        Files.createDirectories(file.getParent());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
        } else {
            Files.copy(tar, file);
            file.toFile().setExecutable((entry.getMode() & 0100) != 0, false);
        }
    }

    /**
     * Runs one of them to its end.
     *
     * @param log what it prints is added here
     * @return its exit code
     */
    int run(Path log, long seconds, String program, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(asNobody());
        command.add(bin.resolve(program).toString());
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        try {
            if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return -1;
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while waiting for " + program, e);
        }
    }

    /** PostgreSQL refuses to run as root; a user namespace of its own makes root nobody. */
    private static List<String> asNobody() {
        return "root".equals(System.getProperty("user.name")) && LinuxUtils.isUnshareAvailable()
                ? List.of("unshare", "-U")
                : List.of();
    }
}
