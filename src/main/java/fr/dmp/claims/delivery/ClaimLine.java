package fr.dmp.claims.delivery;

import fr.dmp.claims.Section;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One line of a claim, for the feeding of many at once. Days are counted from 1970, quantities in hundredths.
 *
 * @param key digest of the claim's keys
 * @param nth which line under that key: {@code PRS}, {@code PHA/16}
 * @param paidCents absent where another line of the claim bears it
 * @param told digest of what the claim says, its beneficiary apart
 */
public record ClaimLine(
        UUID record,
        int from,
        int to,
        UUID key,
        String nth,
        Section section,
        String system,
        @Nullable String code,
        long quantity,
        @Nullable Long paidCents,
        @Nullable Long reimbursedCents,
        @Nullable String performer,
        @Nullable String prescriber,
        long told) {

    /** The same where another line of its claim bears the amounts already. */
    public ClaimLine withoutAmounts() {
        return new ClaimLine(
                record, from, to, key, nth, section, system, code, quantity, null, null, performer, prescriber, told);
    }

    @Override
    public String toString() {
        return "ClaimLine[" + nth + "]";
    }
}
