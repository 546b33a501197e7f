package fr.dmp.emergency;

import com.github.f4b6a3.uuid.UuidCreator;
import fr.dmp.access.Decisions;
import fr.dmp.audit.AccessMode;
import fr.dmp.audit.Act;
import fr.dmp.audit.AuditTrail;
import fr.dmp.emergency.EmergencyBook.Kept;
import fr.dmp.emergency.EmergencyBook.Standing;
import fr.dmp.emergency.EmergencyObstacle.Right;
import fr.dmp.engine.WorkingDays;
import fr.dmp.gate.Limits;
import fr.dmp.refusal.Refusal;
import fr.dmp.signin.ProfessionalSession;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** An access is opened, traced and told in one transaction; refused, it is traced all the same. */
@Component
class TracedEmergencies implements EmergencyAccesses {

    private static final String OPEN = "OPEN_EMERGENCY_ACCESS";

    private final EmergencyBook book;
    private final EmergencyFlow flow;
    private final EmergencyMarks marks;
    private final EmergencyAlarms alarms;
    private final Decisions decisions;
    private final AuditTrail trail;
    private final Limits limits;
    private final EmergencyLimits settings;
    private final TransactionOperations transactions;
    private final Clock clock;

    TracedEmergencies(
            EmergencyBook book,
            EmergencyFlow flow,
            EmergencyMarks marks,
            EmergencyAlarms alarms,
            Decisions decisions,
            AuditTrail trail,
            Limits limits,
            EmergencyLimits settings,
            TransactionOperations transactions,
            Clock clock) {
        this.book = book;
        this.flow = flow;
        this.marks = marks;
        this.alarms = alarms;
        this.decisions = decisions;
        this.trail = trail;
        this.limits = limits;
        this.settings = settings;
        this.transactions = transactions;
        this.clock = clock;
    }

    @Override
    public Opened open(
            ProfessionalSession professional,
            UUID record,
            EmergencyWish wish,
            Function<Supplier<Opened>, Opened> once) {
        EmergencyWish.Checked checked = wish.checked();
        limit(professional, checked.mode());
        return transactions.execute(transaction -> once.apply(() -> opened(professional, record, checked)));
    }

    /** Who opens that many records hasn't got that many emergencies. */
    private void limit(ProfessionalSession professional, AccessMode mode) {
        try {
            limits.take("emergency-" + mode.code(), rpps(professional), settings.most(mode), settings.within(mode));
        } catch (Refusal refused) {
            alarms.tooMany(mode);
            throw refused;
        }
    }

    private Opened opened(ProfessionalSession professional, UUID record, EmergencyWish.Checked wish) {
        Instant now = now();
        decisions.enter(professional.actor(), record, now);
        Standing standing = book.standing(record, rpps(professional), wish.mode(), now);
        Right regulation = professional.regulation() ? Right.GIVEN : Right.MISSING;
        Optional<EmergencyObstacle> obstacle = EmergencyObstacle.of(standing, wish.mode(), regulation);
        if (obstacle.isPresent()) {
            throw refused(professional, record, standing, wish.mode(), obstacle.get());
        }
        Kept access = book.open(record, rpps(professional), wish.mode(), now)
                .orElseGet(() -> begun(professional, record, wish, now));
        return new Opened(access.id(), access.mode(), access.until());
    }

    private Kept begun(ProfessionalSession professional, UUID record, EmergencyWish.Checked wish, Instant now) {
        Kept access = new Kept(
                record,
                UuidCreator.getTimeOrderedEpoch(),
                rpps(professional),
                wish.mode(),
                now,
                now.plus(settings.lasts(wish.mode())),
                null);
        Instant due = WorkingDays.after(now, settings.reviewDays());
        book.add(access, wish, due);
        trail.write(act(
                professional,
                record,
                access.id(),
                OPEN,
                wish.mode(),
                wish.reason().name()));
        flow.start(record, access.id(), access.until(), remindAt(due), due);
        marks.opened(access, now);
        return access;
    }

    /** A day before it is due. */
    static Instant remindAt(Instant due) {
        return due.minus(Duration.ofDays(1));
    }

    /** A record that doesn't exist has no chain: what was asked for by a wrong id must not start one. */
    private Refusal refused(
            ProfessionalSession professional,
            UUID record,
            Standing standing,
            AccessMode mode,
            EmergencyObstacle obstacle) {
        if (standing.exists()) {
            trail.writeAfterwards(
                    new Act(record, professional.actor(), null, OPEN + "_REFUSED", null, mode, obstacle.name()));
        }
        return obstacle.refusal();
    }

    @Override
    public void end(ProfessionalSession professional, UUID record, UUID access) {
        transactions.executeWithoutResult(transaction -> {
            decisions.enter(professional.actor(), record, now());
            Kept kept = book.find(record, access)
                    .filter(one -> one.professional().equals(rpps(professional)))
                    .orElseThrow(Refusal::absent);
            if (kept.open(now())) {
                book.end(record, access, now());
                trail.write(act(professional, record, access, "END_EMERGENCY_ACCESS", kept.mode(), "PROFESSIONAL"));
                flow.ended(access);
            }
        });
    }

    private static Act act(
            ProfessionalSession professional, UUID record, UUID access, String name, AccessMode mode, String ground) {
        return new Act(record, professional.actor(), null, name, access.toString(), mode, ground);
    }

    private static String rpps(ProfessionalSession professional) {
        return professional.professional().rpps();
    }

    /** As the database keeps it, so that what is open from now on is so already. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
