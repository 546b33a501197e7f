package fr.dmp.gate;

import java.util.function.BooleanSupplier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** Clearing up in bounded batches, each in a transaction of its own; one node at a time, by a lock in the database. */
@Component
public class Sweeps {

    private final JdbcClient jdbc;
    private final TransactionOperations transactions;

    Sweeps(JdbcClient jdbc, TransactionOperations transactions) {
        this.jdbc = jdbc;
        this.transactions = transactions;
    }

    /**
     * Takes batch after batch; stops where another node is about the same.
     *
     * @param name of the lock
     * @param batch answers whether there may be more
     */
    public void untilDone(String name, BooleanSupplier batch) {
        boolean more;
        do {
            more = Boolean.TRUE.equals(transactions.execute(transaction -> alone(name) && batch.getAsBoolean()));
        } while (more);
    }

    private boolean alone(String name) {
        return jdbc.sql("select pg_try_advisory_xact_lock(hashtext(?))")
                .param(name)
                .query(Boolean.class)
                .single();
    }
}
