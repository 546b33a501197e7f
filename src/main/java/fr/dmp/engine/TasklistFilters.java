package fr.dmp.engine;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.camunda.bpm.engine.FilterService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.filter.Filter;
import org.camunda.bpm.engine.task.TaskQuery;
import org.springframework.stereotype.Component;

/** The lists of Tasklist. The staff use these and make none: a list's name and criteria would be free text. */
@Component
class TasklistFilters {

    private static final String ME = "${currentUser()}";
    private static final String MY_GROUPS = "${currentUserGroups()}";
    private static final List<String> ORDER = List.of(
            "À traiter",
            "Mes tâches",
            "Tâches à prendre",
            "À faire dans l’heure",
            "En retard",
            "Transmises ou prioritaires");

    /** What was passed on, contested or is waited for on the line is above what comes in turn. */
    private static final int ABOVE_USUAL = 75;

    private final FilterService filters;
    private final TaskService tasks;

    TasklistFilters(FilterService filters, TaskService tasks) {
        this.filters = filters;
        this.tasks = tasks;
    }

    /** Returns the ids of the lists, which are made or brought up to date. The first is what Tasklist opens with. */
    Set<String> ensure() {
        return Set.of(
                ensure("À traiter", "Mes tâches et celles que je peux prendre", mineOrToTake()),
                ensure(
                        "Mes tâches",
                        "Celles qui me sont confiées",
                        tasks.createTaskQuery().taskAssigneeExpression(ME)),
                ensure(
                        "Tâches à prendre",
                        "Celles que personne n’a prises",
                        tasks.createTaskQuery()
                                .taskCandidateGroupInExpression(MY_GROUPS)
                                .taskUnassigned()),
                ensure(
                        "À faire dans l’heure",
                        "Celles dont l’échéance tombe dans l’heure, ou est passée",
                        mineOrToTake().dueBeforeExpression("${dateTime().plusHours(1)}")),
                ensure(
                        "En retard",
                        "Celles dont l’échéance est passée",
                        mineOrToTake().dueBeforeExpression("${now()}")),
                ensure(
                        "Transmises ou prioritaires",
                        "Celles qui passent avant les autres",
                        mineOrToTake().taskMinPriority(ABOVE_USUAL)));
    }

    private TaskQuery mineOrToTake() {
        return tasks.createTaskQuery()
                .or()
                .taskAssigneeExpression(ME)
                .taskCandidateGroupInExpression(MY_GROUPS)
                .endOr();
    }

    /** What is more urgent stands first, whatever order a member of the staff has chosen for the rest. */
    private String ensure(String name, String description, TaskQuery query) {
        Filter list = Optional.ofNullable(
                        filters.createTaskFilterQuery().filterName(name).singleResult())
                .orElseGet(() -> filters.newTaskFilter(name));
        list.setQuery(query.orderByTaskPriority().desc());
        list.setProperties(Map.of(
                "description",
                description,
                "priority",
                ORDER.indexOf(name),
                "refresh",
                true,
                "showUndefinedVariable",
                false,
                "variables",
                List.of(
                        Map.of("name", "reference", "label", "Demande\u00a0"),
                        Map.of("name", "delivery", "label", "Livraison\u00a0"))));
        return filters.saveFilter(list).getId();
    }
}
