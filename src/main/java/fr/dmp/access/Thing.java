package fr.dmp.access;

/** What can be seen of a record. */
public enum Thing {
    /** Its status, its settings, its treating physician. */
    RECORD,
    /** Counts as a document of type REMB. */
    CARE_HISTORY,
    NOTICES,
    /** Who did what with it, and the proof that nothing of it was changed. */
    ACCESS_LOG
}
