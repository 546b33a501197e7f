package fr.dmp.engine;

import java.util.Map;
import java.util.function.Supplier;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.interceptor.CommandContextFactory;

/** Has each outermost command looked at before it is stored. An interceptor would see nested commands too, before the intake. */
final class GuardedCommands extends CommandContextFactory {

    private final FlushGuard guard;

    GuardedCommands(Supplier<Map<String, DeclaredVariables>> declarations) {
        this.guard = new FlushGuard(declarations);
    }

    @Override
    public CommandContext createCommandContext() {
        CommandContext command = super.createCommandContext();
        command.registerCommandContextListener(guard);
        return command;
    }
}
