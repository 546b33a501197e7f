package fr.dmp.audit;

import com.github.f4b6a3.uuid.UuidCreator;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The trace. An act is written in the transaction that does it, so that neither stands without the other; outside of a
 * transaction nothing is written and the act fails.
 */
@Component
public class AuditTrail {

    private static final int AT_ONCE = 5_000;

    private final AuditEntries entries;
    private final Clock clock;
    private final TracingTransactions transactions;
    private final TransactionTemplate apart;

    AuditTrail(AuditEntries entries, Clock clock, TracingTransactions transactions) {
        this.entries = entries;
        this.clock = clock;
        this.transactions = transactions;
        this.apart = new TransactionTemplate(transactions);
        this.apart.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    /**
     * Traces a refusal, whose transaction fails and would take an entry with it: in a transaction of its own, once the
     * failing one holds neither chain nor connection any more. Where that fails, its failure takes the refusal's place.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void writeAfterwards(Act refused) {
        transactions.afterwards(() -> apart.executeWithoutResult(transaction -> write(refused)));
    }

    /** Adds the act to its record's chain and returns the entry's id. */
    @Transactional(propagation = Propagation.MANDATORY)
    public UUID write(Act act) {
        UUID id = UuidCreator.getTimeOrderedEpoch();
        Instant at = clock.instant().truncatedTo(ChronoUnit.MICROS);
        entries.append(id, at, act, new Canonical(id, at, act).bytes());
        return id;
    }

    /**
     * Adds the same act to the chains of many records, set-wise.
     *
     * @param records each once
     * @param subject what it was done to, the same for all
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void writeAll(Collection<UUID> records, Actor actor, String act, @Nullable String subject, String ground) {
        Instant at = clock.instant().truncatedTo(ChronoUnit.MICROS);
        List<UUID> all = List.copyOf(records);
        for (int from = 0; from < all.size(); from += AT_ONCE) {
            entries.appendAll(
                    at,
                    all.subList(from, Math.min(all.size(), from + AT_ONCE)).stream()
                            .map(record -> Act.of(record, actor, act, subject, ground))
                            .toList());
        }
    }
}
