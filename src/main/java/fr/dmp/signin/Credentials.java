package fr.dmp.signin;

import java.time.Instant;
import java.util.UUID;

/** The identifier and password of each record. Every method must be called within a transaction. */
public interface Credentials {

    /** Makes the identifier and the initial password of a new record. */
    Issued issue(UUID record, UUID person);

    /**
     * A new initial password in the place of the one that was lost before the holder chose their own; it ends the
     * record's sessions.
     *
     * @throws fr.dmp.refusal.Refusal {@code password-chosen}: from then on nobody but the holder changes it
     */
    Issued renew(UUID record);

    /**
     * For the closing of a record: from now on, sessions that are open and those to come reach only what a closed record
     * allows.
     */
    void close(UUID record);

    /** For a reactivation: undoes {@link #close}. */
    void reopen(UUID record);

    /**
     * What is handed over once and kept nowhere in clear.
     *
     * @param expiresAt until when the initial password works
     */
    record Issued(String identifier, String initialPassword, Instant expiresAt) {
        @Override
        public String toString() {
            return "Issued";
        }
    }
}
