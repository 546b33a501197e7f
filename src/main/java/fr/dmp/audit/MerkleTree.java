package fr.dmp.audit;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** The tree of RFC 6962, section 2.1: a leaf is hashed after a zero byte, a node after a one, so that none passes for the other. */
final class MerkleTree {

    private static final byte[] LEAF = {0};
    private static final byte[] NODE = {1};

    private MerkleTree() {}

    /**
     * The leaf of an entry: the digest of its record's id (32 bytes), its number in the record (8), its hash (32). It tells
     * nothing to whoever doesn't know the entry.
     */
    static byte[] leaf(UUID record, long seq, byte[] hash) {
        return leaf(ByteBuffer.allocate(32 + Long.BYTES + hash.length)
                .put(Hashes.of(record))
                .putLong(seq)
                .put(hash)
                .array());
    }

    static byte[] leaf(byte[] data) {
        return Hashes.of(LEAF, data);
    }

    static byte[] node(byte[] left, byte[] right) {
        return Hashes.of(NODE, left, right);
    }

    /** @param leaves hashes; of none it is the hash of nothing */
    static byte[] root(List<byte[]> leaves) {
        if (leaves.size() <= 1) {
            return leaves.isEmpty() ? Hashes.of() : leaves.get(0);
        }
        int split = split(leaves.size());
        return node(root(leaves.subList(0, split)), root(leaves.subList(split, leaves.size())));
    }

    /** The audit path of RFC 6962, section 2.1.1: the siblings on the way from a leaf to the root, the leaf's first. */
    static List<byte[]> path(List<byte[]> leaves, int index) {
        if (leaves.size() <= 1) {
            return new ArrayList<>();
        }
        int split = split(leaves.size());
        List<byte[]> left = leaves.subList(0, split);
        List<byte[]> right = leaves.subList(split, leaves.size());
        List<byte[]> path = index < split ? path(left, index) : path(right, index - split);
        path.add(index < split ? root(right) : root(left));
        return path;
    }

    /**
     * The root that a path leads to (RFC 9162, section 2.1.3.2); of no length where the path doesn't fit the size.
     *
     * @param index of the leaf, 0 for the first
     */
    static byte[] climb(byte[] leaf, int index, int size, List<byte[]> path) {
        int place = index;
        int last = size - 1;
        byte[] root = leaf;
        for (byte[] sibling : path) {
            if (last == 0) {
                return new byte[0];
            }
            boolean right = place % 2 == 1 || place == last;
            root = right ? node(sibling, root) : node(root, sibling);
            // The last of an odd number has no sibling at that height.
            while (right && place % 2 == 0 && place != 0) {
                place >>= 1;
                last >>= 1;
            }
            place >>= 1;
            last >>= 1;
        }
        return last == 0 && index >= 0 && index < size ? root : new byte[0];
    }

    /** The largest power of two below the size. */
    private static int split(int size) {
        return Integer.highestOneBit(size - 1);
    }
}
