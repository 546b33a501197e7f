package fr.dmp.engine;

import static org.camunda.bpm.engine.authorization.Permissions.ACCESS;
import static org.camunda.bpm.engine.authorization.Permissions.ALL;
import static org.camunda.bpm.engine.authorization.Permissions.CREATE;
import static org.camunda.bpm.engine.authorization.Permissions.CREATE_INSTANCE;
import static org.camunda.bpm.engine.authorization.Permissions.READ;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.camunda.bpm.engine.AuthorizationService;
import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.authorization.Permission;
import org.camunda.bpm.engine.authorization.ProcessDefinitionPermissions;
import org.camunda.bpm.engine.authorization.Resource;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.impl.persistence.entity.AuthorizationEntity;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * What each group may do on the engine, as the processes declare it: Tasklist, the processes meant for it, and nothing
 * else. The tasks themselves are opened to a group by the model's candidate groups. What isn't declared any more is
 * taken back at the next start.
 */
@Component
class StaffPermissions {

    private static final String ANY = Authorization.ANY;

    private record Grant(StaffGroup group, Resource resource, String id, Set<Permission> permissions) {}

    private final AuthorizationService authorizations;
    private final ObjectProvider<ProcessGroups> processes;

    StaffPermissions(AuthorizationService authorizations, ObjectProvider<ProcessGroups> processes) {
        this.authorizations = authorizations;
        this.processes = processes;
    }

    void ensure(Set<String> filters) {
        Set<Grant> wanted = new HashSet<>(administrators());
        Arrays.stream(StaffGroup.values())
                .filter(group -> group != StaffGroup.ADMINISTRATOR)
                .forEach(group -> wanted.addAll(everyone(group, filters)));
        processes.stream().forEach(process -> wanted.addAll(of(process)));
        Arrays.stream(StaffGroup.values()).forEach(group -> settle(group, wanted));
    }

    private static List<Grant> administrators() {
        return Arrays.stream(Resources.values())
                .map(resource -> new Grant(StaffGroup.ADMINISTRATOR, resource, ANY, Set.of(ALL)))
                .toList();
    }

    private static List<Grant> everyone(StaffGroup group, Set<String> filters) {
        List<Grant> grants = new ArrayList<>();
        grants.add(new Grant(group, Resources.APPLICATION, "tasklist", Set.of(ACCESS)));
        filters.forEach(filter -> grants.add(new Grant(group, Resources.FILTER, filter, Set.of(READ))));
        return grants;
    }

    private static List<Grant> of(ProcessGroups process) {
        List<Grant> grants = new ArrayList<>();
        Set<StaffGroup> concerned = new HashSet<>(process.starters());
        concerned.addAll(process.workers());
        for (StaffGroup group : concerned) {
            Set<Permission> permissions = new HashSet<>(Set.of(READ));
            if (process.workers().contains(group)) {
                permissions.add(ProcessDefinitionPermissions.READ_TASK_VARIABLE);
                // The form asks for the reference of its case, and the list shows it: all that a process may keep.
                permissions.add(ProcessDefinitionPermissions.READ_INSTANCE);
                permissions.add(ProcessDefinitionPermissions.READ_INSTANCE_VARIABLE);
            }
            if (process.starters().contains(group)) {
                permissions.add(CREATE_INSTANCE);
                grants.add(new Grant(group, Resources.PROCESS_INSTANCE, ANY, Set.of(CREATE)));
            }
            grants.add(new Grant(group, Resources.PROCESS_DEFINITION, process.process(), permissions));
        }
        return grants;
    }

    private void settle(StaffGroup group, Set<Grant> wanted) {
        Set<Grant> missing = new HashSet<>(wanted);
        missing.removeIf(grant -> grant.group() != group);
        for (Authorization present :
                authorizations.createAuthorizationQuery().groupIdIn(group.id()).list()) {
            boolean kept = missing.removeIf(grant -> same(grant, present));
            if (!kept && ours(present)) {
                authorizations.deleteAuthorization(present.getId());
            }
        }
        missing.forEach(this::give);
    }

    /** What a single task opens to a group is the engine's own doing; a group may also see its own name. */
    private static boolean ours(Authorization present) {
        return present.getResourceType() != Resources.TASK.resourceType()
                && present.getResourceType() != Resources.GROUP.resourceType();
    }

    private static boolean same(Grant grant, Authorization present) {
        Resource resource = grant.resource();
        if (present.getResourceType() != resource.resourceType() || !grant.id().equals(present.getResourceId())) {
            return false;
        }
        return present.getAuthorizationType() == Authorization.AUTH_TYPE_GRANT
                && ((AuthorizationEntity) present).getPermissions() == bits(grant);
    }

    private static int bits(Grant grant) {
        return grant.permissions().stream().mapToInt(Permission::getValue).reduce(0, (a, b) -> a | b);
    }

    private void give(Grant grant) {
        Authorization given = authorizations.createNewAuthorization(Authorization.AUTH_TYPE_GRANT);
        given.setGroupId(grant.group().id());
        given.setResource(grant.resource());
        given.setResourceId(grant.id());
        grant.permissions().forEach(given::addPermission);
        authorizations.saveAuthorization(given);
    }
}
