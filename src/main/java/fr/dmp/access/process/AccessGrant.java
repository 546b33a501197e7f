package fr.dmp.access.process;

/** The words of the process {@code access-grant}, as its model and its table have them. */
final class AccessGrant {

    static final String KEY = "access-grant";

    /** Messages: the first three start it. */
    static final String HOLDER_GRANTS = "holder-grants-access";

    static final String PROFESSIONAL_ATTESTS = "professional-attests-access";
    static final String PROFESSIONAL_ASKS = "professional-asks-for-access";
    static final String ANSWERED = "access-request-answered";
    static final String ENDED = "access-request-ended";

    /** Variables: the record, and routing flags. */
    static final String RECORD = "record";

    static final String KIND = "kind";
    /** Whether the holder consents: as they say, or as the professional before them attests. */
    static final String CONSENT = "consent";

    static final String OUTCOME = "outcome";

    /** What the table is asked with besides, which is never stored. */
    static final String ACTIVE = "active";

    static final String STRUCK_OFF = "struckOff";
    static final String AUTHORIZABLE = "authorizable";
    static final String BLOCKED = "blocked";
    static final String DECLARED = "declared";
    static final String AUTHORIZED = "authorized";

    private AccessGrant() {}
}
