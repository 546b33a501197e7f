package fr.dmp.claims.dcir;

import fr.dmp.claims.dcir.Claim.Detail;
import fr.dmp.claims.dcir.Claim.Fault;
import fr.dmp.claims.dcir.ClaimsFile.Alone;
import fr.dmp.claims.delivery.Unusable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The rows that tell more of claims: all are read before the claims, each then found by its claim's keys. */
final class DetailRows {

    static final String REPEATED = "";

    /** More of them, and it is the table that is wrong; their content is kept in memory (P). */
    private static final int MOST_FAULTS = 100_000;

    private static final int OWN = ClaimKey.COLUMNS.size();
    private static final int CODE = OWN + 1;
    private static final int QUANTITY = OWN + 2;
    private static final Pattern CCAM = Pattern.compile("[A-Z]{4}\\d{3}");

    private final Round round;
    private final Details details;
    private final Map<Integer, Fault> faults = new HashMap<>();
    private final Map<Integer, String> contents = new HashMap<>();
    private final ClaimKey key = new ClaimKey();
    private final Consumer<Alone> alone;
    private int size;

    /** @param alone takes what belongs to no claim */
    DetailRows(Round round, Consumer<Alone> alone, Room room) {
        this.round = round;
        details = new Details(room);
        this.alone = alone;
    }

    void read(DcirTable table, Row row) {
        if (!row.isWhole()) {
            unreadable(new Alone(table, row.line(), "", "columns"));
            return;
        }
        int unread = key.read(row);
        if (unread >= 0) {
            unreadable(new Alone(table, row.line(), row.column(unread), "key"));
        } else if (round.has(key)) {
            add(table, row);
        }
    }

    private void unreadable(Alone row) {
        if (round.first()) {
            alone.accept(row);
        }
    }

    private void add(DcirTable table, Row row) {
        long ordinal = table == DcirTable.ER_ETE_F ? stay(row) : row.number(OWN);
        long code = Code.of(row, CODE);
        long quantity =
                table.columns().size() > QUANTITY && table != DcirTable.ER_ETE_F ? row.hundredths(QUANTITY) : Row.NONE;
        Fault fault = fault(table, row, ordinal, code, quantity);
        switch (details.add(key.high(), key.low(), table, row.line(), ordinal, code, quantity)) {
            case REPEATED -> alone.accept(new Alone(table, row.line(), "", REPEATED));
            case CONFLICT -> alone.accept(new Alone(table, row.line(), "", "key-conflict"));
            case NEW -> keep(fault, row);
        }
    }

    private void keep(@Nullable Fault fault, Row row) {
        if (fault != null) {
            faults.put(size, fault);
            contents.put(size, row.content());
            if (faults.size() > MOST_FAULTS) {
                throw new Unusable("too-many-faults");
            }
        }
        size++;
    }

    private static @Nullable Fault fault(DcirTable table, Row row, long ordinal, long code, long quantity) {
        if (ordinal == Row.NONE) {
            return new Fault(row.column(OWN), "number");
        }
        if (code == Code.NONE && !(table == DcirTable.ER_ETE_F && row.isEmpty(CODE)) || !isCode(table, row)) {
            return new Fault(row.column(CODE), "code");
        }
        boolean counts = table.columns().size() > QUANTITY && table != DcirTable.ER_ETE_F;
        return counts && quantity == Row.NONE ? new Fault(row.column(QUANTITY), "number") : null;
    }

    private static boolean isCode(DcirTable table, Row row) {
        return switch (table) {
            case ER_PHA_F -> row.length(CODE) == 13 && row.number(CODE) != Row.NONE;
            case ER_CAM_F -> CCAM.matcher(row.text(CODE)).matches();
            case ER_BIO_F -> row.length(CODE) <= 4 && row.number(CODE) != Row.NONE;
            case ER_TIP_F -> row.length(CODE) <= 13 && row.number(CODE) != Row.NONE;
            case ER_ETE_F, ER_PRS_F -> true;
        };
    }

    private static long stay(Row row) {
        Mix mix = new Mix();
        for (int slot = OWN; slot < DcirTable.ER_ETE_F.columns().size(); slot++) {
            mix.add(row.text(slot));
        }
        return mix.value() & Long.MAX_VALUE;
    }

    /** Those of a claim, in the order of their tables and numbers; they are then nobody else's. */
    List<Detail> of(long high, long low) {
        int head = details.head(high, low);
        if (head == Details.NOTHING || !details.claim(head)) {
            return List.of();
        }
        if (details.next(head) == Details.NOTHING) {
            return List.of(detail(head));
        }
        List<Detail> found = new ArrayList<>();
        for (int at = head; at != Details.NOTHING; at = details.next(at)) {
            found.add(detail(at));
        }
        found.sort(Comparator.comparing(Detail::table).thenComparingLong(Detail::ordinal));
        return found;
    }

    /** Tells of those that no claim came for. */
    void tellUnclaimed() {
        for (int at = details.unclaimed(0); at != Details.NOTHING; at = details.unclaimed(at + 1)) {
            alone.accept(new Alone(details.table(at), details.line(at), "", "no-claim"));
        }
    }

    private Detail detail(int at) {
        long code = details.code(at);
        return new Detail(
                details.table(at),
                details.line(at),
                details.ordinal(at),
                code == Code.NONE ? "" : Code.text(code),
                details.quantity(at),
                faults.get(at),
                contents.get(at));
    }
}
