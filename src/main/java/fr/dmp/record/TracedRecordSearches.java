package fr.dmp.record;

import fr.dmp.access.Standings;
import fr.dmp.access.Standings.Standing;
import fr.dmp.audit.Act;
import fr.dmp.audit.AuditTrail;
import fr.dmp.gate.Limits;
import fr.dmp.identity.InsuredDirectory;
import fr.dmp.identity.InsuredPerson;
import fr.dmp.refusal.Refusal;
import fr.dmp.signin.ProfessionalSession;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

@Component
class TracedRecordSearches implements RecordSearches {

    /** Hits that are told (P): whoever has more of them doesn't know whom they look for. */
    private static final int MOST = 5;

    private final InsuredDirectory people;
    private final Records records;
    private final PresentedCards cards;
    private final Standings standings;
    private final AuditTrail trail;
    private final Limits limits;
    private final SearchLimits allowed;
    private final TransactionOperations transactions;
    private final Clock clock;

    TracedRecordSearches(
            InsuredDirectory people,
            Records records,
            PresentedCards cards,
            Standings standings,
            AuditTrail trail,
            Limits limits,
            SearchLimits allowed,
            TransactionOperations transactions,
            Clock clock) {
        this.people = people;
        this.records = records;
        this.cards = cards;
        this.standings = standings;
        this.trail = trail;
        this.limits = limits;
        this.allowed = allowed;
        this.transactions = transactions;
        this.clock = clock;
    }

    @Override
    public List<Found> find(ProfessionalSession by, Question question) {
        Wanted wanted = question.check(cards);
        String professional = by.professional().rpps();
        limits.take("record-search-hour", professional, allowed.perHour(), Duration.ofHours(1));
        limits.take("record-search-day", professional, allowed.perDay(), Duration.ofDays(1));
        return transactions.execute(transaction -> found(by, wanted));
    }

    private List<Found> found(ProfessionalSession by, Wanted wanted) {
        Map<UUID, InsuredPerson> meant =
                meant(wanted).stream().collect(Collectors.toMap(InsuredPerson::id, Function.identity()));
        List<Records.Summary> hits = meant.isEmpty() ? List.of() : inOrder(records.ofPeople(meant.keySet()));
        if (hits.size() > MOST) {
            throw Refusal.unacceptable("search-too-wide");
        }
        Map<UUID, Standing> known = standings.of(
                hits.stream().map(Records.Summary::record).toList(),
                by.professional().rpps(),
                clock.instant());
        List<Found> found = new ArrayList<>();
        for (Records.Summary hit : hits) {
            Optional.ofNullable(known.get(hit.record())).ifPresent(standing -> {
                trace(by, wanted, hit.record(), standing);
                if (!standing.absent()) {
                    found.add(found(hit, meant.get(hit.person()), standing));
                }
            });
        }
        return List.copyOf(found);
    }

    private List<InsuredPerson> meant(Wanted wanted) {
        if (wanted.card() != null) {
            return cards
                    .record(wanted.card())
                    .flatMap(records::find)
                    .map(record -> people.get(record.person()))
                    .stream()
                    .toList();
        }
        return wanted.nir() == null
                ? people.named(wanted.familyName(), wanted.givenName(), wanted.birthDate())
                : people.find(wanted.nir()).stream().toList();
    }

    /** Of two searches at once each writes to the same chains, and neither waits for the other's. */
    private static List<Records.Summary> inOrder(List<Records.Summary> hits) {
        return hits.stream()
                .sorted(Comparator.comparing(Records.Summary::record))
                .toList();
    }

    private void trace(ProfessionalSession by, Wanted wanted, UUID record, Standing standing) {
        trail.write(
                standing.absent()
                        ? Act.of(record, by.actor(), "FIND_RECORD_REFUSED", null, "ABSENT")
                        : Act.of(record, by.actor(), "FIND_RECORD", null, wanted.ground()));
    }

    private static Found found(Records.Summary hit, InsuredPerson person, Standing standing) {
        return new Found(
                hit.record(),
                new Holder(
                        person.familyName(),
                        person.givenNames(),
                        person.birthDate().getYear()),
                hit.status(),
                standing.status(),
                standing.until(),
                standing.treating());
    }
}
