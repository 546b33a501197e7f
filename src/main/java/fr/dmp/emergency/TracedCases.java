package fr.dmp.emergency;

import fr.dmp.access.Decisions;
import fr.dmp.audit.AccessMode;
import fr.dmp.audit.Act;
import fr.dmp.audit.Actor;
import fr.dmp.audit.AuditTrail;
import fr.dmp.emergency.EmergencyBook.Case;
import fr.dmp.emergency.EmergencyBook.Kept;
import fr.dmp.emergency.EmergencyEvidence.Month;
import fr.dmp.engine.StaffGroup;
import fr.dmp.engine.StaffMember;
import fr.dmp.identity.Professional;
import fr.dmp.identity.Professionals;
import fr.dmp.refusal.Refusal;
import java.time.Clock;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Read and traced in one transaction, in the chain of the record that was accessed. */
@Component
class TracedCases implements EmergencyCases {

    private static final int MONTHS = 13;

    private final EmergencyBook book;
    private final EmergencyEvidence evidence;
    private final OwnReviews own;
    private final Professionals professionals;
    private final Decisions decisions;
    private final AuditTrail trail;
    private final Clock clock;

    TracedCases(
            EmergencyBook book,
            EmergencyEvidence evidence,
            OwnReviews own,
            Professionals professionals,
            Decisions decisions,
            AuditTrail trail,
            Clock clock) {
        this.book = book;
        this.evidence = evidence;
        this.own = own;
        this.professionals = professionals;
        this.decisions = decisions;
        this.trail = trail;
        this.clock = clock;
    }

    @Override
    @Transactional
    public File show(UUID access, StaffMember reviewer) {
        require(reviewer);
        UUID record = book.record(access).orElseThrow(Refusal::absent);
        Actor actor = new Actor(Actor.Kind.STAFF, reviewer.login(), null);
        decisions.enter(actor, record, now());
        Case shown = book.get(record, access).orElseThrow(Refusal::absent);
        own.refuse(shown.access(), reviewer.login());
        trail.write(new Act(
                record, actor, null, "READ_EMERGENCY_CASE", access.toString(), AccessMode.NORMAL, "EMERGENCY_REVIEW"));
        return file(shown);
    }

    @Override
    @Transactional(readOnly = true)
    public List<Month> months(StaffMember reviewer) {
        require(reviewer);
        YearMonth last = YearMonth.from(now().atZone(ZoneId.of("Europe/Paris")));
        return evidence.months(last.minusMonths(MONTHS - 1), last);
    }

    private File file(Case shown) {
        Kept kept = shown.access();
        Optional<Professional> professional = professionals.find(kept.professional());
        String said = shown.outcomeReason();
        return new File(
                kept.id(),
                professional.map(Professional::name).orElse(""),
                professional.map(Professional::profession).orElse(""),
                professional.map(EmergencyPlace::of).orElse(null),
                kept.mode(),
                shown.reason(),
                shown.explanation(),
                shown.callReference(),
                kept.since(),
                kept.endedAt() == null ? kept.until() : kept.endedAt(),
                kept.open(now()),
                shown.dueAt(),
                shown.contestedAt(),
                shown.words(),
                shown.review(),
                shown.first(),
                shown.review() == Review.PENDING || said == null ? null : new Opinion(shown.review(), said),
                evidence.findings(kept.record(), kept.id()),
                evidence.of(kept.id(), now()));
    }

    private static void require(StaffMember member) {
        if (!member.in(StaffGroup.REVIEWER) && !member.in(StaffGroup.COMPLIANCE)) {
            throw Refusal.denied("access-denied", "NOT_REVIEWER");
        }
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
