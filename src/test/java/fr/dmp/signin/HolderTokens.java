package fr.dmp.signin;

import fr.dmp.signin.HolderSession.Scope;
import java.util.UUID;
import org.springframework.context.ApplicationContext;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** A holder's token as it is after a sign-in, for tests of what comes after. */
public final class HolderTokens {

    private HolderTokens() {}

    public static String of(ApplicationContext program, UUID record, UUID person, Scope scope) {
        return new TransactionTemplate(program.getBean(PlatformTransactionManager.class))
                .execute(status -> {
                    Credentials credentials = program.getBean(Credentials.class);
                    credentials.issue(record, person);
                    if (scope == Scope.CLOSED) {
                        credentials.close(record);
                    }
                    return program.getBean(HolderSessions.class).begin(record, person, scope);
                })
                .accessToken();
    }

    /** Of a record that was opened by the program, which has credentials already. */
    public static String ofOpened(ApplicationContext program, UUID record, UUID person) {
        return new TransactionTemplate(program.getBean(PlatformTransactionManager.class))
                .execute(status -> program.getBean(HolderSessions.class).begin(record, person, Scope.FULL))
                .accessToken();
    }
}
