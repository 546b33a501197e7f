package fr.dmp.audit;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * That an entry is in a checkpoint, for whoever has nothing but this and the public key. All hashes are SHA-256 in lower-case
 * hexadecimal. To be checked, in this order:
 *
 * <ol>
 *   <li>{@code hash} = H({@code before} ‖ {@code content} in UTF-8)
 *   <li>{@code leafHash} = H(00 ‖ {@code recordDigest} ‖ {@code seq} as 8 bytes ‖ {@code hash})
 *   <li>{@code leafHash}, {@code index}, {@code treeSize} and {@code path} lead to {@code checkpoint.root} as in RFC 6962,
 *       section 2.1.1
 *   <li>{@code checkpoint.signature} is the Ed25519 signature of {@code checkpoint.text}, which names that size and root
 *   <li>the line {@code text;signature} is among those of the witness
 * </ol>
 *
 * @param entry its id
 * @param recordDigest H(the 16 bytes of the record's id)
 * @param seq its number in the record
 * @param content what was hashed: its fields, each preceded by its length
 * @param before the hash of the entry before; of the first one {@code recordDigest}
 * @param index of the leaf in the checkpoint's tree, 0 for the first
 * @param treeSize leaves of that tree
 * @param path siblings from the leaf to the root
 */
@JsonInclude
public record TraceProof(
        UUID entry,
        String recordDigest,
        long seq,
        String content,
        String before,
        String hash,
        String leafHash,
        int index,
        int treeSize,
        List<String> path,
        Signed checkpoint) {

    /**
     * @param entries of the whole trace up to and with this checkpoint
     * @param previous H(the line of the checkpoint before)
     * @param key 16 digits: the beginning of H(the public key)
     * @param text what is signed: {@code dmp-trace/1;number;entries;size;root;at;previous;key}
     */
    @JsonInclude
    public record Signed(
            long number,
            long entries,
            int size,
            String root,
            Instant at,
            String previous,
            String key,
            String text,
            String signature) {

        static Signed of(Checkpoint checkpoint) {
            return new Signed(
                    checkpoint.number(),
                    checkpoint.entries(),
                    checkpoint.size(),
                    checkpoint.root(),
                    checkpoint.at(),
                    checkpoint.previous(),
                    checkpoint.key(),
                    checkpoint.text(),
                    checkpoint.signature());
        }
    }
}
