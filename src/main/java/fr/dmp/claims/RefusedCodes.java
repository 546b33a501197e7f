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

    /**
     * What is written like a code of one of the nomenclatures, if not quite: up to five digits, seven (LPP, CIP7), those of
     * a CIP13 give or take one, few letters before digits or after them. No NIR, even cut short, no RPPS, phone number, day
     * or name is.
     */
    private static final Pattern CODE = Pattern.compile(
            "\\d{1,5}|\\d{7}|3400\\d{8,10}|[A-Z]{1,4}\\d{1,9}|[A-Z]{4}\\d{3}-\\d{1,2}|\\d{1,2}\\.\\d{1,2}|\\d{1,7}[A-Z]{1,2}");

    static boolean looksLikeCode(String value) {
        return CODE.matcher(value).matches();
    }

    static RefusedCodes of(CodeColumn column, List<Value> values, long hidden) {
        return new RefusedCodes(column.column(), column.system(), values, hidden);
    }
}
