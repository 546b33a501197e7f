package fr.dmp.claims.dcir;

import fr.dmp.claims.dcir.Claim.Fault;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads the rows of ER_PRS_F one by one, checks them, and joins to each what tells more of it. */
final class ClaimRows {

    private static final int NIR = ClaimKey.COLUMNS.size();
    private static final int FROM = NIR + 1;
    private static final int TO = NIR + 2;
    private static final int NATURE = NIR + 3;
    private static final int QUANTITY = NIR + 4;
    private static final int PAID = NIR + 5;
    private static final int REIMBURSED = NIR + 6;
    private static final int COMPLEMENT = NIR + 7;
    private static final int PERFORMER = NIR + 8;
    private static final int PRESCRIBER = NIR + 9;

    /** Ten million euros or pieces: what stands in a column of the history (P). */
    private static final long MOST = 1_000_000_000L;

    private final Round round;
    private final DetailRows details;
    private final long opens;
    private final long today;
    private final ClaimKey key = new ClaimKey();
    private final SeenClaims seen;
    private final Beneficiaries beneficiaries;
    private final Map<Flux, Flux> fluxes = new HashMap<>();

    /** @param beneficiaries those of the whole delivery */
    ClaimRows(
            Round round, DetailRows details, Beneficiaries beneficiaries, LocalDate opens, LocalDate today, Room room) {
        seen = new SeenClaims(room);
        this.round = round;
        this.details = details;
        this.beneficiaries = beneficiaries;
        this.opens = opens.toEpochDay();
        this.today = today.toEpochDay();
    }

    /** Empty where the row is another round's. */
    Optional<Claim> read(Row row) {
        if (!row.isWhole()) {
            return unreadable(row, new Fault("", "columns"));
        }
        int unread = key.read(row);
        if (unread >= 0) {
            return unreadable(row, new Fault(row.column(unread), "key"));
        }
        return round.has(key) ? Optional.of(claim(row)) : Optional.empty();
    }

    private Optional<Claim> unreadable(Row row, Fault fault) {
        if (!round.first()) {
            return Optional.empty();
        }
        return Optional.of(broken(row, fault, row.isWhole() ? beneficiaries.of(row, NIR) : beneficiaries.other("")));
    }

    private Claim claim(Row row) {
        long from = row.day(FROM);
        long to = row.isEmpty(TO) ? from : row.day(TO);
        long paid = paid(row);
        long reimbursed = reimbursed(row);
        long quantity = row.hundredths(QUANTITY);
        Beneficiary beneficiary = beneficiaries.of(row, NIR);
        String performer = row.text(PERFORMER);
        String prescriber = row.text(PRESCRIBER);
        Fault fault = fault(row, from, to, quantity, paid, reimbursed);
        long told = new Mix()
                .add(from)
                .add(to)
                .add(row.number(NATURE))
                .add(quantity)
                .add(paid)
                .add(reimbursed)
                .add(performer)
                .add(prescriber)
                .value();
        SeenClaims.Seen before = fault != null
                ? SeenClaims.Seen.FIRST
                : seen.add(
                        key.high(), new Mix().add(told).add(beneficiary.nir()).value());
        if (before == SeenClaims.Seen.CONFLICT) {
            fault = new Fault("", "key-conflict");
        }
        return new Claim(
                row.line(),
                beneficiary,
                fault,
                row.kept(),
                new UUID(key.high(), key.low()),
                fluxes.computeIfAbsent(key.flux(), flux -> flux),
                fault == null ? (int) from : 0,
                fault == null ? (int) to : 0,
                fault == null ? (int) row.number(NATURE) : 0,
                quantity,
                counted(paid),
                counted(reimbursed),
                performer.isEmpty() ? null : performer,
                prescriber.isEmpty() ? null : prescriber,
                told,
                before == SeenClaims.Seen.REPEATED,
                details.of(key.high(), key.low()));
    }

    private static Claim broken(Row row, Fault fault, Beneficiary beneficiary) {
        return new Claim(
                row.line(),
                beneficiary,
                fault,
                row.kept(),
                new UUID(0, 0),
                null,
                0,
                0,
                0,
                0,
                row.isWhole() ? counted(paid(row)) : 0,
                0,
                null,
                null,
                0,
                false,
                List.of());
    }

    private static long counted(long cents) {
        return cents == Row.NONE ? 0 : cents;
    }

    private static long paid(Row row) {
        return within(row.hundredths(PAID));
    }

    /** The base and what was added to it. */
    private static long reimbursed(Row row) {
        long base = row.isEmpty(REIMBURSED) ? 0 : within(row.hundredths(REIMBURSED));
        long more = row.isEmpty(COMPLEMENT) ? 0 : within(row.hundredths(COMPLEMENT));
        return base == Row.NONE || more == Row.NONE ? Row.NONE : base + more;
    }

    private static long within(long value) {
        return value < -MOST || value > MOST ? Row.NONE : value;
    }

    private @Nullable Fault fault(Row row, long from, long to, long quantity, long paid, long reimbursed) {
        if (from == Row.NONE) {
            return new Fault(row.column(FROM), "date");
        }
        if (to == Row.NONE) {
            return new Fault(row.column(TO), "date");
        }
        if (to < from) {
            return new Fault(row.column(TO), "period");
        }
        if (from > today) {
            return new Fault(row.column(FROM), "future-date");
        }
        if (from < opens) {
            return new Fault(row.column(FROM), "too-old");
        }
        if (row.length(NATURE) > 4 || row.number(NATURE) == Row.NONE) {
            return new Fault(row.column(NATURE), "code");
        }
        if (within(quantity) == Row.NONE) {
            return new Fault(row.column(QUANTITY), "number");
        }
        if (paid == Row.NONE) {
            return new Fault(row.column(PAID), "amount");
        }
        if (reimbursed == Row.NONE) {
            return new Fault(row.column(REIMBURSED), "amount");
        }
        return !isNumber(row, PERFORMER)
                ? new Fault(row.column(PERFORMER), "code")
                : isNumber(row, PRESCRIBER) ? null : new Fault(row.column(PRESCRIBER), "code");
    }

    private static boolean isNumber(Row row, int slot) {
        if (row.length(slot) > 11) {
            return false;
        }
        for (int i = 0; i < row.length(slot); i++) {
            if (row.at(slot, i) > 'z' || !Character.isLetterOrDigit(row.at(slot, i))) {
                return false;
            }
        }
        return true;
    }
}
