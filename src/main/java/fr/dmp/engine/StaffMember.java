package fr.dmp.engine;

import java.security.Principal;
import java.util.Set;

/**
 * A member of the staff who has signed in to Tasklist: the principal of requests to {@code /staff}. The groups are read
 * from the database at each request, so that leaving one takes effect at once.
 */
public record StaffMember(String login, Set<StaffGroup> groups) implements Principal {

    @Override
    public String getName() {
        return login;
    }

    public boolean in(StaffGroup group) {
        return groups.contains(group);
    }
}
