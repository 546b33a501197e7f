package fr.dmp.claims;

/** Why lines are dismissed, or a delivery is asked for again: chosen, never typed, so that it tells nothing about anyone. */
public enum ReviewReason {
    CORRECTED_BY_SENDER,
    TEST_LINES,
    OUT_OF_SCOPE,
    CANNOT_BE_CORRECTED,
    WRONG_FORMAT,
    DAMAGED,
    INCOMPLETE
}
