package fr.dmp.signin;

import fr.dmp.audit.Actor;
import java.time.Instant;
import java.util.UUID;

/**
 * A holder who has signed in: the principal of requests to {@code /api/record} and of the portal.
 *
 * @param record the holder's own record
 * @param person the insured person
 * @param scope what may be asked for
 * @param expiresAt when it ends at the latest
 */
public record HolderSession(UUID id, UUID record, UUID person, Scope scope, Instant expiresAt) {

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

    public Actor actor() {
        return new Actor(Actor.Kind.HOLDER, record.toString(), null);
    }
}
