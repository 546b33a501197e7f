package fr.dmp.audit;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * The second place that has the checkpoints: the file {@code checkpoints.log} in the folder {@code dmp.audit.witness}, one
 * line each, which the program opens for nothing but adding. Where a power cut left a part of a line, the whole line follows
 * on one of its own.
 */
@Component
class Witness {

    static final String FILE = "checkpoints.log";
    private static final int LONGEST = 4_096;

    private final Path file;

    Witness(@Value("${dmp.audit.witness}") Path folder) {
        this.file = folder.resolve(FILE);
    }

    /** The last whole line; empty where there is none yet. */
    Optional<String> last() throws IOException {
        if (Files.notExists(file)) {
            return Optional.empty();
        }
        return tail(LONGEST)
                .lines()
                .filter(line -> Checkpoint.read(line).isPresent())
                .reduce((earlier, later) -> later);
    }

    /** Adds lines; they are on disk when this returns. */
    void add(List<String> lines) throws IOException {
        boolean fresh = Files.notExists(file);
        if (fresh) {
            Files.createDirectories(file.toAbsolutePath().getParent());
        }
        boolean broken = !fresh && Files.size(file) > 0 && !tail(1).equals("\n");
        String text = (broken ? "\n" : "") + String.join("\n", lines) + "\n";
        try (FileChannel channel = FileChannel.open(
                file,
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-r--r--")))) {
            for (ByteBuffer rest = StandardCharsets.UTF_8.encode(text); rest.hasRemaining(); ) {
                channel.write(rest);
            }
            channel.force(true);
        }
        if (fresh) {
            forceName();
        }
    }

    /** A power cut takes the name of a new file, not its content alone. */
    private void forceName() throws IOException {
        try (FileChannel names = FileChannel.open(file.toAbsolutePath().getParent(), StandardOpenOption.READ)) {
            names.force(true);
        }
    }

    private String tail(int bytes) throws IOException {
        try (RandomAccessFile reader = new RandomAccessFile(file.toFile(), "r")) {
            long from = Math.max(0, reader.length() - bytes);
            byte[] tail = new byte[(int) (reader.length() - from)];
            reader.seek(from);
            reader.readFully(tail);
            return new String(tail, StandardCharsets.UTF_8);
        }
    }

    /**
     * All lines of a witness. A part of a line that the one after it makes whole is left out; so is one at the very end.
     *
     * @throws IOException there is no such file, or it can't be read
     */
    static List<String> lines(Path folder) throws IOException {
        String text = new String(Files.readAllBytes(folder.resolve(FILE)), StandardCharsets.UTF_8);
        List<String> all = new ArrayList<>(List.of(text.split("\n", -1)));
        String rest = all.remove(all.size() - 1);
        List<String> whole = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            String next = i + 1 < all.size() ? all.get(i + 1) : rest;
            boolean part = next.length() > all.get(i).length() && next.startsWith(all.get(i));
            if (!part) {
                whole.add(all.get(i));
            }
        }
        return whole;
    }
}
