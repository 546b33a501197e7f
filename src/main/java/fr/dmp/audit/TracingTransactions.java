package fr.dmp.audit;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Does what is left to be done once a transaction has given its connection back: Spring's own {@code afterCompletion}
 * runs while it is still held, so that as many refusals at once as there are connections would wait for each other, and
 * what fails there is only logged. What fails here is thrown to whoever ended the transaction.
 */
final class TracingTransactions implements PlatformTransactionManager {

    private final PlatformTransactionManager transactions;
    private final ThreadLocal<List<Runnable>> due = ThreadLocal.withInitial(ArrayList::new);

    TracingTransactions(PlatformTransactionManager transactions) {
        this.transactions = transactions;
    }

    /** Called within a transaction; the work is done after it, however it ends. */
    void afterwards(Runnable work) {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCompletion(int status) {
                due.get().add(work);
            }
        });
    }

    @Override
    public TransactionStatus getTransaction(@Nullable TransactionDefinition definition) {
        return transactions.getTransaction(definition);
    }

    @Override
    public void commit(TransactionStatus status) {
        end(() -> transactions.commit(status));
    }

    @Override
    public void rollback(TransactionStatus status) {
        end(() -> transactions.rollback(status));
    }

    private void end(Runnable ending) {
        try {
            ending.run();
        } finally {
            List<Runnable> left = due.get();
            due.remove();
            left.forEach(Runnable::run);
        }
    }
}
