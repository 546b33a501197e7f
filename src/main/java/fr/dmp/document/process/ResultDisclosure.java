package fr.dmp.document.process;

/** The words of the process {@code result-disclosure}, as its model has them. */
final class ResultDisclosure {

    static final String KEY = "result-disclosure";

    /** The message that starts it. */
    static final String RESULT_HIDDEN = "result-hidden";

    /** The message that ends it before its time. */
    static final String RESULT_SETTLED = "result-settled";

    static final String RECORD = "record";
    static final String REMIND_AT = "remindAt";
    static final String OPENS_AT = "opensAt";

    private ResultDisclosure() {}
}
