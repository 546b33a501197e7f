package fr.dmp.record;

import fr.dmp.audit.Act;
import fr.dmp.audit.Actor;
import fr.dmp.audit.AuditTrail;
import fr.dmp.gate.Limits;
import fr.dmp.refusal.Refusal;
import fr.dmp.signin.Credentials;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionOperations;

@Component
class PaperSlips implements Slips {

    private final SlipBox slips;
    private final CreationCases cases;
    private final Records records;
    private final OpeningPlaces places;
    private final SlipPaper paper;
    private final Openings openings;
    private final Limits limits;
    private final CreationLimits allowed;
    private final AuditTrail trail;
    private final TransactionOperations transactions;
    private final Clock clock;

    PaperSlips(
            SlipBox slips,
            CreationCases cases,
            Records records,
            OpeningPlaces places,
            SlipPaper paper,
            Openings openings,
            Limits limits,
            CreationLimits allowed,
            AuditTrail trail,
            TransactionOperations transactions,
            Clock clock) {
        this.slips = slips;
        this.cases = cases;
        this.records = records;
        this.places = places;
        this.paper = paper;
        this.openings = openings;
        this.limits = limits;
        this.allowed = allowed;
        this.trail = trail;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** The paper is made before the transaction ends: should that fail, the slip still waits. */
    @Override
    @Transactional
    public byte[] fetch(UUID id, Actor reader) {
        Slip slip = find(id, reader);
        Credentials.Issued issued = slips.take(id, clock.instant()).orElseThrow(() -> Refusal.gone("slip-gone"));
        Records.Summary record = records.find(slip.record()).orElseThrow(Refusal::absent);
        trail.write(Act.of(slip.record(), reader, "PRINT_SLIP", id.toString(), "FETCHED_ONCE"));
        return paper.print(issued, record, places.of(record), CaseFile.reference(slip.creation()));
    }

    @Override
    public Slip renew(UUID id, Actor opener, Function<Supplier<Slip>, Slip> once) {
        limits.take("slip-renewal", opener.id(), allowed.perProfessional(), Duration.ofHours(1));
        return transactions.execute(transaction -> once.apply(() -> renewed(id, opener)));
    }

    private Slip renewed(UUID id, Actor opener) {
        UUID creation = find(id, opener).creation();
        return openings.renewSlip(cases.lock(creation).orElseThrow(Refusal::absent));
    }

    private Slip find(UUID id, Actor reader) {
        return slips.find(id).filter(found -> mayFetch(found, reader)).orElseThrow(Refusal::absent);
    }

    /** A counter's slip is its caseworkers'; a professional's is theirs alone. */
    private boolean mayFetch(Slip slip, Actor reader) {
        CreationCase creation = cases.find(slip.creation()).orElseThrow(Refusal::absent);
        return switch (creation.channel()) {
            case COUNTER -> reader.kind() == Actor.Kind.STAFF;
            case PROFESSIONAL ->
                reader.kind() == Actor.Kind.PROFESSIONAL
                        && reader.id().equals(creation.starter().id());
            case ONLINE -> false;
        };
    }
}
