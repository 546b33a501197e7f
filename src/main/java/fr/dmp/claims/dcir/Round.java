package fr.dmp.claims.dcir;

/**
 * Which claims a reading through all tables looks at. What must be known of all of a delivery's claims at once may take more
 * memory than there is: then the tables are read several times, each time for a share of the claims, told by their keys, so
 * that whatever repeats, contradicts or belongs to a claim is read with it.
 *
 * @param number from 0
 * @param of how many there are
 */
record Round(int number, int of) {

    /** All claims at once. */
    static final Round ALL = new Round(0, 1);

    /** A claim is known in some 40 bytes, and has a line of some 190; a line that tells more of it as many as it has. */
    private static final int CLAIM_SHARE = 4;

    /** Of the program's memory. */
    private static final int SHARE = 4;

    /** More of them, and the delivery is for another machine. */
    private static final int MOST = 64;

    /** How many a delivery needs. */
    static int needed(long claimBytes, long detailBytes, long memory) {
        long rounds = (claimBytes / CLAIM_SHARE + detailBytes) / (memory / SHARE) + 1;
        return (int) Math.min(rounds, MOST);
    }

    boolean has(ClaimKey key) {
        return of == 1 || Integer.remainderUnsigned((int) (key.low() >>> Integer.SIZE), of) == number;
    }

    /** Whether rows whose keys can't be read are told of: once. */
    boolean first() {
        return number == 0;
    }
}
