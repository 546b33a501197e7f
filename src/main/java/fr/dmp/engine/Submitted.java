package fr.dmp.engine;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.core.variable.scope.AbstractVariableScope;
import org.camunda.bpm.engine.impl.db.entitymanager.cache.CachedDbEntity;
import org.camunda.bpm.engine.impl.db.entitymanager.cache.DbEntityState;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.camunda.bpm.engine.impl.persistence.entity.VariableInstanceEntity;
import org.camunda.bpm.engine.variable.value.TypedValue;
import org.jspecify.annotations.Nullable;

/** What a form sent: the variables that this command has set, wherever the engine has put them. */
final class Submitted {

    private record Field(AbstractVariableScope scope, String name, TypedValue value) {}

    private final List<Field> fields = new ArrayList<>();

    private Submitted() {}

    static Submitted atStart(ExecutionEntity instance) {
        Submitted submitted = new Submitted();
        submitted.add(instance);
        return submitted;
    }

    static Submitted to(TaskEntity task) {
        Submitted submitted = new Submitted();
        submitted.add(task);
        for (ExecutionEntity at = task.getExecution(); at != null; at = at.getParent()) {
            submitted.add(at);
        }
        return submitted;
    }

    private void add(AbstractVariableScope scope) {
        scope.getVariableInstancesLocal().stream()
                .map(VariableInstanceEntity.class::cast)
                .filter(Submitted::setNow)
                .forEach(variable -> fields.add(new Field(scope, variable.getName(), variable.getTypedValue(false))));
    }

    private static boolean setNow(VariableInstanceEntity variable) {
        CachedDbEntity cached = Context.getCommandContext()
                .getDbEntityManager()
                .getDbEntityCache()
                .getCachedEntity(variable);
        return cached == null || cached.getEntityState() == DbEntityState.TRANSIENT || cached.isDirty();
    }

    boolean isEmpty() {
        return fields.isEmpty();
    }

    /** Takes the fields away from the engine and hands them out; others than the expected ones are refused. */
    Map<String, Object> takeAway(Set<String> expected) {
        Map<String, Object> taken = new LinkedHashMap<>();
        for (Field field : fields) {
            if (!expected.contains(field.name())) {
                throw RefusedInEngine.form();
            }
            field.scope().removeVariableLocal(field.name());
            Object value = plain(field.value());
            if (value != null) {
                taken.put(field.name(), value);
            }
        }
        return taken;
    }

    private static @Nullable Object plain(TypedValue value) {
        Object plain = value.getValue();
        if (plain == null || plain instanceof String || plain instanceof Boolean || plain instanceof Number) {
            return plain;
        }
        throw RefusedInEngine.form();
    }
}
