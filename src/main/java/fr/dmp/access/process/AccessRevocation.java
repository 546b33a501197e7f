package fr.dmp.access.process;

/** The words of the process {@code access-revocation}, as its model has them. */
final class AccessRevocation {

    static final String KEY = "access-revocation";

    /** The message that starts it. */
    static final String HOLDER_REVOKES = "holder-revokes-access";

    static final String RECORD = "record";

    /** Whether the holder bars the professional too. */
    static final String BLOCK = "block";

    private AccessRevocation() {}
}
