package fr.dmp.audit;

import java.util.List;

/** How a holder's own program checks a path: RFC 9162, section 2.1.3.2, written down from there. */
final class Climb {

    private Climb() {}

    /** The root that a path leads to; of no length where the path doesn't fit the size. */
    static byte[] root(byte[] leaf, int index, int size, List<byte[]> path) {
        int fn = index;
        int sn = size - 1;
        byte[] root = leaf;
        for (byte[] sibling : path) {
            if (sn == 0) {
                return new byte[0];
            }
            if (fn % 2 == 1 || fn == sn) {
                root = MerkleTree.node(sibling, root);
                while (fn % 2 == 0 && fn != 0) {
                    fn >>= 1;
                    sn >>= 1;
                }
            } else {
                root = MerkleTree.node(root, sibling);
            }
            fn >>= 1;
            sn >>= 1;
        }
        return sn == 0 ? root : new byte[0];
    }
}
