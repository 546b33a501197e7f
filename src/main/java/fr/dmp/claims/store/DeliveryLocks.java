package fr.dmp.claims.store;

import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.stereotype.Repository;

/**
 * One node at a time is at a given file. The locks are held by a session of its own, beyond the transactions of the
 * taking until the file is gone; a node that dies loses them.
 */
@Repository
public class DeliveryLocks {

    private final DataSource database;

    DeliveryLocks(DataSource database) {
        this.database = database;
    }

    /** Held until it is closed. */
    public interface Held extends AutoCloseable {

        /** The lock on these bytes beside it; false while another node has that one. */
        boolean also(byte[] sha256);

        @Override
        void close();
    }

    /** The lock on this delivery, or nothing while another node has it. */
    public Optional<Held> tryLock(UUID delivery) {
        return tryLock(delivery.getLeastSignificantBits());
    }

    /** The lock on these bytes, or nothing while another node has it. */
    public Optional<Held> tryLock(byte[] sha256) {
        return tryLock(key(sha256));
    }

    private Optional<Held> tryLock(long key) {
        try {
            Connection connection = database.getConnection();
            if (locked(connection, key)) {
                return Optional.of(new Session(connection));
            }
            connection.close();
            return Optional.empty();
        } catch (SQLException e) {
            throw new IllegalStateException("the lock of a delivery can't be asked for", e);
        }
    }

    /** A session that can't even answer goes back to the pool. */
    private static boolean locked(Connection connection, long key) throws SQLException {
        try {
            return ask(connection, key);
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    private static boolean ask(Connection connection, long key) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("select pg_try_advisory_lock(?)")) {
            statement.setLong(1, key);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next() && rows.getBoolean(1);
            }
        }
    }

    private static long key(byte[] sha256) {
        return ByteBuffer.wrap(sha256).getLong();
    }

    private record Session(Connection connection) implements Held {

        @Override
        public boolean also(byte[] sha256) {
            try {
                return ask(connection, key(sha256));
            } catch (SQLException e) {
                throw new IllegalStateException("the lock of a delivery can't be asked for", e);
            }
        }

        @Override
        public void close() {
            try (connection;
                    Statement statement = connection.createStatement()) {
                statement.execute("select pg_advisory_unlock_all()");
            } catch (SQLException e) {
                throw new IllegalStateException("the locks of a delivery can't be given back", e);
            }
        }
    }
}
