package fr.dmp.claims.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Repository;

/**
 * The files by which the Assurance Maladie is asked, in {@code outbox/history-requests/} of the data folder that all nodes
 * share: {@code <batch>.csv}, and {@code .<batch>.csv} until it may be fetched. They hold NIRs; nobody but the program's own
 * account reads them, and their names tell nothing.
 */
@Repository
public class HistoryRequestFiles {

    private static final Pattern PREPARED = Pattern.compile("\\.([0-9a-f-]{36})\\.csv");

    private final Path folder;

    public HistoryRequestFiles(@Value("${dmp.data}") Path data) {
        this.folder = data.resolve("outbox/history-requests");
    }

    /** Writes a batch that nobody fetches yet; it is on disk when this returns. */
    public void prepare(UUID batch, String content) throws IOException {
        Files.createDirectories(
                folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        try (FileChannel channel = FileChannel.open(
                prepared(batch),
                Set.of(StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
            for (ByteBuffer rest = StandardCharsets.UTF_8.encode(content); rest.hasRemaining(); ) {
                channel.write(rest);
            }
            channel.force(true);
        }
        forceNames();
    }

    public List<UUID> prepared() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> PREPARED.matcher(file.getFileName().toString()))
                    .filter(Matcher::matches)
                    .map(name -> UUID.fromString(name.group(1)))
                    .sorted()
                    .toList();
        } catch (NoSuchFileException e) {
            return List.of();
        }
    }

    /** From now on the batch may be fetched, and whoever does deletes it. */
    public void show(UUID batch) throws IOException {
        Files.move(prepared(batch), folder.resolve(batch + ".csv"), StandardCopyOption.ATOMIC_MOVE);
    }

    public void destroy(UUID batch) throws IOException {
        Files.delete(prepared(batch));
    }

    private Path prepared(UUID batch) {
        return folder.resolve("." + batch + ".csv");
    }

    /** A power cut takes the name of a new file, not its content alone. */
    private void forceNames() throws IOException {
        try (FileChannel names = FileChannel.open(folder, StandardOpenOption.READ)) {
            names.force(true);
        }
    }
}
