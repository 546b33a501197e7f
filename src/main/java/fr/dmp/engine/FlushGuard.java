package fr.dmp.engine;

import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.delegate.Expression;
import org.camunda.bpm.engine.impl.batch.BatchEntity;
import org.camunda.bpm.engine.impl.db.DbEntity;
import org.camunda.bpm.engine.impl.db.entitymanager.cache.CachedDbEntity;
import org.camunda.bpm.engine.impl.db.entitymanager.cache.DbEntityState;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.interceptor.CommandContextListener;
import org.camunda.bpm.engine.impl.persistence.entity.AttachmentEntity;
import org.camunda.bpm.engine.impl.persistence.entity.CommentEntity;
import org.camunda.bpm.engine.impl.persistence.entity.DeploymentEntity;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.FilterEntity;
import org.camunda.bpm.engine.impl.persistence.entity.GroupEntity;
import org.camunda.bpm.engine.impl.persistence.entity.IdentityLinkEntity;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.camunda.bpm.engine.impl.persistence.entity.TenantEntity;
import org.camunda.bpm.engine.impl.persistence.entity.VariableInstanceEntity;
import org.camunda.bpm.engine.impl.task.TaskDefinition;
import org.camunda.bpm.engine.variable.type.PrimitiveValueType;
import org.camunda.bpm.engine.variable.value.TypedValue;
import org.jspecify.annotations.Nullable;

/**
 * Looks at all that the outermost command is about to store, and refuses what could be anything that a person typed:
 * undeclared variables, business keys that are no ids, comments, attachments, tasks beside the processes, names and
 * assignees that exist nowhere. It stands before the flush, so that every way into the engine passes it.
 */
final class FlushGuard implements CommandContextListener {

    private static final Set<DbEntityState> STORED =
            Set.of(DbEntityState.TRANSIENT, DbEntityState.PERSISTENT, DbEntityState.MERGED);
    private static final Set<String> OF_THE_ENGINE =
            Set.of("nrOfInstances", "nrOfActiveInstances", "nrOfCompletedInstances", "loopCounter");
    /** Each has names and texts, and is made by the program alone. */
    private static final Set<Class<?>> OF_THE_PROGRAM = Set.of(
            BatchEntity.class, DeploymentEntity.class, FilterEntity.class, GroupEntity.class, TenantEntity.class);

    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private final Supplier<Map<String, DeclaredVariables>> declarations;

    FlushGuard(Supplier<Map<String, DeclaredVariables>> declarations) {
        this.declarations = declarations;
    }

    @Override
    public void onCommandContextClose(CommandContext command) {
        for (CachedDbEntity cached :
                command.getDbEntityManager().getDbEntityCache().getCachedEntities()) {
            if (STORED.contains(cached.getEntityState())) {
                look(command, cached);
            }
        }
    }

    @Override
    public void onCommandFailed(CommandContext command, Throwable thrown) {
        // nothing was stored
    }

    private void look(CommandContext command, CachedDbEntity cached) {
        DbEntity entity = cached.getEntity();
        boolean made = cached.getEntityState() == DbEntityState.TRANSIENT;
        if (entity instanceof VariableInstanceEntity variable) {
            refuseUnless(declared(command, variable), command, "an undeclared variable: " + variable.getName());
        } else if (entity instanceof ExecutionEntity execution) {
            refuseUnless(keyed(command, execution, made), command, "a business key that is no id");
        } else if (entity instanceof TaskEntity task && (made || cached.isDirty())) {
            refuseUnless(modelled(task) && assigned(command, task, made), command, "a task beside its model");
        } else if (entity instanceof IdentityLinkEntity link && made) {
            refuseUnless(known(command, link.getUserId()) && group(link.getGroupId()), command, "an unknown candidate");
        } else if (entity instanceof CommentEntity comment && made) {
            refuseUnless(!CommentEntity.TYPE_COMMENT.equals(comment.getType()), command, "a comment");
        } else {
            boolean byPeople = made && People.login(command).isPresent();
            refuseUnless(!(entity instanceof AttachmentEntity), command, "an attachment");
            refuseUnless(!byPeople || !OF_THE_PROGRAM.contains(entity.getClass()), command, "something of its own");
        }
    }

    /** A person gets a sentence, which repeats nothing; the program's own mistake is told to who has to mend it. */
    private static void refuseUnless(boolean fine, CommandContext command, String what) {
        if (fine) {
            return;
        }
        if (People.login(command).isPresent()) {
            throw RefusedInEngine.form();
        }
        throw new IllegalStateException("the engine was to store " + what);
    }

    private boolean declared(CommandContext command, VariableInstanceEntity variable) {
        String process = process(command, variable);
        if (process == null) {
            return false;
        }
        TypedValue value = variable.getTypedValue(false);
        boolean plain = value.getValue() == null || value.getType() instanceof PrimitiveValueType;
        if (OF_THE_ENGINE.contains(variable.getName())) {
            return value.getValue() instanceof Integer;
        }
        DeclaredVariables declaration = declarations.get().get(process);
        return declaration != null
                && plain
                && (value.getValue() == null
                        ? declaration.declare(variable.getName())
                        : declaration.allow(variable.getName(), value.getValue()));
    }

    private static @Nullable String process(CommandContext command, VariableInstanceEntity variable) {
        if (variable.getExecutionId() == null) {
            return null;
        }
        ExecutionEntity execution = command.getExecutionManager().findExecutionById(variable.getExecutionId());
        return execution == null ? null : execution.getProcessDefinition().getKey();
    }

    private static boolean keyed(CommandContext command, ExecutionEntity execution, boolean made) {
        String key = execution.getBusinessKeyWithoutCascade();
        if (key != null && !ID.matcher(key).matches()) {
            return false;
        }
        boolean startedByPeople = made
                && execution.getParentId() == null
                && execution.getSuperExecutionId() == null
                && People.login(command).isPresent();
        return !startedByPeople || Takings.present().let(execution.getId());
    }

    /** Its texts are the model's own, and it is worked on by whom it was given to. */
    private static boolean modelled(TaskEntity task) {
        TaskDefinition definition = task.getProcessDefinitionId() == null ? null : task.getTaskDefinition();
        return definition != null
                && task.getDelegationState() == null
                && task.getOwner() == null
                && says(task.getName(), definition.getNameExpression())
                && says(task.getDescription(), definition.getDescriptionExpression());
    }

    private static boolean says(@Nullable String text, @Nullable Expression model) {
        return text == null
                || model != null && (!model.isLiteralText() || Objects.equals(text, model.getExpressionText()));
    }

    /** People take tasks for themselves; an administrator may give one to someone else who exists. */
    private static boolean assigned(CommandContext command, TaskEntity task, boolean made) {
        String assignee = task.getAssignee();
        String login = People.login(command).orElse(null);
        if (made || assignee == null || login == null || assignee.equals(login)) {
            return true;
        }
        return known(command, assignee);
    }

    private static boolean known(CommandContext command, @Nullable String login) {
        return login == null || command.getReadOnlyIdentityProvider().findUserById(login) != null;
    }

    private static boolean group(@Nullable String id) {
        return id == null || StaffGroup.of(id).isPresent();
    }
}
