package fr.dmp.engine;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.jspecify.annotations.Nullable;

/** Stands at each start event and each user task: what a person sends goes into the domain, and none of it stays here. */
final class FormIntake implements ExecutionListener, TaskListener {

    private final @Nullable String bean;
    private final ProcessBeans beans;

    FormIntake(@Nullable String bean, ProcessBeans beans) {
        this.bean = bean;
        this.beans = beans;
    }

    @Override
    public void notify(DelegateExecution execution) throws Exception {
        CommandContext command = Context.getCommandContext();
        Optional<String> login = People.login(command);
        ExecutionEntity instance = ((ExecutionEntity) execution).getProcessInstance();
        if (login.isEmpty() || instance.getSuperExecution() != null) {
            return;
        }
        if (bean == null || instance.getBusinessKey() != null) {
            throw RefusedInEngine.form();
        }
        Intake intake = beans.intake(bean);
        Map<String, Object> fields = Submitted.atStart(instance).takeAway(intake.fields());
        Intake.Taken taken = take(command, intake, fields, occasion(execution, null, login.get()));
        instance.setProcessBusinessKey(taken.reference().toString());
        instance.setVariables(taken.variables());
        Takings.present().letIn(instance.getId());
    }

    @Override
    public void notify(DelegateTask task) {
        CommandContext command = Context.getCommandContext();
        Optional<String> login = People.login(command);
        if (login.isEmpty()) {
            return;
        }
        Submitted submitted = Submitted.to((TaskEntity) task);
        if (bean == null && submitted.isEmpty()) {
            return;
        }
        if (bean == null) {
            throw RefusedInEngine.form();
        }
        Intake intake = beans.intake(bean);
        UUID reference = UUID.fromString(task.getExecution().getProcessBusinessKey());
        Map<String, Object> fields = submitted.takeAway(intake.fields());
        Intake.Taken taken = take(command, intake, fields, occasion(task.getExecution(), reference, login.get()));
        ((ExecutionEntity) task.getExecution()).getProcessInstance().setVariables(taken.variables());
    }

    private static Intake.Occasion occasion(DelegateExecution at, @Nullable UUID reference, String login) {
        String process = ((ExecutionEntity) at).getProcessDefinition().getKey();
        return new Intake.Occasion(process, at.getCurrentActivityId(), reference, login);
    }

    /** The domain decides for itself; the engine's permissions are about the form that was sent. */
    private static Intake.Taken take(
            CommandContext command, Intake intake, Map<String, Object> fields, Intake.Occasion occasion) {
        try {
            return command.runWithoutAuthorization(() -> intake.take(fields, occasion));
        } catch (RuntimeException e) {
            throw RefusedInEngine.in(e)
                    .<RuntimeException>map(RefusedInEngine::new)
                    .orElse(e);
        }
    }
}
