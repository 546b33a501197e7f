package fr.dmp.claims;

import fr.dmp.audit.Act;
import fr.dmp.audit.Actor;
import fr.dmp.audit.AuditTrail;
import fr.dmp.claims.cda.CnamHistory;
import fr.dmp.claims.delivery.Account;
import fr.dmp.claims.delivery.Account.Fate;
import fr.dmp.claims.delivery.CareDocument;
import fr.dmp.claims.delivery.CareLine;
import fr.dmp.claims.delivery.Content;
import fr.dmp.claims.delivery.Refused;
import fr.dmp.claims.delivery.Unusable;
import fr.dmp.claims.store.CareFeed;
import fr.dmp.claims.store.CareFeed.Standing;
import fr.dmp.claims.store.Deliveries;
import fr.dmp.identity.InsuredDirectory;
import fr.dmp.identity.InsuredPerson;
import fr.dmp.notice.NoticeKind;
import fr.dmp.notice.Notices;
import fr.dmp.record.RecordStatus;
import fr.dmp.record.Records;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * A CNAM-HR document, taken into its person's open record. Without an open record nothing of it is kept: the program
 * keeps nobody's claims who has none.
 */
@Component
class CareDelivery {

    private static final String SOURCE = "CNAM-HR";

    private final InsuredDirectory directory;
    private final Records records;
    private final CareFeed feed;
    private final Deliveries deliveries;
    private final CareWindow window;
    private final AuditTrail trail;
    private final Notices notices;
    private final HistoryRequests requests;
    private final Clock clock;

    CareDelivery(
            InsuredDirectory directory,
            Records records,
            CareFeed feed,
            Deliveries deliveries,
            CareWindow window,
            AuditTrail trail,
            Notices notices,
            HistoryRequests requests,
            Clock clock) {
        this.directory = directory;
        this.records = records;
        this.feed = feed;
        this.deliveries = deliveries;
        this.window = window;
        this.trail = trail;
        this.notices = notices;
        this.requests = requests;
        this.clock = clock;
    }

    /** A document is dated by itself, and told from its other versions by their numbers. */
    Content.Taking read(Path file) {
        try (InputStream content = Files.newInputStream(file)) {
            CareDocument document = CnamHistory.read(content);
            return delivery -> take(delivery, document);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Account take(UUID delivery, CareDocument document) {
        InsuredPerson person = directory.find(document.nir()).orElseThrow(() -> new Unusable("unknown-person"));
        Account account = new Account();
        int entries = document.lines().size() + document.refused().size();
        account.receive(entries, cents(document.lines()));
        Optional<Records.Summary> record =
                records.ofPerson(person.id()).filter(found -> found.status() == RecordStatus.ACTIVE);
        if (record.isEmpty()) {
            account.settle(Fate.NO_RECORD, entries, cents(document.lines()));
            return account;
        }
        feed(delivery, record.get(), document, account);
        return account;
    }

    private void feed(UUID delivery, Records.Summary record, CareDocument document, Account account) {
        List<CareLine> shown =
                document.lines().stream().filter(line -> fault(line).isEmpty()).toList();
        feed.ensureMonths(shown.stream().map(CareLine::from).toList());
        Standing standing = feed.take(record.record(), document, SOURCE, delivery);
        if (standing == Standing.CHANGED) {
            throw new Unusable("version-changed");
        }
        refuse(delivery, document, account);
        if (standing == Standing.OLDER || standing == Standing.SAME) {
            account.settle(Fate.DUPLICATE, shown.size(), cents(shown));
            return;
        }
        feed.add(record.record(), document.set(), shown, SOURCE, delivery);
        account.settle(Fate.KEPT, shown.size(), cents(shown));
        trail.write(Act.of(
                record.record(),
                Actor.ASSURANCE_MALADIE,
                "FEED_CARE_HISTORY",
                delivery.toString(),
                "ASSURANCE_MALADIE"));
        if (!shown.isEmpty()) {
            notices.tellOnce(
                    record.record(),
                    record.person(),
                    NoticeKind.HISTORY_ARRIVED,
                    Map.of(),
                    clock.instant().minus(Duration.ofDays(1)));
            requests.answered(List.of(record.record()), delivery);
        }
    }

    /** Lines out of the window are counted and dropped, so their content isn't kept either. */
    private void refuse(UUID delivery, CareDocument document, Account account) {
        List<Refused> refused = new ArrayList<>(document.refused());
        List<CareLine> faulty = new ArrayList<>();
        document.lines().forEach(line -> fault(line).ifPresent(reason -> {
            faulty.add(line);
            refused.add(new Refused(line.ordinal(), "", reason, null));
        }));
        deliveries.refuse(delivery, refused);
        account.settle(Fate.REFUSED, refused.size(), cents(faulty));
    }

    private Optional<String> fault(CareLine line) {
        LocalDate from = line.from();
        if (line.to().isBefore(from)) {
            return Optional.of("period");
        }
        if (from.isAfter(window.today())) {
            return Optional.of("future-date");
        }
        return from.isBefore(window.opens()) ? Optional.of("too-old") : Optional.empty();
    }

    private static long cents(Collection<CareLine> lines) {
        return lines.stream().mapToLong(CareLine::cents).sum();
    }
}
