package fr.dmp.engine;

import java.sql.Connection;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.apache.ibatis.mapping.Environment;
import org.apache.ibatis.session.SqlSessionFactory;
import org.apache.ibatis.transaction.TransactionFactory;
import org.apache.ibatis.transaction.managed.ManagedTransactionFactory;
import org.camunda.bpm.engine.impl.cfg.StandaloneProcessEngineConfiguration;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.jdbc.datasource.AbstractDataSource;
import org.springframework.stereotype.Component;

/**
 * Reads the engine's thousand statements while the database starts and is migrated: they are what takes longest of an
 * engine's start, and ask for nothing but processor time.
 */
@Component
class EngineStatements implements BeanFactoryPostProcessor {

    static final String ENVIRONMENT = "dmp";

    /** Spring ends the transactions, as the engine's own configuration for Spring has it. */
    private static final TransactionFactory TRANSACTIONS = new ManagedTransactionFactory();

    private final FutureTask<SqlSessionFactory> reading = new FutureTask<>(new Mappings()::read);

    private final AtomicBoolean taken = new AtomicBoolean();

    @Override
    public void postProcessBeanFactory(ConfigurableListableBeanFactory beans) {
        Thread thread = new Thread(reading, "engine-statements");
        thread.setDaemon(true);
        thread.start();
    }

    /**
     * The statements, for a database of the engine's tables; waits until they are read. They are one engine's: whoever asks
     * again would take its database from under it.
     */
    SqlSessionFactory on(DataSource database) {
        try {
            SqlSessionFactory statements = reading.get();
            if (taken.getAndSet(true)) {
                throw new IllegalStateException("these statements are an engine's already");
            }
            statements.getConfiguration().setEnvironment(new Environment(ENVIRONMENT, TRANSACTIONS, database));
            return statements;
        } catch (ExecutionException e) {
            throw new IllegalStateException("the engine's statements can't be read", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The engine's own way of reading them, which isn't open to others; statements go in batches, as is its default. */
    private static final class Mappings extends StandaloneProcessEngineConfiguration {

        private SqlSessionFactory read() {
            setDatabaseType("postgres");
            setTransactionFactory(TRANSACTIONS);
            setDataSource(new NoDatabaseYet());
            initSqlSessionFactory();
            return getSqlSessionFactory();
        }
    }

    private static final class NoDatabaseYet extends AbstractDataSource {

        @Override
        public Connection getConnection() {
            throw new IllegalStateException("statements are read without a database");
        }

        @Override
        public Connection getConnection(String user, String password) {
            return getConnection();
        }
    }
}
