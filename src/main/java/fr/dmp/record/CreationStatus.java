package fr.dmp.record;

import io.swagger.v3.oas.annotations.Hidden;

/** How far a creation is. */
public enum CreationStatus {
    /** Being looked at in this very transaction; never seen by anyone else. */
    @Hidden
    BEGUN,
    /** Online: the contact is still to be proved. */
    AWAITING_CODE,
    /** A caseworker compares the traits. */
    AWAITING_CHECK,
    OPENED,
    REFUSED
}
