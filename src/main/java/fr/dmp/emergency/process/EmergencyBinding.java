package fr.dmp.emergency.process;

import static fr.dmp.engine.StaffGroup.COMPLIANCE;
import static fr.dmp.engine.StaffGroup.REVIEWER;

import fr.dmp.emergency.EmergencySteps;
import fr.dmp.emergency.Review;
import fr.dmp.engine.DeclaredVariables;
import fr.dmp.engine.ProcessBean;
import fr.dmp.engine.ProcessGroups;
import java.util.Arrays;
import java.util.UUID;
import java.util.function.Consumer;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.camunda.bpm.engine.task.Task;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Binds the model's elements to what becomes of an emergency access: one bean an element, named as it is. */
@Configuration
class EmergencyBinding {

    private final EmergencySteps steps;

    EmergencyBinding(EmergencySteps steps) {
        this.steps = steps;
    }

    @Bean
    DeclaredVariables emergencyAccessVariables() {
        return DeclaredVariables.of(EmergencyAccess.KEY)
                .id(EmergencyAccess.RECORD)
                .instant(EmergencyAccess.UNTIL)
                .instant(EmergencyAccess.REMIND_AT)
                .instant(EmergencyAccess.DUE_AT)
                .word(
                        EmergencyAccess.FINDING,
                        Arrays.stream(Review.values()).map(Enum::name).toArray(String[]::new));
    }

    /** An access or a contest starts it, nobody of the staff. */
    @Bean
    ProcessGroups emergencyAccessGroups() {
        return ProcessGroups.of(EmergencyAccess.KEY).workedBy(REVIEWER, COMPLIANCE);
    }

    @ProcessBean
    @Bean
    JavaDelegate tellOfEmergency() {
        return execution -> steps.tellOfAccess(record(execution), access(execution));
    }

    @ProcessBean
    @Bean
    JavaDelegate endEmergencyAccess() {
        return execution -> steps.end(record(execution), access(execution));
    }

    /** What is contested already comes first, what stands out soon. */
    @ProcessBean
    @Bean
    TaskListener reviewEmergency() {
        return this::order;
    }

    /** The same of the second opinion. */
    @ProcessBean
    @Bean
    TaskListener confirmUnjustified() {
        return this::order;
    }

    private void order(DelegateTask task) {
        DelegateExecution execution = task.getExecution();
        task.setPriority(
                switch (steps.urgency(record(execution), access(execution))) {
                    case FIRST -> EmergencyAccess.FIRST;
                    case SOON -> EmergencyAccess.SOON;
                    case USUAL -> EmergencyAccess.USUAL;
                });
    }

    @ProcessBean
    @Bean
    JavaDelegate putReviewFirst() {
        return execution -> onTask(execution, task -> task.setPriority(EmergencyAccess.FIRST));
    }

    @ProcessBean
    @Bean
    JavaDelegate remindReviewers() {
        return execution ->
                onTask(execution, task -> task.setPriority(Math.max(task.getPriority(), EmergencyAccess.SOON)));
    }

    /** It is the compliance officer's, too, from now on. */
    @ProcessBean
    @Bean
    JavaDelegate escalateOverdueReview() {
        return execution -> {
            steps.escalateOverdue(record(execution), access(execution));
            TaskService tasks = execution.getProcessEngineServices().getTaskService();
            onTask(execution, task -> {
                task.setPriority(EmergencyAccess.FIRST);
                tasks.addCandidateGroup(task.getId(), COMPLIANCE.id());
            });
        };
    }

    @ProcessBean
    @Bean
    JavaDelegate tellOfOutcome() {
        return execution -> steps.tellOfOutcome(record(execution), access(execution));
    }

    @ProcessBean
    @Bean
    JavaDelegate escalateUnjustified() {
        return execution -> steps.escalateUnjustified(record(execution), access(execution));
    }

    /** What was held for unjustified waits for what becomes of it. */
    @ProcessBean
    @Bean
    JavaDelegate remindCompliance() {
        return execution -> onTask(execution, task -> task.setPriority(EmergencyAccess.FIRST));
    }

    private static void onTask(DelegateExecution execution, Consumer<Task> change) {
        TaskService tasks = execution.getProcessEngineServices().getTaskService();
        tasks.createTaskQuery()
                .processInstanceId(execution.getProcessInstanceId())
                .list()
                .forEach(task -> {
                    change.accept(task);
                    tasks.saveTask(task);
                });
    }

    private static UUID record(DelegateExecution execution) {
        return UUID.fromString(String.valueOf(execution.getVariable(EmergencyAccess.RECORD)));
    }

    private static UUID access(DelegateExecution execution) {
        return UUID.fromString(execution.getProcessBusinessKey());
    }
}
