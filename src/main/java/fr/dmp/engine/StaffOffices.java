package fr.dmp.engine;

import java.util.Optional;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.identity.Group;
import org.springframework.stereotype.Component;

/**
 * Where the staff works: an office is a group of type {@code OFFICE}, which an administrator makes in Admin and names as
 * people know it. It gives no right.
 */
@Component
public class StaffOffices {

    public static final String TYPE = "OFFICE";

    private final IdentityService identities;

    StaffOffices(IdentityService identities) {
        this.identities = identities;
    }

    /** The name of this member's office; the first by its id, should there be several. */
    public Optional<String> of(String login) {
        return identities.createGroupQuery().groupMember(login).groupType(TYPE).orderByGroupId().asc().list().stream()
                .findFirst()
                .map(Group::getName);
    }
}
