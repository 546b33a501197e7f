package fr.dmp.vault;

/** What was sealed can't be opened. It says why and no more: neither whose it is nor what was sealed. */
public final class Unreadable extends IllegalStateException {

    private static final long serialVersionUID = 1;

    public enum Why {
        /** The record's key was destroyed, or never made. */
        KEY_GONE,
        /** The record's key was changed or is another record's, or no master key here unwraps it. */
        KEY_ALTERED,
        /** The content was changed or cut, or is another record's, document's, version's or type's. */
        CONTENT_ALTERED
    }

    private final Why why;

    Unreadable(Why why) {
        super(why.name());
        this.why = why;
    }

    public Why why() {
        return why;
    }
}
