package fr.dmp.claims.store;

import fr.dmp.vault.HouseKeys;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.HexFormat;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Repository;

/**
 * Files that couldn't be taken in, sealed, in {@code set-aside/} of the data folder that all nodes share. Named by their
 * digest: setting the same one aside again, after a crash or a second drop, leaves one copy.
 */
@Repository
public class SetAsideFiles {

    private final Path folder;
    private final HouseKeys keys;

    SetAsideFiles(@Value("${dmp.data}") Path data, HouseKeys keys) {
        this.folder = data.resolve("set-aside");
        this.keys = keys;
    }

    /** Keeps a sealed copy; it is on disk when this returns. What a full disk cut short doesn't stay on it. */
    public void keep(Path file, byte[] sha256) throws IOException {
        Files.createDirectories(folder);
        Path copy = Files.createTempFile(folder, "sealing-", ".part");
        try {
            seal(file, sha256, copy);
            Files.move(copy, path(sha256), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(copy);
        }
    }

    private void seal(Path file, byte[] sha256, Path copy) throws IOException {
        // Both named: where the last of what is sealed can't be written, nothing else would close the file.
        try (OutputStream plain = Files.newOutputStream(copy);
                OutputStream sealed = keys.sealing(context(sha256), plain)) {
            Files.copy(file, sealed);
        }
        try (FileChannel channel = FileChannel.open(copy, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }

    /**
     * What was set aside, unsealed while it is read. Until a file is taken in again once what stood in its way is put right,
     * only tests open one.
     */
    public InputStream open(byte[] sha256) throws IOException {
        return keys.opening(context(sha256), Files.newInputStream(path(sha256)));
    }

    /** Destroys the sealed copy; none is there where a sweep was cut short after this. */
    public void destroy(byte[] sha256) throws IOException {
        Files.deleteIfExists(path(sha256));
    }

    private Path path(byte[] sha256) {
        return folder.resolve(HexFormat.of().formatHex(sha256) + ".sealed");
    }

    private static String context(byte[] sha256) {
        return "set-aside/" + HexFormat.of().formatHex(sha256);
    }
}
