package fr.dmp.audit;

import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.transaction.TransactionManagerCustomizers;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** The program's transactions: those of the database, and the trace of what they refused. */
@Configuration
class AuditSettings {

    @Bean
    TracingTransactions transactionManager(
            DataSource database, ObjectProvider<TransactionManagerCustomizers> customizers) {
        JdbcTransactionManager transactions = new JdbcTransactionManager(database);
        customizers.ifAvailable(all -> all.customize(transactions));
        return new TracingTransactions(transactions);
    }
}
