package fr.dmp.claims;

import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The inboxes of the running program: drops files as the Assurance Maladie would, and waits for what becomes of them. */
public final class Inbox {

    private final Path data;
    private final JdbcClient jdbc;

    public Inbox(Environment environment, JdbcClient jdbc) {
        this.data = Path.of(environment.getRequiredProperty("dmp.data"));
        this.jdbc = jdbc;
    }

    /** A row of the manifest. */
    public record Delivery(
            UUID id,
            String state,
            String reason,
            long received,
            long kept,
            long duplicate,
            long noRecord,
            long refused) {}

    /** Drops a file and returns its row once it was settled and the file is gone. */
    public Delivery drop(String kind, String name, String content) {
        return drop(kind, name, content.getBytes(StandardCharsets.UTF_8));
    }

    public Delivery drop(String kind, String name, byte[] content) {
        int before = deliveries(content).size();
        Path file = write(kind, name, content);
        await().atMost(Duration.ofSeconds(30)).until(() -> isSettled(file));
        List<Delivery> rows = deliveries(content);
        if (rows.size() != before + 1) {
            throw new AssertionError("one more delivery expected, " + (rows.size() - before) + " found");
        }
        return rows.get(rows.size() - 1);
    }

    public Path write(String kind, String name, byte[] content) {
        try {
            Path file = data.resolve("inbox").resolve(kind).resolve(name);
            Files.createDirectories(file.getParent());
            Path part = Files.write(file.resolveSibling(name + ".part"), content);
            return Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where files of a kind lie that were received, each in a folder of its own. */
    public Path received(String kind) {
        return data.resolve("taking").resolve(kind);
    }

    /** Whether a dropped file is gone, neither waiting in its inbox nor received and still to be taken. */
    public boolean isSettled(Path file) {
        if (Files.exists(file)) {
            return false;
        }
        String kind = file.getParent().getFileName().toString();
        File[] received = received(kind).toFile().listFiles();
        return received != null
                && Arrays.stream(received)
                        .noneMatch(own -> new File(own, file.getFileName().toString()).exists());
    }

    /** All rows of these bytes, the oldest first. */
    public List<Delivery> deliveries(byte[] content) {
        return jdbc.sql(
                        """
                        select id, state, reason, received, kept, duplicate, no_record, refused from dmp.delivery
                        where sha256 = ? order by id
                        """)
                .param(sha256(content))
                .query(Delivery.class)
                .list();
    }

    public static byte[] sha256(byte[] content) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(content);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
