package fr.dmp.audit;

import org.jspecify.annotations.Nullable;

/**
 * Who acts.
 *
 * @param id the record for a holder, the RPPS for a professional, the login for staff, a fixed word for the rest
 * @param name as it is shown to the holder; absent where there is none to show
 */
public record Actor(Kind kind, String id, @Nullable String name) {

    public enum Kind {
        HOLDER,
        REPRESENTATIVE,
        PROFESSIONAL,
        STAFF,
        ASSURANCE_MALADIE,
        SYSTEM,
        ANONYMOUS
    }

    /** The program itself, by a deadline or a sweep. */
    public static final Actor SYSTEM = new Actor(Kind.SYSTEM, "dmp", null);

    public static final Actor ASSURANCE_MALADIE = new Actor(Kind.ASSURANCE_MALADIE, "assurance-maladie", null);

    /** Someone who has not signed in: a creation online, a sign-in that failed. */
    public static final Actor ANONYMOUS = new Actor(Kind.ANONYMOUS, "anonymous", null);
}
