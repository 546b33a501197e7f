package fr.dmp.access;

import org.jspecify.annotations.Nullable;

/** What can be seen of a record. */
public enum Thing {
    /** Its status, its settings, its treating physician. */
    RECORD(Reach.BUSINESS, null),
    CARE_HISTORY(Reach.TYPE, "REMB"),
    /** What the holder and professionals wrote down: allergies, treatments, people to contact. */
    ENTRIES(Reach.TYPE, "DOCPAT08"),
    /** To look for documents; which of them are seen is decided one by one. */
    DOCUMENTS(Reach.RECORD, null),
    /** To add a document: whoever may enter may, whatever their profession reads. */
    DEPOSIT(Reach.RECORD, null),
    NOTICES(Reach.BUSINESS, null),
    /** Who may read it, and who asks to. */
    AUTHORIZATIONS(Reach.BUSINESS, null),
    /** Who did what with it, and the proof that nothing of it was changed. */
    ACCESS_LOG(Reach.BUSINESS, null);

    /** Whom it is for. */
    enum Reach {
        /** The holder alone. */
        BUSINESS,
        /** Whoever may enter the record. */
        RECORD,
        /** Those whose profession reads that type of document. */
        TYPE
    }

    private final Reach reach;
    private final @Nullable String type;

    Thing(Reach reach, @Nullable String type) {
        this.reach = reach;
        this.type = type;
    }

    /** Whether it is the holder's own business, and no document. */
    public boolean business() {
        return reach == Reach.BUSINESS;
    }

    /** Whether whoever may enter the record may, hidden or not. */
    public boolean entered() {
        return reach == Reach.RECORD;
    }

    /** The type of document that it counts as for the habilitation matrix. */
    public @Nullable String type() {
        return type;
    }
}
