package fr.dmp.emergency.process;

/** The words of the process {@code emergency-access}, as its model has them. */
final class EmergencyAccess {

    static final String KEY = "emergency-access";

    /** Messages: the first and the last start it. */
    static final String OPENED = "emergency-access-opened";

    static final String ENDED = "emergency-access-ended";
    static final String CONTESTED = "emergency-access-contested";
    static final String REVIEW_AGAIN = "emergency-review-reopened";

    /** Variables: the record, deadlines and routing flags. */
    static final String RECORD = "record";

    static final String UNTIL = "until";
    static final String REMIND_AT = "remindAt";
    static final String DUE_AT = "dueAt";
    /** What a reviewer found: {@link fr.dmp.emergency.Review}. */
    static final String FINDING = "finding";

    /** How tasks are put in order: what is contested or overdue first. */
    static final int USUAL = 50;

    static final int SOON = 75;
    static final int FIRST = 100;

    private EmergencyAccess() {}
}
