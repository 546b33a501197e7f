package fr.dmp.record.process;

import static fr.dmp.engine.StaffGroup.CASEWORKER;

import fr.dmp.engine.DeclaredVariables;
import fr.dmp.engine.ProcessBean;
import fr.dmp.engine.ProcessGroups;
import fr.dmp.engine.WorkingDays;
import fr.dmp.record.CreationReason;
import fr.dmp.record.CreationSteps;
import java.time.Clock;
import java.util.Arrays;
import java.util.Date;
import java.util.UUID;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.camunda.bpm.engine.impl.identity.Authentication;
import org.camunda.bpm.engine.variable.Variables;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Binds the model's elements to the domain's steps: one bean an element, named as it is. What a step refuses becomes an
 * error where the model catches one, by the engine's one translator.
 */
@Configuration
class CreationBinding {

    /** Working days that a caseworker has to compare the traits (P). */
    private static final int DAYS_TO_CHECK = 3;

    private final CreationSteps steps;
    private final Clock clock;

    CreationBinding(CreationSteps steps, Clock clock) {
        this.steps = steps;
        this.clock = clock;
    }

    @Bean
    DeclaredVariables recordCreationVariables() {
        return DeclaredVariables.of(RecordCreation.KEY)
                .word(RecordCreation.CHANNEL, "COUNTER", "PROFESSIONAL", "ONLINE")
                .matching(RecordCreation.REFERENCE, Pattern.compile("[0-9A-F]{4}-[0-9A-F]{4}"))
                .flag(RecordCreation.MATCHES)
                .flag(RecordCreation.TRUSTED)
                .flag(RecordCreation.CONFIRMED)
                .flag(RecordCreation.ELIGIBLE)
                .flag(RecordCreation.HANDED_OVER)
                .word(
                        RecordCreation.REASON,
                        Arrays.stream(CreationReason.values())
                                .map(CreationReason::slug)
                                .toArray(String[]::new))
                .matching(RecordCreation.REGIME, Pattern.compile("\\d{1,2}"))
                .matching(RecordCreation.FUND, Pattern.compile("[0-9A-Z]{1,9}"));
    }

    @Bean
    ProcessGroups recordCreationGroups() {
        return ProcessGroups.of(RecordCreation.KEY).startedBy(CASEWORKER).workedBy(CASEWORKER);
    }

    @ProcessBean
    @Bean
    JavaDelegate identifyPerson() {
        return execution -> {
            CreationSteps.Identification found = steps.identify(creation(execution));
            execution.setVariable(RecordCreation.MATCHES, found.matches());
            execution.setVariable(RecordCreation.TRUSTED, found.contactKnown());
        };
    }

    @ProcessBean
    @Bean
    JavaDelegate requireNoRecord() {
        return execution -> {
            CreationSteps.Affiliation affiliation = steps.requireNone(creation(execution));
            execution.setVariable(RecordCreation.REGIME, Variables.stringValue(affiliation.regime(), true));
            execution.setVariable(RecordCreation.FUND, Variables.stringValue(affiliation.fund(), true));
        };
    }

    @ProcessBean
    @Bean
    JavaDelegate openRecord() {
        return execution -> steps.open(creation(execution));
    }

    @ProcessBean
    @Bean
    JavaDelegate refuseCreation() {
        return execution -> {
            Object reason = execution.getVariable(RecordCreation.REASON);
            steps.refuse(
                    creation(execution),
                    reason == null ? CreationReason.NOT_ELIGIBLE : CreationReason.ofSlug(reason.toString()));
        };
    }

    @ProcessBean
    @Bean
    JavaDelegate failCheck() {
        return execution -> steps.failCheck(creation(execution));
    }

    @ProcessBean
    @Bean
    JavaDelegate expireCreation() {
        return execution -> steps.expire(creation(execution));
    }

    @ProcessBean
    @Bean
    JavaDelegate renewSlip() {
        return execution -> steps.renewSlip(creation(execution));
    }

    @ProcessBean
    @Bean
    JavaDelegate closeHandOver() {
        return execution -> steps.handOverUnconfirmed(creation(execution));
    }

    /** From here on it waits for a caseworker, who has a few days. */
    @ProcessBean
    @Bean
    TaskListener checkIdentity() {
        return task -> {
            steps.awaitCheck(creation(task.getExecution()));
            task.setDueDate(Date.from(WorkingDays.after(clock.instant(), DAYS_TO_CHECK)));
        };
    }

    /** The person stands before whoever opened the record: the slip is theirs to hand over, unless they let it go. */
    @ProcessBean
    @Bean
    TaskListener handOverSlip() {
        return task -> {
            Authentication present =
                    task.getProcessEngineServices().getIdentityService().getCurrentAuthentication();
            if (present != null && present.getUserId() != null) {
                task.setAssignee(present.getUserId());
            }
        };
    }

    private static UUID creation(DelegateExecution execution) {
        return UUID.fromString(execution.getProcessBusinessKey());
    }
}
