package fr.dmp.emergency.process;

import fr.dmp.emergency.EmergencyFlow;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.UUID;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.springframework.stereotype.Component;

/** Moves emergency accesses and their reviews on in the engine, each by its id, which is the business key. */
@Component
class EmergencyProcess implements EmergencyFlow {

    private final RuntimeService runtime;
    private final TaskService tasks;

    EmergencyProcess(RuntimeService runtime, TaskService tasks) {
        this.runtime = runtime;
        this.tasks = tasks;
    }

    @Override
    public void start(UUID record, UUID access, Instant until, Instant remindAt, Instant dueAt) {
        runtime.startProcessInstanceByMessage(
                EmergencyAccess.OPENED,
                access.toString(),
                Map.of(
                        EmergencyAccess.RECORD, record.toString(),
                        EmergencyAccess.UNTIL, whole(until),
                        EmergencyAccess.REMIND_AT, whole(remindAt),
                        EmergencyAccess.DUE_AT, whole(dueAt)));
    }

    /** Also where nothing waits any more: the time may be over in the same moment. */
    @Override
    public void ended(UUID access) {
        correlate(EmergencyAccess.ENDED, access);
    }

    /** Also where its review hasn't begun: it then begins as the first. */
    @Override
    public void contested(UUID access) {
        correlate(EmergencyAccess.CONTESTED, access);
    }

    @Override
    public void standsOut(UUID access) {
        tasks.createTaskQuery()
                .processInstanceBusinessKey(access.toString())
                .list()
                .forEach(task -> {
                    task.setPriority(Math.max(task.getPriority(), EmergencyAccess.SOON));
                    tasks.saveTask(task);
                });
    }

    @Override
    public void reviewAgain(UUID record, UUID access, Instant remindAt, Instant dueAt) {
        runtime.startProcessInstanceByMessage(
                EmergencyAccess.REVIEW_AGAIN,
                access.toString(),
                Map.of(
                        EmergencyAccess.RECORD, record.toString(),
                        EmergencyAccess.REMIND_AT, whole(remindAt),
                        EmergencyAccess.DUE_AT, whole(dueAt)));
    }

    private void correlate(String message, UUID access) {
        runtime.createMessageCorrelation(message)
                .processInstanceBusinessKey(access.toString())
                .correlateAll();
    }

    /** A timer doesn't need fractions of seconds; it fires after them. */
    private static String whole(Instant instant) {
        Instant seconds = instant.truncatedTo(ChronoUnit.SECONDS);
        return (seconds.equals(instant) ? seconds : seconds.plusSeconds(1)).toString();
    }
}
