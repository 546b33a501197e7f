package fr.dmp.audit;

import fr.dmp.vault.PublicKeys;
import fr.dmp.vault.SigningKey;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * What was signed of the trace: the root over the entries that came after the checkpoint before, which it names. It is kept
 * and published as one line; hashes and signature are lower-case hexadecimal.
 *
 * @param number 1 for the first, without gaps
 * @param entries of the whole trace up to and with this one
 * @param size leaves of this one's tree
 * @param root of that tree
 * @param previous SHA-256 of the line before, without its line feed; zeros for the first
 * @param key which one signed it
 * @param signature Ed25519, of the line up to the last semicolon
 */
record Checkpoint(
        long number, long entries, int size, String root, Instant at, String previous, String key, String signature) {

    static final String FORMAT = "dmp-trace/1";
    static final String NONE = "0".repeat(64);

    private static final int FIELDS = 9;

    /** @param before empty for the first */
    static Checkpoint after(Optional<Checkpoint> before, List<byte[]> leaves, Instant at, SigningKey key) {
        Checkpoint unsigned = new Checkpoint(
                before.map(Checkpoint::number).orElse(0L) + 1,
                before.map(Checkpoint::entries).orElse(0L) + leaves.size(),
                leaves.size(),
                HexFormat.of().formatHex(MerkleTree.root(leaves)),
                at,
                before.map(Checkpoint::hash).orElse(NONE),
                key.id(),
                "");
        String signature = HexFormat.of().formatHex(key.sign(unsigned.text().getBytes(StandardCharsets.UTF_8)));
        return new Checkpoint(
                unsigned.number,
                unsigned.entries,
                unsigned.size,
                unsigned.root,
                at,
                unsigned.previous,
                unsigned.key,
                signature);
    }

    /** Empty for a line that none could have written. */
    static Optional<Checkpoint> read(String line) {
        String[] fields = line.split(";", -1);
        if (fields.length != FIELDS) {
            return Optional.empty();
        }
        try {
            Checkpoint read = new Checkpoint(
                    Long.parseLong(fields[1]),
                    Long.parseLong(fields[2]),
                    Integer.parseInt(fields[3]),
                    fields[4],
                    Instant.parse(fields[5]),
                    fields[6],
                    fields[7],
                    fields[8]);
            return Optional.of(read).filter(checkpoint -> checkpoint.line().equals(line));
        } catch (NumberFormatException | DateTimeException e) {
            return Optional.empty();
        }
    }

    /** What is signed. */
    String text() {
        return String.join(
                ";",
                FORMAT,
                Long.toString(number),
                Long.toString(entries),
                Integer.toString(size),
                root,
                at.toString(),
                previous,
                key);
    }

    String line() {
        return text() + ";" + signature;
    }

    /** By which the next one names it. */
    String hash() {
        return HexFormat.of().formatHex(Hashes.of(line().getBytes(StandardCharsets.UTF_8)));
    }

    /** Whether it follows that one: in its number, its count and by its hash. */
    boolean follows(Optional<Checkpoint> before) {
        return number == before.map(Checkpoint::number).orElse(0L) + 1
                && entries == before.map(Checkpoint::entries).orElse(0L) + size
                && previous.equals(before.map(Checkpoint::hash).orElse(NONE));
    }

    boolean signedBy(PublicKeys keys) {
        try {
            byte[] bytes = HexFormat.of().parseHex(signature);
            return HexFormat.of().formatHex(bytes).equals(signature)
                    && keys.verify(key, text().getBytes(StandardCharsets.UTF_8), bytes);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
