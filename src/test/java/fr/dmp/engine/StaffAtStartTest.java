package fr.dmp.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import fr.dmp.SandboxTest;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.AuthorizationService;
import org.camunda.bpm.engine.FilterService;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.authorization.Resources;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

/** Who may do what on the engine is made anew at each start. */
@SandboxTest
class StaffAtStartTest {

    @Autowired
    private IdentityService identities;

    @Autowired
    private AuthorizationService authorizations;

    @Autowired
    private FilterService filters;

    @Autowired
    private StaffPermissions permissions;

    @Autowired
    private TransactionTemplate transactions;

    /** Or whoever came first could make themselves one. */
    @Test
    void withoutAnAdministratorNothingStarts() {
        StaffRegister nobody = new StaffRegister(identities, new StaffRpps(identities), new StaffProperties(List.of()));
        transactions.executeWithoutResult(undone -> {
            identities.createUserQuery().memberOfGroup(StaffGroup.ADMINISTRATOR.id()).list().stream()
                    .forEach(user -> identities.deleteMembership(user.getId(), StaffGroup.ADMINISTRATOR.id()));
            assertThatIllegalStateException().isThrownBy(nobody::ensure).withMessageContaining("no administrator");
            undone.setRollbackOnly();
        });
    }

    @Test
    void whatNoProcessDeclaresIsTakenBack() {
        Set<String> before = grants();
        Authorization stray = authorizations.createNewAuthorization(Authorization.AUTH_TYPE_GRANT);
        stray.setGroupId(StaffGroup.REVIEWER.id());
        stray.setResource(Resources.PROCESS_DEFINITION);
        stray.setResourceId(Authorization.ANY);
        stray.addPermission(Permissions.ALL);
        authorizations.saveAuthorization(stray);
        assertThat(grants()).isNotEqualTo(before);
        permissions.ensure(filters.createFilterQuery().list().stream()
                .map(filter -> filter.getId())
                .collect(Collectors.toSet()));
        assertThat(grants()).isEqualTo(before);
    }

    private Set<String> grants() {
        return authorizations.createAuthorizationQuery().groupIdIn(StaffGroup.REVIEWER.id()).list().stream()
                .map(grant -> grant.getResourceType() + " " + grant.getResourceId())
                .collect(Collectors.toSet());
    }
}
