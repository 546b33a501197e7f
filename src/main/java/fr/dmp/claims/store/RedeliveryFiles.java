package fr.dmp.claims.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Repository;

/**
 * The files by which a delivery is asked for again, in {@code outbox/redelivery-requests/} of the data folder:
 * {@code <delivery>.csv}, under a hidden name until it is whole. The same one written twice is one.
 */
@Repository
public class RedeliveryFiles {

    private final Path folder;

    RedeliveryFiles(@Value("${dmp.data}") Path data) {
        this.folder = data.resolve("outbox/redelivery-requests");
    }

    /** It is on disk, and whole, when this returns. */
    public void write(UUID delivery, String content) throws IOException {
        Files.createDirectories(folder);
        Path part = folder.resolve("." + delivery + ".csv");
        try (FileChannel channel = FileChannel.open(
                part, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            for (ByteBuffer rest = StandardCharsets.UTF_8.encode(content); rest.hasRemaining(); ) {
                channel.write(rest);
            }
            channel.force(true);
        }
        Files.move(
                part,
                folder.resolve(delivery + ".csv"),
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
        // A power cut takes the name of a new file, not its content alone.
        try (FileChannel names = FileChannel.open(folder, StandardOpenOption.READ)) {
            names.force(true);
        }
    }
}
