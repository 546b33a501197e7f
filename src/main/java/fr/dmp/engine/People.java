package fr.dmp.engine;

import java.util.Optional;
import org.camunda.bpm.engine.impl.identity.Authentication;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;

/** A command comes from a person where someone is signed in on the engine, and otherwise from the program itself. */
final class People {

    private People() {}

    static Optional<String> login(CommandContext command) {
        return Optional.ofNullable(command.getAuthentication()).map(Authentication::getUserId);
    }

    static boolean administrate(CommandContext command) {
        return Optional.ofNullable(command.getAuthentication())
                .map(Authentication::getGroupIds)
                .filter(groups -> groups.contains(StaffGroup.ADMINISTRATOR.id()))
                .isPresent();
    }
}
