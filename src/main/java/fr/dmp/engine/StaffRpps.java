package fr.dmp.engine;

import java.util.Optional;
import org.camunda.bpm.engine.IdentityService;
import org.springframework.stereotype.Component;

/** Which professional of the directory a member of the staff is, where they are one: user information of the engine. */
@Component
public class StaffRpps {

    private static final String KEY = "rpps";

    private final IdentityService identities;

    StaffRpps(IdentityService identities) {
        this.identities = identities;
    }

    public Optional<String> of(String login) {
        return Optional.ofNullable(identities.getUserInfo(login, KEY));
    }

    public void keep(String login, String rpps) {
        if (!of(login).equals(Optional.of(rpps))) {
            identities.setUserInfo(login, KEY, rpps);
        }
    }
}
