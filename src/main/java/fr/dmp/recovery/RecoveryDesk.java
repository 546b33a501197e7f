package fr.dmp.recovery;

import fr.dmp.audit.Act;
import fr.dmp.audit.AuditTrail;
import fr.dmp.gate.Limits;
import fr.dmp.identity.InsuredDirectory;
import fr.dmp.recovery.RecoveryCase.Call;
import fr.dmp.refusal.Refusal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

@Component
@Transactional(propagation = Propagation.MANDATORY)
class RecoveryDesk implements CallDesk {

    /** After which nobody calls any more (P). */
    private static final int CALLS = 3;

    /** Ways that end in a secret without a second pair of eyes. */
    private static final Set<RecoveryPath> OPEN =
            EnumSet.of(RecoveryPath.SEND, RecoveryPath.COOL_OFF, RecoveryPath.LETTER);

    private final RecoveryCases cases;
    private final InsuredDirectory directory;
    private final Limits limits;
    private final AuditTrail trail;
    private final RecoverySettings settings;
    private final Clock clock;

    RecoveryDesk(
            RecoveryCases cases,
            InsuredDirectory directory,
            Limits limits,
            AuditTrail trail,
            RecoverySettings settings,
            Clock clock) {
        this.cases = cases;
        this.directory = directory;
        this.limits = limits;
        this.trail = trail;
        this.settings = settings;
        this.clock = clock;
    }

    /** Within the engine's transaction, there being no earlier moment: agents are few. */
    @Override
    public Begun begin(Answers answers, String number, String login) {
        Claimant claimant = answers.check(today(), Answers.Asked.BY_PHONE);
        String caller = number.replaceAll("[^0-9+]", "");
        limits.take("recovery-person", claimant.nir().value(), settings.perPerson(), Duration.ofHours(1));
        if (!caller.isEmpty()) {
            limits.take("recovery-caller", caller, settings.perCaller(), Duration.ofHours(1));
        }
        RecoveryCase begun = RecoveryCase.begun(claimant, new Call(false, login, 0), null, now());
        cases.add(begun, answers, claimant.nir().value(), caller.isEmpty() ? null : caller);
        return new Begun(begun.id(), begun.reference());
    }

    @Override
    public RecoveryPath told(UUID recovery, Told choice, String login) {
        RecoveryCase present = get(recovery);
        RecoveryPath decided = present.progress().path();
        RecoveryPath chosen =
                switch (choice) {
                    case GO_ON -> decided;
                    case LETTER -> OPEN.contains(decided) && postal(present) ? RecoveryPath.LETTER : null;
                    case DOUBT -> OPEN.contains(decided) ? RecoveryPath.SECOND_LOOK : null;
                    case DROP -> RecoveryPath.REFUSE;
                };
        if (chosen == null) {
            throw Refusal.conflict("recovery-choice");
        }
        RecoveryCase.Progress next = present.progress().on(chosen);
        if (choice == Told.DOUBT) {
            next = next.because(RecoveryReason.DOUBT);
        } else if (choice == Told.DROP && decided != RecoveryPath.REFUSE) {
            next = next.because(RecoveryReason.ABANDONED);
        }
        cases.save(present.with(next));
        trace(present, login, "TELL_CALLER", choice.name());
        return chosen;
    }

    private boolean postal(RecoveryCase present) {
        return directory.get(present.ofPerson()).address().complete();
    }

    @Override
    public void reached(UUID recovery, Answers answers, String login) {
        Claimant claimant = answers.check(today(), Answers.Asked.BY_PHONE);
        limits.take("recovery-person", claimant.nir().value(), settings.perPerson(), Duration.ofHours(1));
        RecoveryCase present = get(recovery);
        cases.called(recovery);
        cases.answered(recovery, answers);
        cases.save(present.with(present.call().reachedBy(login))
                .with(present.progress().now(RecoveryStatus.ASKED).due(null)));
        trace(present, login, "CALL_BACK", "REACHED");
    }

    @Override
    public boolean unreached(UUID recovery, String login) {
        RecoveryCase present = get(recovery);
        Call call = present.call().again();
        cases.called(recovery);
        trace(present, login, "CALL_BACK", "UNREACHED");
        if (call.unreached() >= CALLS) {
            cases.save(present.with(call).with(present.progress().because(RecoveryReason.UNREACHED)));
            return false;
        }
        Instant due = CallCentreHours.after(now(), settings.callWithin(), present.postcode());
        cases.save(present.with(call).with(present.progress().due(due)));
        return true;
    }

    @Override
    public RecoveryPath judge(UUID recovery, Judgement judgement, String login) {
        RecoveryCase present = get(recovery);
        if (login.equals(present.call().agent())) {
            throw Refusal.conflict("own-recovery");
        }
        RecoveryPath chosen =
                switch (judgement) {
                    // Even so, known contacts keep their time to stop it.
                    case APPROVE -> RecoveryPath.COOL_OFF;
                    case LETTER -> RecoveryPath.LETTER;
                    case REFUSE -> RecoveryPath.REFUSE;
                };
        if (chosen == RecoveryPath.LETTER && !postal(present)) {
            throw Refusal.conflict("no-postal-address");
        }
        RecoveryCase.Progress next = present.progress().on(chosen);
        cases.save(present.with(chosen == RecoveryPath.REFUSE ? next.because(RecoveryReason.NOT_APPROVED) : next));
        trace(present, login, "JUDGE_RECOVERY", judgement.name());
        return chosen;
    }

    @Override
    public void posted(UUID recovery, Posting posting, String login) {
        trace(get(recovery), login, "POST_RECOVERY_LETTER", posting.name());
    }

    private void trace(RecoveryCase recovery, String login, String act, String ground) {
        recovery.record()
                .ifPresent(record -> trail.write(Act.of(
                        record, RecoveryCase.staff(login), act, recovery.id().toString(), ground)));
    }

    private RecoveryCase get(UUID id) {
        RecoveryCase present = cases.lock(id).orElseThrow(Refusal::absent);
        if (present.status().over()) {
            throw Refusal.gone("recovery-over");
        }
        return present;
    }

    private LocalDate today() {
        return now().atZone(ZoneId.of("Europe/Paris")).toLocalDate();
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
