package fr.dmp.claims;

import com.fasterxml.jackson.annotation.JsonInclude;
import fr.dmp.audit.AccessMode;
import fr.dmp.audit.Actor;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The care history of the last twelve months, as those who may read it do. */
public interface CareHistory {

    /**
     * One page, the newest care first. Decided and traced before anything is read.
     *
     * @throws fr.dmp.refusal.Refusal {@code access-denied}; {@code invalid-input} for a cursor that isn't ours
     */
    Page read(Actor reader, AccessMode mode, UUID record, Filter filter);

    /**
     * What is asked for.
     *
     * @param section absent for all
     * @param from first day, clipped to twelve months back
     * @param to last day, included
     * @param cursor {@link Page#next()} of the page before
     * @param limit 1 to 200
     */
    record Filter(
            @Nullable Section section,
            @Nullable LocalDate from,
            @Nullable LocalDate to,
            @Nullable String cursor,
            int limit) {

        public static final Filter ALL = new Filter(null, null, null, null, 50);
    }

    /**
     * @param next null on the last page
     * @param upToDateAt until when what was delivered tells; null as long as nothing came in
     * @param statements sections in which the latest delivery had nothing to report
     */
    @JsonInclude
    record Page(List<Line> items, @Nullable String next, @Nullable Instant upToDateAt, List<Statement> statements) {}

    /**
     * What was said of a section instead of lines.
     *
     * @param text the source's words: {@code Aucune donnée de remboursement connue dans la période}
     */
    record Statement(Section section, String text) {}

    /** What the source tells beyond a line's own fields: {@code Groupe thérapeutique: AGENTS MODIFIANT LIPIDES}. */
    record Detail(String label, String value) {}

    /**
     * One line of care. What the source doesn't tell is null.
     *
     * @param to last day of care, the first where it is a single day
     * @param system the code's nomenclature: {@code CIP13}, {@code CCAM}, {@code NABM} …
     * @param label in a layman's words where they are known, else the source's
     * @param officialLabel the source's words, where {@code label} has others
     * @param quantity signed, two decimals at most
     * @param paid in euros; null where the source doesn't tell
     * @param reimbursed in euros; null where the source doesn't tell
     * @param source where it came from: {@code CNAM-HR} or {@code DCIR}
     */
    @JsonInclude
    record Line(
            String id,
            Section section,
            LocalDate from,
            LocalDate to,
            @Nullable String code,
            @Nullable String system,
            String label,
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String officialLabel,
            @Nullable BigDecimal quantity,
            @Nullable BigDecimal paid,
            @Nullable BigDecimal reimbursed,
            @Nullable String performer,
            @Nullable String prescriber,
            List<Detail> details,
            String source,
            Instant receivedAt) {}
}
