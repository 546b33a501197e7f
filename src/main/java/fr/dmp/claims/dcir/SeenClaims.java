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

    private long[] keys = new long[1 << 12];
    private long[] contents = new long[1 << 12];
    private int size;

    /** @param content a digest of what the claim says */
    Seen add(long key, long content) {
        long wanted = key == 0 ? 1 : key;
        int slot = slot(wanted);
        if (keys[slot] == wanted) {
            return contents[slot] == content ? Seen.REPEATED : Seen.CONFLICT;
        }
        keys[slot] = wanted;
        contents[slot] = content;
        size++;
        if (size > keys.length / 4 * 3) {
            grow();
        }
        return Seen.FIRST;
    }

    private int slot(long key) {
        int mask = keys.length - 1;
        int slot = (int) (key >>> 20) & mask;
        while (keys[slot] != 0 && keys[slot] != key) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private void grow() {
        long[] formerKeys = keys;
        long[] formerContents = contents;
        keys = new long[formerKeys.length * 2];
        contents = new long[formerKeys.length * 2];
        for (int i = 0; i < formerKeys.length; i++) {
            if (formerKeys[i] != 0) {
                int slot = slot(formerKeys[i]);
                keys[slot] = formerKeys[i];
                contents[slot] = formerContents[i];
            }
        }
    }
}
