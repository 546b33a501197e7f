package fr.dmp.claims;

import fr.dmp.claims.dcir.ClaimsFile;
import fr.dmp.claims.dcir.DcirTable;
import fr.dmp.claims.delivery.Account;
import fr.dmp.claims.delivery.Content;
import fr.dmp.claims.store.CareFeed;
import fr.dmp.claims.store.ClaimsFeed;
import fr.dmp.claims.store.Deliveries;
import fr.dmp.claims.store.DeliveryTables;
import fr.dmp.claims.store.DeliveryTables.Table;
import fr.dmp.identity.InsuredDirectory;
import fr.dmp.record.Records;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * A ZIP of DCIR tables, taken into the open records of its beneficiaries: all of it or nothing, in one transaction. A
 * killed one leaves nothing, and starts over.
 */
@Component
class ClaimsDelivery {

    private final InsuredDirectory directory;
    private final Records records;
    private final CareFeed months;
    private final ClaimsFeed feed;
    private final Deliveries deliveries;
    private final DeliveryTables tables;
    private final CareWindow window;
    private final FedRecords fed;
    private final DeliveryWatch watch;

    ClaimsDelivery(
            InsuredDirectory directory,
            Records records,
            CareFeed months,
            ClaimsFeed feed,
            Deliveries deliveries,
            DeliveryTables tables,
            CareWindow window,
            FedRecords fed,
            DeliveryWatch watch) {
        this.directory = directory;
        this.records = records;
        this.months = months;
        this.feed = feed;
        this.deliveries = deliveries;
        this.tables = tables;
        this.window = window;
        this.fed = fed;
        this.watch = watch;
    }

    /** Tables of millions of lines fit in no memory: they are read while they are taken in. */
    Content.Taking read(Path zip) {
        return delivery -> {
            feed.begin();
            try (ClaimsFile file = new ClaimsFile(zip);
                    DeliveryWatch.Watched watched = watch.watch(delivery, file)) {
                Optional<List<Table>> known = known(file);
                return known.isPresent() ? takenBefore(delivery, known.get()) : take(delivery, file);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        };
    }

    /** The tables of a delivery that took in just these, if one did: packed anew, nothing of them changes anything. */
    private Optional<List<Table>> known(ClaimsFile file) throws IOException {
        List<DcirTable> asked = List.copyOf(file.tables());
        Optional<List<Table>> like = tables.like(
                        asked.stream().map(DcirTable::name).toList(),
                        asked.stream().map(file::size).toList(),
                        asked.stream().map(file::crc).toList())
                .map(tables::of);
        if (like.isPresent()) {
            for (Table table : like.get()) {
                if (!Arrays.equals(table.sha256(), file.digest(DcirTable.valueOf(table.name())))) {
                    return Optional.empty();
                }
            }
        }
        return like;
    }

    private Account takenBefore(UUID delivery, List<Table> known) {
        Account all = new Account();
        for (Table table : known) {
            Account again = table.account().again();
            tables.write(delivery, new Table(table.name(), table.size(), table.crc(), table.sha256(), again));
            all.add(again);
        }
        return all;
    }

    private Account take(UUID delivery, ClaimsFile file) {
        ClaimsSettlement settlement = new ClaimsSettlement(
                delivery, new OpenHolders(directory, records), feed, refused -> deliveries.refuse(delivery, refused));
        LocalDate opens = window.opens();
        LocalDate today = window.today();
        months.ensureMonths(opens.datesUntil(today.plusDays(1)).toList());
        try (PartsAhead parts = new PartsAhead(file, opens, today)) {
            settlement.takeAll(parts);
        }
        fed.add(delivery, settlement.fed());
        Account all = new Account();
        for (DcirTable table : file.tables()) {
            Account account = settlement.account(table);
            account.receive(file.rows(table), table == DcirTable.ER_PRS_F ? file.cents() : 0);
            tables.write(
                    delivery, new Table(table.name(), file.size(table), file.crc(table), file.sha256(table), account));
            all.add(account);
        }
        return all;
    }
}
