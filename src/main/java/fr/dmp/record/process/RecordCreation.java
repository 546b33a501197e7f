package fr.dmp.record.process;

/** The words of the process {@code record-creation}, as its model has them. */
final class RecordCreation {

    static final String KEY = "record-creation";

    /** Messages. */
    static final String PROFESSIONAL_ASKS = "professional-asks-for-record";

    static final String HOLDER_ASKS = "holder-asks-for-record";
    static final String CONTACT_PROVED = "contact-proved";

    /** Variables: routing flags, besides the two facts that the table is asked with, which are never stored. */
    static final String CHANNEL = "channel";

    /** The case's, short enough to be told by mouth. */
    static final String REFERENCE = "reference";

    static final String MATCHES = "matches";
    /** The contact is one on file, or a caseworker has checked the identity. */
    static final String TRUSTED = "trusted";

    static final String CONFIRMED = "confirmed";
    static final String ELIGIBLE = "eligible";
    static final String REASON = "reason";
    static final String HANDED_OVER = "handedOver";
    static final String REGIME = "regime";
    static final String FUND = "fund";

    private RecordCreation() {}
}
