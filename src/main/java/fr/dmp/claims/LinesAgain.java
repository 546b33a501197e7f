package fr.dmp.claims;

import fr.dmp.claims.dcir.DcirTable;
import fr.dmp.claims.dcir.SealedClaim;
import fr.dmp.claims.delivery.Account;
import fr.dmp.claims.delivery.Account.Fate;
import fr.dmp.claims.delivery.Refused;
import fr.dmp.claims.store.CareFeed;
import fr.dmp.claims.store.ClaimsFeed;
import fr.dmp.claims.store.Deliveries;
import fr.dmp.claims.store.DeliveryTables;
import fr.dmp.claims.store.Refusals;
import fr.dmp.claims.store.Refusals.Key;
import fr.dmp.claims.store.Refusals.Opened;
import fr.dmp.claims.store.StoredReviews;
import fr.dmp.identity.InsuredDirectory;
import fr.dmp.record.Records;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Takes refused lines in again, whose code stands for another one by now: opened, mapped, and through the same checks as
 * any line. What becomes of them is moved in the account of their delivery, which closes as before.
 */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class LinesAgain {

    /** Lines that are opened at once. */
    private static final int PART = 10_000;

    private final Refusals refusals;
    private final StoredReviews reviews;
    private final InsuredDirectory directory;
    private final Records records;
    private final CareFeed months;
    private final ClaimsFeed feed;
    private final Deliveries deliveries;
    private final DeliveryTables tables;
    private final FedRecords fed;
    private final CareWindow window;

    LinesAgain(
            Refusals refusals,
            StoredReviews reviews,
            InsuredDirectory directory,
            Records records,
            CareFeed months,
            ClaimsFeed feed,
            Deliveries deliveries,
            DeliveryTables tables,
            FedRecords fed,
            CareWindow window) {
        this.refusals = refusals;
        this.reviews = reviews;
        this.directory = directory;
        this.records = records;
        this.months = months;
        this.feed = feed;
        this.deliveries = deliveries;
        this.tables = tables;
        this.fed = fed;
        this.window = window;
    }

    /** Answers how many rows are refused no more. */
    long take(UUID delivery) {
        Map<String, Map<String, String>> mappings = reviews.mappings();
        if (mappings.isEmpty()) {
            return 0;
        }
        long right = 0;
        long more = takeOnce(delivery, mappings);
        // A claim that is taken in may leave a row of its own, refused for a code that is mapped too.
        while (more > 0) {
            right += more;
            more = takeOnce(delivery, mappings);
        }
        return right;
    }

    private long takeOnce(UUID delivery, Map<String, Map<String, String>> mappings) {
        Run run = new Run(delivery);
        List<Opened> part = refusals.openCodes(delivery, null, PART);
        while (!part.isEmpty()) {
            run.take(part, mappings);
            part = refusals.openCodes(delivery, part.get(part.size() - 1), PART);
        }
        return run.end();
    }

    private final class Run {

        private final UUID delivery;
        private final OpenHolders holders = new OpenHolders(directory, records);
        private final Map<DcirTable, Account> moved = new EnumMap<>(DcirTable.class);
        private final LocalDate opens = window.opens();
        private final LocalDate today = window.today();
        private boolean begun;

        private Run(UUID delivery) {
            this.delivery = delivery;
        }

        private void take(List<Opened> lines, Map<String, Map<String, String>> mappings) {
            List<Key> removed = new ArrayList<>();
            List<SealedClaim> refused = new ArrayList<>();
            Map<Long, SealedClaim> standing = new HashMap<>();
            for (Opened line : lines) {
                SealedClaim claim = SealedClaim.open(line.text());
                Optional<SealedClaim> mapped = mapped(line, claim, mappings);
                if (mapped.isPresent() && line.column().ofClaim()) {
                    refused.add(mapped.get());
                    removed.add(line.key());
                    claim.details().forEach(row -> removed.add(withItsClaim(row)));
                } else if (mapped.isPresent()) {
                    standing.merge(claim.line(), mapped.get(), SealedClaim::and);
                    removed.add(line.key());
                }
            }
            if (!removed.isEmpty()) {
                begin();
                refusals.remove(delivery, removed);
                takeRefused(refused);
                takeRowsOf(List.copyOf(standing.values()));
            }
        }

        private void begin() {
            if (!begun) {
                feed.begin();
                months.ensureMonths(opens.datesUntil(today.plusDays(1)).toList());
                begun = true;
            }
        }

        private void takeRefused(List<SealedClaim> refused) {
            if (!refused.isEmpty()) {
                settle(refused, List.of(DcirTable.values()));
            }
        }

        /** Their claims are read again beside them, and stand on the account as they are. */
        private void takeRowsOf(List<SealedClaim> standing) {
            if (!standing.isEmpty()) {
                settle(
                        standing,
                        Stream.of(DcirTable.values())
                                .filter(table -> table != DcirTable.ER_PRS_F)
                                .toList());
            }
        }

        /** A settlement of its own each time: what the one before it noted of a flux is there by now. */
        private void settle(List<SealedClaim> claims, List<DcirTable> counted) {
            ClaimsSettlement settlement = new ClaimsSettlement(
                    delivery, holders, feed, refused -> deliveries.refuse(delivery, of(refused, counted)));
            SealedClaim.read(claims, opens, today, settlement::take);
            fed.add(delivery, settlement.fed());
            counted.forEach(
                    table -> moved.computeIfAbsent(table, t -> new Account()).add(settlement.account(table)));
        }

        private List<Refused> of(List<Refused> refused, List<DcirTable> counted) {
            return refused.stream()
                    .filter(one ->
                            counted.stream().anyMatch(table -> one.column().startsWith(table.name())))
                    .toList();
        }

        private long end() {
            if (!begun) {
                return 0;
            }
            Map<String, Account> byName = new HashMap<>();
            moved.forEach((table, account) -> byName.put(table.name(), account));
            tables.move(delivery, byName);
            return moved.values().stream()
                    .flatMap(account -> Stream.of(Fate.KEPT, Fate.DUPLICATE, Fate.REVERSED, Fate.NO_RECORD)
                            .map(account::of))
                    .mapToLong(Account.Sum::lines)
                    .sum();
        }
    }

    private static Key withItsClaim(SealedClaim.RowName row) {
        return new Key(row.line(), row.table().name(), SealedClaim.WITH_ITS_CLAIM);
    }

    private static Optional<SealedClaim> mapped(
            Opened line, SealedClaim claim, Map<String, Map<String, String>> mappings) {
        String code = claim.value(line.column(), line.line());
        return Optional.ofNullable(
                        mappings.getOrDefault(line.column().column(), Map.of()).get(code))
                .map(known -> claim.with(line.column(), line.line(), known));
    }
}
