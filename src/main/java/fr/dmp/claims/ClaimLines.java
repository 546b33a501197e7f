package fr.dmp.claims;

import fr.dmp.claims.dcir.Claim;
import fr.dmp.claims.dcir.Claim.Detail;
import fr.dmp.claims.dcir.DcirTable;
import fr.dmp.claims.dcir.ServiceNature;
import fr.dmp.claims.delivery.ClaimLine;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the history shows of a claim: a line for each row that tells more of it, else one for the claim itself. */
final class ClaimLines {

    private static final String ITSELF = "PRS";

    private ClaimLines() {}

    /** The claim's amounts stand on the first of its lines alone, or they would be counted several times. */
    static List<ClaimLine> of(Claim claim, UUID record) {
        List<ClaimLine> lines = new ArrayList<>(1);
        for (Detail detail : claim.details()) {
            if (detail.fault() == null) {
                lines.add(line(claim, detail, record, lines.isEmpty()));
            }
        }
        if (lines.isEmpty()) {
            lines.add(line(
                    claim,
                    record,
                    ITSELF,
                    ServiceNature.section(claim.nature()),
                    DcirTable.ER_PRS_F.system(),
                    String.valueOf(claim.nature()),
                    claim.quantity(),
                    true));
        }
        return lines;
    }

    private static ClaimLine line(Claim claim, Detail detail, UUID record, boolean first) {
        return line(
                claim,
                record,
                detail.nth(),
                ServiceNature.section(detail.table(), claim.nature()),
                detail.table().system(),
                detail.code().isEmpty() ? null : detail.code(),
                quantity(claim, detail),
                first);
    }

    static long quantity(Claim claim, Detail detail) {
        return detail.counts() ? detail.quantity() : claim.quantity();
    }

    private static ClaimLine line(
            Claim claim,
            UUID record,
            String nth,
            Section section,
            String system,
            @Nullable String code,
            long quantity,
            boolean bearsAmounts) {
        return new ClaimLine(
                record,
                claim.from(),
                claim.to(),
                claim.key(),
                nth,
                section,
                system,
                code,
                quantity,
                bearsAmounts ? claim.paid() : null,
                bearsAmounts ? claim.reimbursed() : null,
                claim.performer(),
                claim.prescriber(),
                claim.told());
    }
}
