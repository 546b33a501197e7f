package fr.dmp.signin;

import fr.dmp.audit.Actor;
import fr.dmp.identity.Professional;

/**
 * A professional whose token was verified and who is in the directory: the principal of requests to
 * {@code /api/professional}.
 *
 * @param regulation whether this token carries the right of a SAMU's regulating doctor
 */
public record ProfessionalSession(Professional professional, boolean regulation) {

    public Actor actor() {
        return new Actor(Actor.Kind.PROFESSIONAL, professional.rpps(), professional.name());
    }
}
