package fr.dmp.sandbox;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;

/** Makes and starts the database while the program reads itself: of a first start, it is what takes longest. */
class PostgresAhead implements ApplicationContextInitializer<GenericApplicationContext> {

    @Override
    public void initialize(GenericApplicationContext context) {
        if (!isWanted(context.getEnvironment())) {
            return;
        }
        Starting starting = new Starting(context.getEnvironment());
        DefaultListableBeanFactory beans = context.getDefaultListableBeanFactory();
        beans.registerSingleton("postgresStarting", starting);
        beans.registerDisposableBean("postgresStarting", starting::close);
        Thread thread = new Thread(starting.task, "start-postgres");
        thread.setDaemon(true);
        thread.start();
    }

    /** Where the environment names a database, none is started. */
    static boolean isWanted(Environment environment) {
        return environment.acceptsProfiles(Profiles.of("sandbox"))
                && environment.getProperty("dmp.sandbox.postgres.enabled", Boolean.class, true)
                && environment.getProperty("spring.datasource.url", "").isEmpty();
    }

    /** A server on its way; closed with the program, also where nothing came to ask for it. */
    static final class Starting {

        private final PostgresAccounts accounts;
        private final FutureTask<PostgresServer> task;

        private Starting(Environment environment) {
            Path folder = Path.of(environment.getRequiredProperty("dmp.sandbox.postgres.folder"));
            int port = environment.getRequiredProperty("dmp.sandbox.postgres.port", Integer.class);
            accounts = new PostgresAccounts(Path.of(environment.getRequiredProperty("dmp.keys.folder")));
            task = new FutureTask<>(() -> start(folder, port, accounts));
        }

        private static PostgresServer start(Path folder, int port, PostgresAccounts accounts)
                throws IOException, SQLException {
            PostgresServer server = PostgresServer.start(folder, port, accounts);
            try {
                EmbeddedDatabase.prepare(server.port(), accounts);
                return server;
            } catch (IOException | SQLException | RuntimeException e) {
                server.close();
                throw e;
            }
        }

        PostgresAccounts accounts() {
            return accounts;
        }

        /** Waits until it listens. */
        PostgresServer server() throws IOException {
            try {
                return task.get();
            } catch (ExecutionException e) {
                if (e.getCause() instanceof CannotStart told) {
                    throw told;
                }
                throw new IOException(e.getCause());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException(e);
            }
        }

        private void close() throws IOException, InterruptedException {
            try {
                task.get().close();
            } catch (ExecutionException e) {
                // It never listened, and whoever asked for it was told why.
            }
        }
    }
}
