package fr.dmp.access;

import org.jspecify.annotations.Nullable;

/** What can be seen of a record. */
public enum Thing {
    /** Its status, its settings, its treating physician. */
    RECORD(null),
    CARE_HISTORY("REMB"),
    /** What the holder and professionals wrote down: allergies, treatments, people to contact. */
    ENTRIES("DOCPAT08"),
    NOTICES(null),
    /** Who may read it, and who asks to. */
    AUTHORIZATIONS(null),
    /** Who did what with it, and the proof that nothing of it was changed. */
    ACCESS_LOG(null);

    private final @Nullable String type;

    Thing(@Nullable String type) {
        this.type = type;
    }

    /** The type of document that it counts as for the habilitation matrix; absent for what is the holder's own business. */
    public @Nullable String type() {
        return type;
    }
}
