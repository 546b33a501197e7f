package fr.dmp.emergency;

import fr.dmp.audit.AccessMode;
import fr.dmp.refusal.Refusal;
import java.util.Optional;

/** What stands in the way of an emergency access; the first that does is told. */
enum EmergencyObstacle {
    RECORD_NOT_ACTIVE,
    BLOCKED,
    /** The token doesn't carry the right of a SAMU's regulating doctor. */
    NO_REGULATION,
    /** Of a profession that reads nothing of records. */
    HABILITATION,
    OBJECTED,
    /** They may read it already. */
    HELD;

    static Optional<EmergencyObstacle> of(EmergencyBook.Standing standing, AccessMode mode, Right regulation) {
        if (!standing.active()) {
            return Optional.of(RECORD_NOT_ACTIVE);
        }
        if (standing.blocked()) {
            return Optional.of(BLOCKED);
        }
        if (mode == AccessMode.CENTRE_15 && regulation == Right.MISSING) {
            return Optional.of(NO_REGULATION);
        }
        if (!standing.allowed()) {
            return Optional.of(HABILITATION);
        }
        if (standing.objected()) {
            return Optional.of(OBJECTED);
        }
        return standing.held() ? Optional.of(HELD) : Optional.empty();
    }

    /** Whether the token gives the right of a regulating doctor. */
    enum Right {
        GIVEN,
        MISSING
    }

    Refusal refusal() {
        return switch (this) {
            case OBJECTED -> Refusal.of(Refusal.Kind.DENIED, "emergency-objected");
            case HELD -> Refusal.conflict("access-held");
            default -> Refusal.denied("access-denied", name());
        };
    }
}
