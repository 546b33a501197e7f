package fr.dmp.claims.dcir;

import java.util.Arrays;

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

    private static final int SHARD_BITS = 6;

    /** Of a size each of which a small heap has one free piece for, when it grows. */
    private final Shard[] shards = new Shard[1 << SHARD_BITS];

    SeenClaims(Room room) {
        Arrays.setAll(shards, n -> new Shard(room));
    }

    /**
     * @param key a digest of the claim's keys
     * @param content a digest of what the claim says
     */
    Seen add(long key, long content) {
        long wanted = key == 0 ? 1 : key;
        return shards[(int) (wanted >>> Long.SIZE - SHARD_BITS)].add(wanted, content);
    }

    private static final class Shard {

        /** By pairs, a key and its content: one access to memory brings both. */
        private long[] pairs = new long[1 << 8];

        private final Room room;
        private int size;

        Shard(Room room) {
            this.room = room;
        }

        Seen add(long key, long content) {
            int slot = slot(key);
            if (pairs[slot] == key) {
                return pairs[slot + 1] == content ? Seen.REPEATED : Seen.CONFLICT;
            }
            pairs[slot] = key;
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
            room.take((long) former.length * Long.BYTES);
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
}
