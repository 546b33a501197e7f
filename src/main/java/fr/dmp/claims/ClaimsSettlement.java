package fr.dmp.claims;

import fr.dmp.claims.OpenHolders.Holder;
import fr.dmp.claims.dcir.Claim;
import fr.dmp.claims.dcir.Claim.Detail;
import fr.dmp.claims.dcir.Claim.Fault;
import fr.dmp.claims.dcir.ClaimsFile;
import fr.dmp.claims.dcir.ClaimsFile.Alone;
import fr.dmp.claims.dcir.DcirTable;
import fr.dmp.claims.dcir.Flux;
import fr.dmp.claims.dcir.SealedClaim;
import fr.dmp.claims.delivery.Account;
import fr.dmp.claims.delivery.Account.Fate;
import fr.dmp.claims.delivery.ClaimLine;
import fr.dmp.claims.delivery.Refused;
import fr.dmp.claims.store.ClaimsFeed;
import fr.dmp.claims.store.ClaimsFeed.Known;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Decides what becomes of each row of one delivery, part by part, and keeps its account. */
final class ClaimsSettlement {

    private static final Fault NO_NIR = new Fault("BEN_NIR_PSA", "nir-key");
    private static final Fault CONFLICT = new Fault("", "key-conflict");
    private static final Fault WITH_ITS_CLAIM = new Fault("", SealedClaim.WITH_ITS_CLAIM);

    /** Counted and dropped: its content isn't kept either. */
    private static final String TOO_OLD = "too-old";

    private final UUID delivery;
    private final OpenHolders holders;
    private final ClaimsFeed feed;
    private final Consumer<List<Refused>> refusals;
    private final Map<DcirTable, Account> accounts = new EnumMap<>(DcirTable.class);
    private final Map<UUID, UUID> fed = new LinkedHashMap<>();
    private final Map<Flux, Boolean> heldBefore = new HashMap<>();

    /** @param refusals takes what is refused, part by part */
    ClaimsSettlement(UUID delivery, OpenHolders holders, ClaimsFeed feed, Consumer<List<Refused>> refusals) {
        this.delivery = delivery;
        this.holders = holders;
        this.feed = feed;
        this.refusals = refusals;
    }

    /** The lines of a claim that is taken, of an open record. */
    private record Taken(Claim claim, Holder.Of holder, List<ClaimLine> lines) {}

    void take(ClaimsFile.Part part) {
        List<Refused> refused = new ArrayList<>();
        part.alone().forEach(row -> settle(row, refused));
        List<Taken> taken = taken(part.claims(), refused);
        noteFluxes(taken);
        List<ClaimLine> lines = new ArrayList<>();
        List<Taken> uncertain = new ArrayList<>();
        for (Taken one : taken) {
            if (Boolean.TRUE.equals(heldBefore.get(one.claim().flux()))) {
                uncertain.add(one);
            } else {
                settle(one, lines, refused);
            }
        }
        settleUncertain(uncertain, lines, refused);
        feed.add(lines, delivery);
        refusals.accept(refused);
    }

    /** By record, the person: those who were given lines. */
    Map<UUID, UUID> fed() {
        return Collections.unmodifiableMap(fed);
    }

    Account account(DcirTable table) {
        return accounts.computeIfAbsent(table, t -> new Account());
    }

    private void settle(Alone row, List<Refused> refused) {
        if (row.repeats()) {
            account(row.table()).settle(Fate.DUPLICATE, 1, 0);
        } else {
            refuse(row.table(), row.line(), new Fault(row.column(), row.reason()), null, 0, refused, null);
        }
    }

    /** Whose claim it is comes first: of someone without an open record not even a refused line is kept. */
    private List<Taken> taken(List<Claim> claims, List<Refused> refused) {
        holders.find(claims);
        List<Taken> taken = new ArrayList<>(claims.size());
        for (Claim claim : claims) {
            Holder holder = holders.of(claim.nir());
            Fault fault = claim.fault();
            if (holder == Holder.Nobody.NO_NIR) {
                refuse(claim, fault != null && fault.reason().equals("columns") ? fault : NO_NIR, refused);
            } else if (!(holder instanceof Holder.Of open)) {
                settleAll(claim, Fate.NO_RECORD);
            } else if (fault != null) {
                refuse(claim, fault, refused);
            } else if (claim.repeated()) {
                settleAll(claim, Fate.DUPLICATE);
            } else {
                taken.add(new Taken(claim, open, ClaimLines.of(claim, open.record())));
            }
        }
        return taken;
    }

