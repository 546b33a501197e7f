package fr.dmp.claims.dcir;

/** The claims that a delivery held so far, by the digest of their keys: 16 bytes each, half of it free. */
final class SeenClaims {

    /** What is known of a claim's keys. */
    enum Seen {
        FIRST,
        /** The same claim came before. */
        REPEATED,
        /** A claim of these keys came before, with other content. */
        CONFLICT
    }

    /** By pairs, a key and its content: one access to memory brings both. */
    private long[] pairs = new long[1 << 13];

    private int size;

    /** @param content a digest of what the claim says */
    Seen add(long key, long content) {
        long wanted = key == 0 ? 1 : key;
        int slot = slot(wanted);
        if (pairs[slot] == wanted) {
            return pairs[slot + 1] == content ? Seen.REPEATED : Seen.CONFLICT;
        }
        pairs[slot] = wanted;
        pairs[slot + 1] = content;
        size++;
        if (size > pairs.length / 8 * 3) {
            grow();
        }
        return Seen.FIRST;
    }

    private int slot(long key) {
        int mask = pairs.length - 1;
        int slot = (int) (key >>> 20) << 1 & mask;
        while (pairs[slot] != 0 && pairs[slot] != key) {
            slot = slot + 2 & mask;
        }
        return slot;
    }

    private void grow() {
        long[] former = pairs;
        pairs = new long[former.length * 2];
        for (int i = 0; i < former.length; i += 2) {
            if (former[i] != 0) {
                int slot = slot(former[i]);
                pairs[slot] = former[i];
                pairs[slot + 1] = former[i + 1];
            }
        }
    }
}
