package fr.dmp.signin;

import fr.dmp.audit.Actor;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A holder who has signed in: the principal of requests to {@code /api/record} and of the portal.
 *
 * @param record the record that is acted on: the holder's own, or that of someone whom they represent
 * @param person the insured person whose record it is
 * @param scope what may be asked for
 * @param expiresAt when it ends at the latest
 * @param by who acts for that person; absent for the holder themselves
 */
public record HolderSession(
        UUID id, UUID record, UUID person, Scope scope, Instant expiresAt, @Nullable Representative by) {

    /** Of a holder on their own record. */
    public HolderSession(UUID id, UUID record, UUID person, Scope scope, Instant expiresAt) {
        this(id, record, person, scope, expiresAt, null);
    }

    /**
     * A holder who acts for someone else.
     *
     * @param record their own
     * @param name as the trace shows it
     */
    public record Representative(UUID record, String name) {

        @Override
        public String toString() {
            return "Representative[" + record + "]";
        }
    }

    public enum Scope {
        FULL,
        /** Only the password can be changed: it is still the initial one. */
        PASSWORD_CHANGE,
        /** The record is closed: status, reactivation, deletion, certificate. */
        CLOSED;

        static Scope of(boolean closed, boolean initialPassword) {
            if (closed) {
                return CLOSED;
            }
            return initialPassword ? PASSWORD_CHANGE : FULL;
        }
    }

    /** The holder, or whoever represents them. */
    public Actor actor() {
        return by == null
                ? new Actor(Actor.Kind.HOLDER, record.toString(), null)
                : new Actor(Actor.Kind.REPRESENTATIVE, by.record().toString(), by.name());
    }
}
