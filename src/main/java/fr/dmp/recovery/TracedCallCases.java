package fr.dmp.recovery;

import fr.dmp.audit.Act;
import fr.dmp.audit.Actor;
import fr.dmp.audit.AuditTrail;
import fr.dmp.engine.StaffGroup;
import fr.dmp.engine.StaffMember;
import fr.dmp.identity.InsuredDirectory;
import fr.dmp.refusal.Refusal;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Read and traced in one transaction, in the chain of the record that the answers named. */
@Component
class TracedCallCases implements CallCases {

    private final RecoveryCases cases;
    private final RecoverySteps steps;
    private final RecoveryNumbers numbers;
    private final InsuredDirectory directory;
    private final AuditTrail trail;
    private final Clock clock;

    TracedCallCases(
            RecoveryCases cases,
            RecoverySteps steps,
            RecoveryNumbers numbers,
            InsuredDirectory directory,
            AuditTrail trail,
            Clock clock) {
        this.cases = cases;
        this.steps = steps;
        this.numbers = numbers;
        this.directory = directory;
        this.trail = trail;
        this.clock = clock;
    }

    @Override
    @Transactional
    public File show(UUID id, StaffMember member) {
        boolean supervises = member.in(StaffGroup.SUPERVISOR_3646);
        if (!supervises && !member.in(StaffGroup.AGENT_3646)) {
            throw Refusal.denied("access-denied", "NOT_AGENT");
        }
        RecoveryCase shown = cases.find(id).orElseThrow(Refusal::absent);
        Actor actor = RecoveryCase.staff(member.login());
        shown.record()
                .ifPresent(
                        record -> trail.write(Act.of(record, actor, "READ_RECOVERY", id.toString(), "RECOVERY_DESK")));
        return file(shown, member.login(), supervises);
    }

    private File file(RecoveryCase shown, String login, boolean supervises) {
        RecoveryCase.Progress progress = shown.progress();
        Verdict verdict = shown.subject().verdict();
        // Of who wasn't recognised nothing is looked up: nobody learns from here whether they have a record.
        boolean recognised = verdict != null && verdict != Verdict.NOT;
        return new File(
                shown.id(),
                shown.reference(),
                shown.lost(),
                shown.requestedAt(),
                progress.status(),
                verdict == null ? null : verdict == Verdict.ENOUGH,
                progress.path(),
                recognised ? steps.channel(shown).map(Enum::name).orElse(null) : null,
                recognised && directory.get(shown.ofPerson()).address().complete(),
                progress.status() == RecoveryStatus.CALL
                        ? cases.phone(shown.id()).orElse(null)
                        : null,
                shown.call().unreached(),
                progress.dueAt(),
                supervises ? progress.reasons().stream().sorted().toList() : List.of(),
                supervises ? shown.call().agent() : null,
                Optional.ofNullable(shown.call().agent()).filter(login::equals).isPresent());
    }

    @Override
    @Transactional(readOnly = true)
    public Board board(StaffMember member) {
        if (!member.in(StaffGroup.SUPERVISOR_3646)) {
            throw Refusal.denied("access-denied", "NOT_SUPERVISOR");
        }
        return numbers.at(clock.instant());
    }
}
