package fr.dmp.engine;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.camunda.bpm.engine.FilterService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.filter.Filter;
import org.camunda.bpm.engine.task.TaskQuery;
import org.springframework.stereotype.Component;

/** The lists of Tasklist. The staff use these and make none: a list's name and criteria would be free text. */
@Component
class TasklistFilters {

    private final FilterService filters;
    private final TaskService tasks;

    TasklistFilters(FilterService filters, TaskService tasks) {
        this.filters = filters;
        this.tasks = tasks;
    }

    /** Returns the ids of the lists, which are made where they are missing. */
    Set<String> ensure() {
        return Set.of(
                ensure("Mes tâches", 1, tasks.createTaskQuery().taskAssigneeExpression("${currentUser()}")),
                ensure(
                        "Tâches à prendre",
                        2,
                        tasks.createTaskQuery()
                                .taskCandidateGroupInExpression("${currentUserGroups()}")
                                .taskUnassigned()));
    }

    private String ensure(String name, int priority, TaskQuery query) {
        Filter present = filters.createTaskFilterQuery().filterName(name).list().stream()
                .findFirst()
                .orElse(null);
        if (present != null) {
            return present.getId();
        }
        Map<String, Object> properties = new HashMap<>();
        properties.put("priority", priority);
        properties.put("refresh", true);
        Filter made = filters.newTaskFilter(name);
        made.setQuery(query);
        made.setProperties(properties);
        return filters.saveFilter(made).getId();
    }
}
