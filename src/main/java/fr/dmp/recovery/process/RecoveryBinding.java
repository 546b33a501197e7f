package fr.dmp.recovery.process;

import static fr.dmp.engine.StaffGroup.AGENT_3646;
import static fr.dmp.engine.StaffGroup.SUPERVISOR_3646;

import fr.dmp.engine.DeclaredVariables;
import fr.dmp.engine.ProcessBean;
import fr.dmp.engine.ProcessGroups;
import fr.dmp.recovery.Assessment;
import fr.dmp.recovery.RecoveryPath;
import fr.dmp.recovery.RecoverySteps;
import fr.dmp.recovery.Verdict;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Date;
import java.util.UUID;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.camunda.bpm.engine.impl.identity.Authentication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Binds the model's elements to the domain's steps: one bean an element, named as it is. */
@Configuration
class RecoveryBinding {

    private final RecoverySteps steps;

    RecoveryBinding(RecoverySteps steps) {
        this.steps = steps;
    }

    @Bean
    DeclaredVariables credentialRecoveryVariables() {
        return DeclaredVariables.of(CredentialRecovery.KEY)
                .matching(CredentialRecovery.REFERENCE, Pattern.compile("[0-9A-Z]{4}-[0-9A-Z]{4}"))
                .word(CredentialRecovery.CHANNEL, CredentialRecovery.PHONE, CredentialRecovery.FORM)
                .word(CredentialRecovery.VERDICT, names(Verdict.values()))
                .word(CredentialRecovery.CONTACT, names(Assessment.Contact.values()))
                .word(CredentialRecovery.PATH, names(RecoveryPath.values()))
                .flag(CredentialRecovery.CALLABLE)
                .flag(CredentialRecovery.POSTAL)
                .flag(CredentialRecovery.RISKY)
                .flag(CredentialRecovery.AGENT_RATE)
                .flag(CredentialRecovery.DONE)
                .flag(CredentialRecovery.AGAIN)
                .flag(CredentialRecovery.AWAITED)
                .instant(CredentialRecovery.UNTIL)
                .instant(CredentialRecovery.DUE_AT);
    }

    private static String[] names(Enum<?>[] values) {
        return Arrays.stream(values).map(Enum::name).toArray(String[]::new);
    }

    /** An agent starts it with the caller on the line; whoever asks by form starts it without anybody of the staff. */
    @Bean
    ProcessGroups credentialRecoveryGroups() {
        return ProcessGroups.of(CredentialRecovery.KEY).startedBy(AGENT_3646).workedBy(AGENT_3646, SUPERVISOR_3646);
    }

    @ProcessBean
    @Bean
    JavaDelegate checkAnswers() {
        return execution -> {
            Assessment found = steps.check(recovery(execution));
            execution.setVariable(CredentialRecovery.VERDICT, found.verdict().name());
            execution.setVariable(CredentialRecovery.CONTACT, found.contact().name());
            execution.setVariable(CredentialRecovery.CALLABLE, found.callable());
            execution.setVariable(CredentialRecovery.POSTAL, found.postal());
            execution.setVariable(CredentialRecovery.RISKY, found.risky());
            execution.setVariable(CredentialRecovery.AGENT_RATE, found.agentRate());
        };
    }

    @ProcessBean
    @Bean
    JavaDelegate takePath() {
        return execution -> steps.goOn(
                recovery(execution),
                RecoveryPath.valueOf(String.valueOf(execution.getVariable(CredentialRecovery.PATH))));
    }

    /** The caller is on the line with whoever typed their answers. */
    @ProcessBean
    @Bean
    TaskListener tellCaller() {
        return task -> {
            steps.awaitTelling(recovery(task.getExecution()));
            task.setPriority(CredentialRecovery.NOW);
            Authentication present =
                    task.getProcessEngineServices().getIdentityService().getCurrentAuthentication();
            if (present != null && present.getUserId() != null) {
                task.setAssignee(present.getUserId());
            }
        };
    }

    @ProcessBean
    @Bean
    JavaDelegate queueCall() {
        return execution -> due(execution, steps.awaitCall(recovery(execution)));
    }

    @ProcessBean
    @Bean
    TaskListener callBack() {
        return RecoveryBinding::inTurn;
    }

    @ProcessBean
    @Bean
    JavaDelegate askSecondLook() {
        return execution -> due(execution, steps.awaitSecondLook(recovery(execution)));
    }

    @ProcessBean
    @Bean
    TaskListener lookAgain() {
        return RecoveryBinding::inTurn;
    }

    @ProcessBean
    @Bean
    TaskListener confirmPosting() {
        return task -> task.setPriority(CredentialRecovery.USUAL);
    }

    private static void inTurn(DelegateTask task) {
        task.setPriority(CredentialRecovery.USUAL);
        task.setDueDate(Date.from(Instant.parse(String.valueOf(task.getVariable(CredentialRecovery.DUE_AT)))));
    }

    @ProcessBean
    @Bean
    JavaDelegate coolOff() {
        return execution -> execution.setVariable(CredentialRecovery.UNTIL, whole(steps.coolOff(recovery(execution))));
    }

    @ProcessBean
    @Bean
    JavaDelegate sendCode() {
        return execution -> {
            RecoverySteps.Sent sent = steps.send(recovery(execution));
            execution.setVariable(CredentialRecovery.AWAITED, sent.awaited());
            execution.setVariable(CredentialRecovery.UNTIL, whole(sent.until()));
        };
    }

    @ProcessBean
    @Bean
    JavaDelegate orderLetter() {
        return execution ->
                execution.setVariable(CredentialRecovery.UNTIL, whole(steps.sendLetter(recovery(execution))));
    }

    @ProcessBean
    @Bean
    JavaDelegate awaitLetter() {
        return execution -> execution.setVariable(CredentialRecovery.AWAITED, steps.letterAwaited(recovery(execution)));
    }

    @ProcessBean
    @Bean
    JavaDelegate refuseRecovery() {
        return execution -> steps.refuse(recovery(execution));
    }

    @ProcessBean
    @Bean
    JavaDelegate closeUnjudged() {
        return execution -> steps.unjudged(recovery(execution));
    }

    @ProcessBean
    @Bean
    JavaDelegate expireRecovery() {
        return execution -> steps.expire(recovery(execution));
    }

    /** Nobody has called, looked or posted in time: it is the supervisors', too, and first. */
    @ProcessBean
    @Bean
    JavaDelegate escalateRecovery() {
        return execution -> {
            steps.escalate(recovery(execution));
            TaskService tasks = execution.getProcessEngineServices().getTaskService();
            tasks.createTaskQuery()
                    .processInstanceId(execution.getProcessInstanceId())
                    .list()
                    .forEach(task -> {
                        task.setPriority(CredentialRecovery.LATE);
                        tasks.saveTask(task);
                        tasks.addCandidateGroup(task.getId(), SUPERVISOR_3646.id());
                    });
        };
    }

    private static void due(DelegateExecution execution, Instant due) {
        execution.setVariable(CredentialRecovery.DUE_AT, whole(due));
    }

    /** A timer doesn't need fractions of seconds; it fires after them. */
    private static String whole(Instant instant) {
        Instant seconds = instant.truncatedTo(ChronoUnit.SECONDS);
        return (seconds.equals(instant) ? seconds : seconds.plusSeconds(1)).toString();
    }

    private static UUID recovery(DelegateExecution execution) {
        return UUID.fromString(execution.getProcessBusinessKey());
    }
}
