package fr.dmp.sandbox;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.springframework.boot.autoconfigure.jdbc.JdbcConnectionDetails;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/**
 * Keeps this node's clock in step with what any node sets. It listens on a connection of its own, so that no statement
 * runs as long as nobody moves the clock.
 */
@Component
@Profile("sandbox")
class ClockFollower implements SmartLifecycle {

    private static final int WAIT_MILLIS = 1000;
    private static final int RETRY_MILLIS = 300;

    private final SandboxClock clock;
    private final JdbcConnectionDetails database;
    private volatile boolean running;
    private @Nullable Thread thread;

    ClockFollower(SandboxClock clock, JdbcConnectionDetails database) {
        this.clock = clock;
        this.database = database;
    }

    @Override
    public synchronized void start() {
        running = true;
        Thread fresh = new Thread(this::listen, "sandbox-clock");
        fresh.setDaemon(true);
        fresh.start();
        thread = fresh;
    }

    private void listen() {
        while (running) {
            try (Connection connection = DriverManager.getConnection(
                            database.getJdbcUrl(), database.getUsername(), database.getPassword());
                    Statement statement = connection.createStatement()) {
                statement.execute("listen " + SandboxClock.CHANNEL);
                clock.follow();
                hear(connection.unwrap(PGConnection.class));
            } catch (SQLException | RuntimeException e) {
                pause();
            }
        }
    }

    private void hear(PGConnection connection) throws SQLException {
        while (running) {
            if (connection.getNotifications(WAIT_MILLIS).length > 0) {
                clock.follow();
            }
        }
    }

    /** The database is away: it is asked again soon, and what was missed is read then. */
    private void pause() {
        try {
            Thread.sleep(RETRY_MILLIS);
        } catch (InterruptedException e) {
            running = false;
        }
    }

    @Override
    public synchronized void stop() {
        running = false;
        if (thread != null) {
            thread.interrupt();
            join(thread);
            thread = null;
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join(2L * WAIT_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
