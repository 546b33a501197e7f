package fr.dmp.claims;

import fr.dmp.claims.dcir.CodeColumn;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The codes for which lines of one column are refused, without anything of the lines.
 *
 * @param values distinct, the most frequent first
 * @param hidden lines whose value doesn't look like a code, and is shown to nobody
 */
public record RefusedCodes(String column, String system, List<Value> values, long hidden) {

    /** @param lines how many have it */
    public record Value(String code, long lines) {}

    /** No NIR (13 or 15), no RPPS (11), no phone number, no day, no name: up to twelve capitals, digits and points, with a digit. */
    private static final Pattern CODE =
            Pattern.compile("(?=[A-Z.+-]*\\d)(?!0\\d{9}$|\\d{11}$|\\d{4}-\\d\\d-\\d\\d$)[A-Z\\d.+-]{1,12}");

    static boolean looksLikeCode(String value) {
        return CODE.matcher(value).matches();
    }

    static RefusedCodes of(CodeColumn column, List<Value> values, long hidden) {
        return new RefusedCodes(column.column(), column.system(), values, hidden);
    }
}
