package fr.dmp.claims.delivery;

/** A file that can't be taken in at all: it is set aside whole. The reason is a word of ours, never of the file. */
public final class Unusable extends RuntimeException {

    /** @param reason {@code charset}, {@code nir-key} … */
    public Unusable(String reason) {
        super(reason, null, false, false);
    }

    public String reason() {
        return String.valueOf(getMessage());
    }
}
