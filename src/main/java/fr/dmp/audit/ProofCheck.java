package fr.dmp.audit;

import fr.dmp.vault.PublicKeys;
import fr.dmp.vault.SigningKey;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Checks a proof as its description says, with nothing but what the proof holds and the public key. */
@Component
public class ProofCheck {

    private static final HexFormat HEX = HexFormat.of();
    private static final int SIZE = 3;
    private static final int ROOT = 4;

    private final PublicKeys keys;

    ProofCheck(SigningKey key) {
        keys = PublicKeys.of(key.publicPem());
    }

    /** What there is to be checked, in this order. */
    public enum Step {
        /** The entry's content gives its hash. */
        CONTENT,
        /** The hash gives the leaf of that record. */
        LEAF,
        /** The leaf leads to the checkpoint's root. */
        TREE,
        /** The checkpoint names that root, and is signed. */
        SIGNATURE
    }

    /** @return what holds; all of it where the entry is what was signed */
    public Set<Step> holds(TraceProof proof, UUID record) {
        Set<Step> holds = EnumSet.noneOf(Step.class);
        try {
            byte[] hash = Hashes.of(HEX.parseHex(proof.before()), content(proof));
            if (HEX.formatHex(hash).equals(proof.hash())) {
                holds.add(Step.CONTENT);
            }
            if (leaf(proof, record, hash).equals(proof.leafHash())) {
                holds.add(Step.LEAF);
            }
            List<byte[]> path = proof.path().stream().map(HEX::parseHex).toList();
            byte[] root = MerkleTree.climb(HEX.parseHex(proof.leafHash()), proof.index(), proof.treeSize(), path);
            if (HEX.formatHex(root).equals(proof.checkpoint().root())) {
                holds.add(Step.TREE);
            }
            if (signed(proof)) {
                holds.add(Step.SIGNATURE);
            }
        } catch (IllegalArgumentException noHexadecimal) {
            return holds;
        }
        return holds;
    }

    /** The entry as its proved content tells it; empty for content that no act could have given. */
    public Optional<Traced> entry(TraceProof proof) {
        return Canonical.read(content(proof))
                .map(read -> new Traced(proof.seq(), read.id(), read.at(), read.act(), true));
    }

    private static String leaf(TraceProof proof, UUID record, byte[] hash) {
        byte[] digest = Hashes.of(record);
        if (!HEX.formatHex(digest).equals(proof.recordDigest())) {
            return "";
        }
        byte[] place = ByteBuffer.allocate(Long.BYTES).putLong(proof.seq()).array();
        return HEX.formatHex(Hashes.of(new byte[] {0}, digest, place, hash));
    }

    private boolean signed(TraceProof proof) {
        TraceProof.Signed checkpoint = proof.checkpoint();
        String[] named = checkpoint.text().split(";", -1);
        return named.length > ROOT
                && named[SIZE].equals(Integer.toString(proof.treeSize()))
                && named[ROOT].equals(checkpoint.root())
                && keys.verify(
                        checkpoint.key(),
                        checkpoint.text().getBytes(StandardCharsets.UTF_8),
                        HEX.parseHex(checkpoint.signature()));
    }

    private static byte[] content(TraceProof proof) {
        return proof.content().getBytes(StandardCharsets.UTF_8);
    }
}
