package fr.dmp.claims.delivery;

import fr.dmp.claims.CareHistory.Detail;
import fr.dmp.claims.Section;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One line of care as it was delivered.
 *
 * @param ordinal its number within the delivery
 * @param key digest of what identifies it at its source
 * @param nth which one under that key
 * @param details never null, often empty
 */
public record CareLine(
        long ordinal,
        UUID key,
        String nth,
        Section section,
        LocalDate from,
        LocalDate to,
        @Nullable String system,
        @Nullable String code,
        @Nullable String label,
        @Nullable BigDecimal quantity,
        @Nullable Long paidCents,
        @Nullable Long reimbursedCents,
        @Nullable String performer,
        @Nullable String prescriber,
        List<Detail> details) {

    /** The cents that the account counts. */
    public long cents() {
        return paidCents == null ? 0 : paidCents;
    }

    @Override
    public String toString() {
        return "CareLine[" + ordinal + "]";
    }
}
