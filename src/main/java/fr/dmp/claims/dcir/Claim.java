package fr.dmp.claims.dcir;

import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One row of ER_PRS_F, joined to the rows that tell more of it. Days are counted from 1970, quantities in hundredths,
 * amounts in cents.
 *
 * @param line its number, the header being 1
 * @param fault the first thing for which it is refused, its beneficiary apart; what can't be read is 0 then
 * @param row as it came
 * @param key digest of its nine keys
 * @param told digest of what it says, its beneficiary apart
 * @param repeated whether the same claim came before in this delivery
 */
public record Claim(
        long line,
        Beneficiary beneficiary,
        @Nullable Fault fault,
        Row.Kept row,
        UUID key,
        @Nullable Flux flux,
        int from,
        int to,
        int nature,
        long quantity,
        long paid,
        long reimbursed,
        @Nullable String performer,
        @Nullable String prescriber,
        long told,
        boolean repeated,
        List<Detail> details) {

    /**
     * Why a row is refused.
     *
     * @param column its name; empty for the whole row
     * @param reason a word of ours
     */
    public record Fault(String column, String reason) {}

    /**
     * A row that tells more of a claim.
     *
     * @param code empty where it has none
     * @param quantity {@link Row#NONE} where the claim's counts
     * @param fault why it is refused, the claim standing without it
     * @param content its bound fields where it is
     */
    public record Detail(
            DcirTable table,
            long line,
            long ordinal,
            String code,
            long quantity,
            @Nullable Fault fault,
            @Nullable String content) {

        /** Which line under the claim's key. */
        public String nth() {
            return table.detail(ordinal);
        }

        /** Whether it counts its own, not the claim's. */
        public boolean counts() {
            return quantity != Row.NONE;
        }

        @Override
        public String toString() {
            return "Detail[" + table + " " + line + "]";
        }
    }

    /** Its bound fields, to be kept sealed where it is refused. */
    public String content() {
        return row.content();
    }

    /** The same with more rows that tell of it, in the order of their tables and numbers. */
    Claim and(List<Detail> more) {
        if (more.isEmpty()) {
            return this;
        }
        List<Detail> all = Stream.concat(details.stream(), more.stream())
                .sorted(Comparator.comparing(Detail::table).thenComparingLong(Detail::ordinal))
                .toList();
        return new Claim(
                line,
                beneficiary,
                fault,
                row,
                key,
                flux,
                from,
                to,
                nature,
                quantity,
                paid,
                reimbursed,
                performer,
                prescriber,
                told,
                repeated,
                all);
    }

    @Override
    public String toString() {
        return "Claim[" + line + "]";
    }
}
