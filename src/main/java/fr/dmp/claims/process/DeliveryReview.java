package fr.dmp.claims.process;

/** The words of the process {@code claims-delivery-review}, as its model has them. */
final class DeliveryReview {

    static final String KEY = "claims-delivery-review";

    /** The message that starts it. */
    static final String LINES_REFUSED = "delivery-has-refused-lines";

    /** Variables: routing flags, and what tells one delivery's task from another's. */
    static final String DELIVERY = "delivery";

    static final String EXPIRES_AT = "expiresAt";
    static final String DECISION = "decision";
    static final String WHY = "why";
    static final String WAITS = "waits";

    /** What a data steward decides. */
    enum Decision {
        MAP,
        DISMISS,
        ASK_AGAIN
    }

    private DeliveryReview() {}
}
