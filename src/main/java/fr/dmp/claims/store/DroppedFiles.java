package fr.dmp.claims.store;

import com.github.f4b6a3.uuid.UuidCreator;
import fr.dmp.claims.delivery.DeliveryKind;
import fr.dmp.claims.store.Deliveries.Dropped;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Repository;

/**
 * Dropped files from the moment on when they are ours: {@code taking/<kind>/<id>/<name>} beside the inbox, where nothing
 * can be dropped over them. The id is the delivery's, so that whoever finds what a dead node left knows which one it is.
 */
@Repository
public class DroppedFiles {

    private final Path folder;

    public DroppedFiles(@Value("${dmp.data}") Path data) {
        this.folder = data.resolve("taking");
    }

    /** Moves a file out of the inbox, by which it becomes a delivery; nothing happens where another node was faster. */
    public void receive(DeliveryKind kind, Path file) throws IOException {
        Path own = folder.resolve(kind.folder())
                .resolve(UuidCreator.getTimeOrderedEpoch().toString());
        try {
            // What can't be read stays where whoever dropped it can put that right.
            Files.newByteChannel(file).close();
            Files.createDirectories(own);
            Files.move(file, own.resolve(file.getFileName()), StandardCopyOption.ATOMIC_MOVE);
        } catch (NoSuchFileException e) {
            Files.deleteIfExists(own);
        } catch (IOException e) {
            Files.deleteIfExists(own);
            throw e;
        }
    }

    /** The delivery that a received file is. */
    public static UUID id(Path file) {
        return UUID.fromString(file.getParent().getFileName().toString());
    }

    /** Reads a received file through; empty where it is gone: another node was faster. */
    public Optional<Dropped> look(DeliveryKind kind, Path file) throws IOException {
        try (InputStream content = Files.newInputStream(file);
                DigestInputStream digested = new DigestInputStream(content, MessageDigest.getInstance("SHA-256"))) {
            Instant written = written(file);
            long size = digested.transferTo(OutputStream.nullOutputStream());
            byte[] sha256 = digested.getMessageDigest().digest();
            return Optional.of(new Dropped(id(file), kind, file, sha256, size, written));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of every Java", e);
        }
    }

    /**
     * A moved file is still written by whoever had it open: what they add must be neither counted as taken nor destroyed.
     *
     * @throws UncheckedIOException where it isn't the file any more that was looked at
     */
    public void requireUnchanged(Dropped dropped) {
        try {
            if (Files.size(dropped.file()) != dropped.size()
                    || !written(dropped.file()).equals(dropped.written())) {
                throw new IOException("a delivery is still being written");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public void destroy(Dropped dropped) throws IOException {
        Files.deleteIfExists(dropped.file());
        Files.deleteIfExists(dropped.file().getParent());
    }

    /** No file is of the future: one that says so would have the last word until then. Its folder was made as it came. */
    private static Instant written(Path file) throws IOException {
        FileTime came = Files.getLastModifiedTime(file.getParent());
        FileTime written = Files.getLastModifiedTime(file);
        return (written.compareTo(came) < 0 ? written : came).toInstant();
    }
}
