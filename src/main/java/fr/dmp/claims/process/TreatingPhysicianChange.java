package fr.dmp.claims.process;

/** The words of the process {@code treating-physician-change}, as its model has them. */
final class TreatingPhysicianChange {

    static final String KEY = "treating-physician-change";

    /** The message that starts it. */
    static final String PHYSICIAN_DECLARED = "treating-physician-declared";

    /** Whether someone's rights end. */
    static final String FORMER = "former";

    private TreatingPhysicianChange() {}
}
