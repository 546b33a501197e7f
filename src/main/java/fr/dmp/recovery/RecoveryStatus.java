package fr.dmp.recovery;

/** How far a recovery is. */
public enum RecoveryStatus {
    /** Answers that are still to be compared. */
    ASKED,
    /** Waits for the 3646 to call. */
    CALL,
    /** The caller is on the line and hears what comes next. */
    ON_THE_LINE,
    /** Waits for a second pair of eyes. */
    SECOND_LOOK,
    /** Known contacts have the time to stop it. */
    COOLING_OFF,
    /** A code is on its way, or its letter. */
    CODE_SENT,
    /** A letter waits for somebody to say that it was posted. */
    TO_POST,
    /** Over: the holder has what they lost. */
    RECOVERED,
    REFUSED,
    CANCELLED,
    EXPIRED;

    public boolean over() {
        return compareTo(RECOVERED) >= 0;
    }
}
