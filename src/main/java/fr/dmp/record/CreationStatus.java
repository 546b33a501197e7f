package fr.dmp.record;

/** How far a creation is. */
public enum CreationStatus {
    /** Being looked at in this very transaction; never seen by anyone else. */
    BEGUN,
    /** Online: the contact is still to be proved. */
    AWAITING_CODE,
    /** A caseworker compares the traits. */
    AWAITING_CHECK,
    OPENED,
    REFUSED
}
