package fr.dmp.engine;

import org.camunda.bpm.engine.impl.cmd.CheckPassword;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandInterceptor;

/** Makes a check of a password wait for its turn before the engine takes a connection for it. */
final class PasswordChecks extends CommandInterceptor {

    private final StaffPasswords passwords;

    PasswordChecks(StaffPasswords passwords) {
        this.passwords = passwords;
    }

    @Override
    public <T> T execute(Command<T> command) {
        return command instanceof CheckPassword ? passwords.inTurn(() -> next.execute(command)) : next.execute(command);
    }
}
