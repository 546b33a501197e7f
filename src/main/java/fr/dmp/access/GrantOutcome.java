package fr.dmp.access;

import fr.dmp.refusal.Refusal;

/** What the table {@code access-grant} answers: what follows, or what stands in the way. */
public enum GrantOutcome {
    GRANT,
    /** The professional may read already; nothing changes. */
    HELD,
    /** The holder decides. */
    ASK,
    BLOCKED,
    CONSENT_REQUIRED,
    /** The profession reads nothing of a record. */
    HABILITATION,
    RECORD_NOT_ACTIVE,
    STRUCK_OFF;

    /** As the professional is told it. */
    Refusal toProfessional() {
        return this == CONSENT_REQUIRED
                ? Refusal.unacceptable("consent-required")
                : Refusal.denied("access-denied", name());
    }

    /** As the holder is told it, who named the professional. */
    Refusal toHolder() {
        return switch (this) {
            case BLOCKED -> Refusal.conflict("professional-blocked");
            case HABILITATION -> Refusal.invalid("/professional", "fault.profession");
            case STRUCK_OFF -> Refusal.invalid("/professional", "fault.rpps");
            default -> Refusal.denied("access-denied", name());
        };
    }
}
