package fr.dmp.emergency;

/** Why a record is read without its holder's leave (P). */
public enum EmergencyReason {
    /** The patient can't express a will. */
    UNCONSCIOUS,
    /** Their life is in danger at once. */
    LIFE_THREAT,
    /** A colleague whom they see isn't there. */
    COVERING,
    /** Who they are is to be established. */
    IDENTITY
}
