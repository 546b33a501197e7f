package fr.dmp.claims;

import fr.dmp.claims.dcir.Beneficiary.Holder;
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
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.stream.Stream;
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
    private final Set<Flux> heldBefore = new HashSet<>();

    /** @param refusals takes what is refused, part by part */
    ClaimsSettlement(UUID delivery, OpenHolders holders, ClaimsFeed feed, Consumer<List<Refused>> refusals) {
        this.delivery = delivery;
        this.holders = holders;
        this.feed = feed;
        this.refusals = refusals;
    }

    /** The lines of a claim that is taken, of an open record. */
    private record Taken(Claim claim, Holder.Of holder, List<ClaimLine> lines) {}

    /**
     * What became of a part.
     *
     * @param loads lines of which none can be there
     * @param uncertain claims of which it isn't known yet whether they are
     */
    private record Settled(List<ClaimsFeed.Load> loads, List<Taken> uncertain, List<Refused> refused) {}

    /** One part from first to last. */
    void take(ClaimsFile.Part part) {
        prepare(part);
        feed(settleUncertain(settle(part)));
    }

    /**
     * All parts: while the database adds the lines of one, the next is settled beside it. Neither does what the other does:
     * the database is asked before a part is settled and after.
     */
    void takeAll(PartsAhead parts) {
        Optional<CompletableFuture<Settled>> settling = Optional.empty();
        for (Optional<ClaimsFile.Part> part = parts.next(); part.isPresent(); part = parts.next()) {
            Optional<Settled> former = settling.map(ClaimsSettlement::done).map(this::settleUncertain);
            ClaimsFile.Part next = part.get();
            prepare(next);
            settling = Optional.of(CompletableFuture.supplyAsync(() -> settle(next)));
            former.ifPresent(this::feed);
        }
        settling.map(ClaimsSettlement::done).map(this::settleUncertain).ifPresent(this::feed);
    }

    private static Settled done(CompletableFuture<Settled> settling) {
        try {
            return settling.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            if (e.getCause() instanceof Error failure) {
                throw failure;
            }
            throw e;
        }
    }

    /** Asks the database for all that settling needs to know: whose claims these are, and which fluxes are new. */
    private void prepare(ClaimsFile.Part part) {
        holders.find(part.beneficiaries());
        if (!part.fluxes().isEmpty()) {
            heldBefore.addAll(feed.takeFluxes(part.fluxes(), delivery));
        }
    }

    private static boolean isTaken(Claim claim) {
        return claim.fault() == null && !claim.repeated();
    }

    private Settled settle(ClaimsFile.Part part) {
        List<Refused> refused = new ArrayList<>();
        part.alone().forEach(row -> settle(row, refused));
        List<ClaimLine> lines = new ArrayList<>();
        List<Taken> uncertain = new ArrayList<>();
        for (Claim claim : part.claims()) {
            Holder holder = claim.beneficiary().holder();
            if (holder instanceof Holder.Of open && isTaken(claim)) {
                Taken taken = new Taken(claim, open, ClaimLines.of(claim, open.record()));
                if (heldBefore.contains(claim.flux())) {
                    uncertain.add(taken);
                } else {
                    settle(taken, lines, refused);
                }
            } else {
                settleUntaken(claim, holder, refused);
            }
        }
        return new Settled(List.of(feed.load(lines, delivery)), uncertain, refused);
    }

    /** Whose claim it is comes first: of someone without an open record not even a refused line is kept. */
    private void settleUntaken(Claim claim, Holder holder, List<Refused> refused) {
        Fault fault = claim.fault();
        if (holder == Holder.Nobody.NO_NIR) {
            refuse(claim, fault != null && fault.reason().equals("columns") ? fault : NO_NIR, refused);
        } else if (!(holder instanceof Holder.Of)) {
            settleAll(claim, Fate.NO_RECORD);
        } else if (fault != null) {
            refuse(claim, fault, refused);
        } else {
            settleAll(claim, Fate.DUPLICATE);
        }
    }

    private void feed(Settled settled) {
        settled.loads().forEach(feed::add);
        refusals.accept(settled.refused());
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

    /** Of a flux that another delivery held, the database knows what is there. */
    private Settled settleUncertain(Settled settled) {
        if (settled.uncertain().isEmpty()) {
            return settled;
        }
        List<ClaimLine> lines = new ArrayList<>();
        Map<Integer, Known> known = feed.known(settled.uncertain().stream()
                .flatMap(one -> one.lines().stream())
                .toList());
        int at = 0;
        for (Taken taken : settled.uncertain()) {
            Known first = known.get(at);
            if (first == null) {
                settle(taken, lines, settled.refused());
            } else if (!first.claimSame()) {
                refuse(taken.claim(), CONFLICT, settled.refused());
            } else {
                settleKnown(taken, at, known, lines, settled.refused());
            }
            at += taken.lines().size();
        }
        return new Settled(
                Stream.concat(settled.loads().stream(), Stream.of(feed.load(lines, delivery)))
                        .toList(),
                List.of(),
                settled.refused());
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
