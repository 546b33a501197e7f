package fr.dmp.document;

import fr.dmp.access.Decisions;
import fr.dmp.audit.Act;
import fr.dmp.audit.Actor;
import fr.dmp.audit.AuditTrail;
import fr.dmp.document.store.StoredDocuments;
import fr.dmp.identity.Professional;
import fr.dmp.identity.Professionals;
import fr.dmp.notice.NoticeKind;
import fr.dmp.notice.Notices;
import fr.dmp.record.Records;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Results that are hidden from their holder until a doctor has announced them: after two weeks the holder is asked to see
 * their doctor, a month after the deposit they open by themselves.
 */
@Component
@Transactional(propagation = Propagation.MANDATORY)
public class Disclosures {

    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
    private static final String GROUND = "RESULT_DISCLOSURE";

    private final StoredDocuments documents;
    private final DisclosureFlow flow;
    private final Decisions decisions;
    private final AuditTrail trail;
    private final Notices notices;
    private final Records records;
    private final Professionals professionals;
    private final Clock clock;

    Disclosures(
            StoredDocuments documents,
            DisclosureFlow flow,
            Decisions decisions,
            AuditTrail trail,
            Notices notices,
            Records records,
            Professionals professionals,
            Clock clock) {
        this.documents = documents;
        this.flow = flow;
        this.decisions = decisions;
        this.trail = trail;
        this.notices = notices;
        this.records = records;
        this.professionals = professionals;
        this.clock = clock;
    }

    /** When the holder is asked to see their doctor. */
    static Instant remindAt(Instant depositedAt) {
        return depositedAt.atZone(PARIS).plusWeeks(2).toInstant();
    }

    /** When the result opens by itself. */
    static Instant opensAt(Instant depositedAt) {
        return depositedAt.atZone(PARIS).plusMonths(1).toInstant();
    }

    void begin(UUID record, UUID series, Instant depositedAt) {
        flow.start(record, series, remindAt(depositedAt), opensAt(depositedAt));
    }

    void settle(UUID series) {
        flow.settle(series);
    }

    /** Tells the holder that there is something new, and of whom. */
    void tellOfDeposit(UUID record, Actor author) {
        if (author.kind() == Actor.Kind.PROFESSIONAL) {
            String name =
                    professionals.find(author.id()).map(Professional::name).orElse("");
            tell(record, NoticeKind.DOCUMENT_DEPOSITED, Map.of("professional", name));
        } else {
            tell(record, NoticeKind.OWN_DOCUMENT_DEPOSITED, Map.of());
        }
    }

    /** Asks the holder to see their doctor; what for, only the doctor tells. */
    public void remind(UUID record) {
        trail.write(Act.of(record, Actor.SYSTEM, "ASK_TO_SEE_DOCTOR", null, GROUND));
        tell(record, NoticeKind.RESULT_AWAITED, Map.of());
    }

    /** Shows a result to its holder. */
    public void disclose(UUID record, UUID series) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        decisions.enter(Actor.SYSTEM, record, now);
        documents.disclose(record, series, now);
        trail.write(Act.of(record, Actor.SYSTEM, "DISCLOSE_RESULT", series.toString(), GROUND));
        tell(record, NoticeKind.RESULT_DISCLOSED, Map.of());
    }

    private void tell(UUID record, NoticeKind kind, Map<String, String> facts) {
        records.find(record).ifPresent(found -> notices.tell(record, found.person(), kind, facts));
    }
}
