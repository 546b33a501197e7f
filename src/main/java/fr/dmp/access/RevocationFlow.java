package fr.dmp.access;

/** What moves a revocation, from its beginning to its end, within the caller's transaction. */
public interface RevocationFlow {

    void start(Revocation revocation, Then then);

    /** What follows the end of the authorization. */
    enum Then {
        NOTHING,
        BLOCK
    }
}
