package fr.dmp.cda;

/** What isn't parsed, or can't be. The reason is a word of ours, never of the file. */
public final class UnsafeXml extends RuntimeException {

    private static final long serialVersionUID = 1;

    UnsafeXml(String reason) {
        super(reason, null, false, false);
    }

    /** {@code empty}, {@code too-big}, {@code charset}, {@code doctype} or {@code xml}. */
    public String reason() {
        return String.valueOf(getMessage());
    }
}