    private void noteFluxes(List<Taken> taken) {
        Set<Flux> unknown = new HashSet<>();
        for (Taken one : taken) {
            if (!heldBefore.containsKey(one.claim().flux())) {
                unknown.add(one.claim().flux());
            }
        }
        if (!unknown.isEmpty()) {
            Set<Flux> held = feed.takeFluxes(unknown, delivery);
            unknown.forEach(flux -> heldBefore.put(flux, held.contains(flux)));
        }
    }

    /** Of a flux that no other delivery held, nothing can be there. */
    private void settle(Taken taken, List<ClaimLine> lines, List<Refused> refused) {
        Claim claim = taken.claim();
        account(DcirTable.ER_PRS_F).settle(fate(claim.quantity()), 1, claim.paid());
        for (Detail detail : claim.details()) {
            settle(claim, detail, refused);
        }
        lines.addAll(taken.lines());
        fed.put(taken.holder().record(), taken.holder().person());
    }

    private void settle(Claim claim, Detail detail, List<Refused> refused) {
        if (detail.fault() == null) {
            account(detail.table()).settle(fate(ClaimLines.quantity(claim, detail)), 1, 0);
        } else {
            refuse(detail.table(), detail.line(), detail.fault(), SealedClaim.of(claim, detail), 0, refused, claim);
        }
    }

    private void settleUncertain(List<Taken> uncertain, List<ClaimLine> lines, List<Refused> refused) {
        if (uncertain.isEmpty()) {
            return;
        }
        Map<Integer, Known> known = feed.known(
                uncertain.stream().flatMap(one -> one.lines().stream()).toList());
        int at = 0;
        for (Taken taken : uncertain) {
            Known first = known.get(at);
            if (first == null) {
                settle(taken, lines, refused);
            } else if (!first.claimSame()) {
                refuse(taken.claim(), CONFLICT, refused);
            } else {
                settleKnown(taken, at, known, lines, refused);
            }
            at += taken.lines().size();
        }
    }

    /** A claim that is there already may tell more than before; its amounts stand on what it told first. */
    private void settleKnown(
            Taken taken, int at, Map<Integer, Known> known, List<ClaimLine> lines, List<Refused> refused) {
        Claim claim = taken.claim();
        account(DcirTable.ER_PRS_F).settle(Fate.DUPLICATE, 1, claim.paid());
        int line = 0;
        for (Detail detail : claim.details()) {
            if (detail.fault() != null) {
                settle(claim, detail, refused);
                continue;
            }
            Known standing = Objects.requireNonNull(known.get(at + line));
            if (!standing.lineKnown()) {
                settle(claim, detail, refused);
                lines.add(taken.lines().get(line).withoutAmounts());
                fed.put(taken.holder().record(), taken.holder().person());
            } else if (standing.lineSame()) {
                account(detail.table()).settle(Fate.DUPLICATE, 1, 0);
            } else {
                refuse(detail.table(), detail.line(), CONFLICT, null, 0, refused, claim);
            }
            line++;
        }
    }

    /** A reversal is told from what it cancels by its sign. */
    private static Fate fate(long quantity) {
        return quantity < 0 ? Fate.REVERSED : Fate.KEPT;
    }

    private void settleAll(Claim claim, Fate fate) {
        account(DcirTable.ER_PRS_F).settle(fate, 1, claim.paid());
        claim.details().forEach(detail -> account(detail.table()).settle(fate, 1, 0));
    }

    private void refuse(Claim claim, Fault fault, List<Refused> refused) {
        String content = fault.reason().equals(TOO_OLD) ? null : SealedClaim.of(claim);
        refuse(DcirTable.ER_PRS_F, claim.line(), fault, content, claim.paid(), refused, claim);
        for (Detail detail : claim.details()) {
            refuse(detail.table(), detail.line(), WITH_ITS_CLAIM, null, 0, refused, claim);
        }
    }

    private void refuse(
            DcirTable table,
            long line,
            Fault fault,
            @Nullable String content,
            long cents,
            List<Refused> refused,
            @Nullable Claim of) {
        account(table).settle(Fate.REFUSED, 1, cents);
        String column = fault.column().isEmpty() ? table.name() : table + "." + fault.column();
        refused.add(new Refused(line, column, fault.reason(), content, of == null ? null : SealedClaim.fund(of)));
    }
}
