package fr.dmp.engine;

import java.util.Arrays;
import java.util.Optional;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.identity.User;
import org.springframework.stereotype.Component;

/**
 * The groups of the staff and the accounts that exist from the start. An administrator is among them, or the program
 * doesn't start: while there is none, the engine would make one of whoever asks first.
 */
@Component
class StaffRegister {

    private static final String TYPE = "WORKFLOW";

    private final IdentityService identities;
    private final StaffRpps professionals;
    private final StaffProperties properties;

    StaffRegister(IdentityService identities, StaffRpps professionals, StaffProperties properties) {
        this.identities = identities;
        this.professionals = professionals;
        this.properties = properties;
    }

    void ensure() {
        Arrays.stream(StaffGroup.values()).forEach(this::ensure);
        properties.accounts().forEach(this::ensure);
        String administrators = StaffGroup.ADMINISTRATOR.id();
        if (identities.createUserQuery().memberOfGroup(administrators).count() == 0) {
            throw new IllegalStateException("no administrator: configure one under dmp.staff.accounts");
        }
    }

    private void ensure(StaffGroup group) {
        if (identities.createGroupQuery().groupId(group.id()).count() == 0) {
            var made = identities.newGroup(group.id());
            made.setName(group.label());
            made.setType(TYPE);
            identities.saveGroup(made);
        }
    }

    private void ensure(StaffProperties.Account account) {
        make(account);
        if (account.rpps() != null) {
            professionals.keep(account.login(), account.rpps());
        }
    }

    private void make(StaffProperties.Account account) {
        if (identities.createUserQuery().userId(account.login()).count() > 0) {
            return;
        }
        User user = identities.newUser(account.login());
        user.setFirstName(account.givenName());
        user.setLastName(account.familyName());
        user.setPassword(account.password());
        identities.saveUser(user);
        for (String id : account.groups()) {
            StaffGroup group = Optional.of(id)
                    .flatMap(StaffGroup::of)
                    .orElseThrow(() -> new IllegalStateException("there is no group " + id));
            identities.createMembership(account.login(), group.id());
        }
    }
}
