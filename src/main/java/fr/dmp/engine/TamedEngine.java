package fr.dmp.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.spring.SpringProcessEngineConfiguration;
import org.camunda.bpm.spring.boot.starter.configuration.Ordering;
import org.camunda.bpm.spring.boot.starter.configuration.impl.AbstractCamundaConfiguration;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationContext;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.util.function.SingletonSupplier;

/** Puts the guards into the engine before it is built. */
@Component
@Order(Ordering.DEFAULT_ORDER + 1)
class TamedEngine extends AbstractCamundaConfiguration {

    private final ApplicationContext context;
    private final ProcessBeans beans;
    private final PlatformTransactionManager transactions;
    private final EngineStatements statements;
    private final SingletonSupplier<Map<String, DeclaredVariables>> declarations;

    TamedEngine(
            ApplicationContext context,
            ProcessBeans beans,
            PlatformTransactionManager transactions,
            ObjectProvider<DeclaredVariables> declared,
            EngineStatements statements) {
        this.context = context;
        this.beans = beans;
        this.transactions = transactions;
        this.statements = statements;
        this.declarations = SingletonSupplier.of(
                () -> declared.stream().collect(Collectors.toMap(DeclaredVariables::process, Function.identity())));
    }

    @Override
    public void preInit(SpringProcessEngineConfiguration configuration) {
        configuration.setSqlSessionFactory(statements.on(configuration.getDataSource()));
        configuration.setExpressionManager(new GuardedExpressions(context, beans));
        configuration.setDelegateInterceptor(new RefusalTranslator(transactions));
        configuration.setCustomPostBPMNParseListeners(
                with(configuration.getCustomPostBPMNParseListeners(), new FormIntakes(beans)));
        configuration.setCustomSessionFactories(with(configuration.getCustomSessionFactories(), new Takings.Factory()));
        GuardedCommands commands = new GuardedCommands(declarations::obtain);
        // Without it a failing command fails once more, and hides why.
        commands.setProcessEngineConfiguration(configuration);
        configuration.setCommandContextFactory(commands);
        configuration.setEnableExceptionsAfterUnhandledBpmnError(true);
        // Whom a task is offered or given to may work on it, and change nothing else of it.
        configuration.setDefaultUserPermissionNameForTask("TASK_WORK");
        configuration.setGeneralResourceWhitelistPattern("[A-Za-z0-9]+(-[A-Za-z0-9]+)*");
        StaffPasswords passwords = new StaffPasswords();
        configuration.setPasswordEncryptor(passwords);
        configuration.setCustomPreCommandInterceptorsTxRequired(
                with(configuration.getCustomPreCommandInterceptorsTxRequired(), new PasswordChecks(passwords)));
        // (P) Guessing is slowed down, up to a minute a guess; no account is shut for good by someone else's guesses.
        configuration.setLoginMaxAttempts(Integer.MAX_VALUE);
    }

    private static <T> List<T> with(@Nullable List<T> present, T added) {
        List<T> all = present == null ? new ArrayList<>() : new ArrayList<>(present);
        all.add(added);
        return all;
    }
}
