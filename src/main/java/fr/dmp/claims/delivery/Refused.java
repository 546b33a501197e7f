package fr.dmp.claims.delivery;

import org.jspecify.annotations.Nullable;

/**
 * One thing for which a line is refused.
 *
 * @param line its number, the header being 1; of the entry in a document
 * @param column name of the column; empty where the whole line is meant
 * @param reason a word of ours: {@code nir-key}
 * @param content the line, to be kept sealed; absent where it was kept already, or may not be
 * @param fund that paid, {@code 01C751}; absent where the line names none
 */
public record Refused(long line, String column, String reason, @Nullable String content, @Nullable String fund) {

    /** Of a line that names no fund. */
    public Refused(long line, String column, String reason, @Nullable String content) {
        this(line, column, reason, content, null);
    }

    @Override
    public String toString() {
        return "Refused[" + line + " " + column + " " + reason + "]";
    }
}
