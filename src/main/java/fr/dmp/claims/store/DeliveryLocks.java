package fr.dmp.claims.store;

import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.stereotype.Repository;

/**
 * One node at a time takes a given file. The lock is held by a session of its own, beyond the transactions of the taking
 * until the file is gone; a node that dies loses it.
 */
@Repository
public class DeliveryLocks {

    private final DataSource database;

    DeliveryLocks(DataSource database) {
        this.database = database;
    }

    /** Held until it is closed. */
    public interface Held extends AutoCloseable {
        @Override
        void close();
    }

    /** The lock on these bytes, or nothing while another node has it. */
    public Optional<Held> tryLock(byte[] sha256) {
        long key = ByteBuffer.wrap(sha256).getLong();
        try {
            Connection session = database.getConnection();
            if (locked(session, key)) {
                return Optional.of(() -> release(session, key));
            }
            session.close();
            return Optional.empty();
        } catch (SQLException e) {
            throw new IllegalStateException("the lock of a delivery can't be asked for", e);
        }
    }

    /** A session that can't even answer goes back to the pool. */
    private static boolean locked(Connection session, long key) throws SQLException {
        try {
            return ask(session, "select pg_try_advisory_lock(?)", key);
        } catch (SQLException e) {
            session.close();
            throw e;
        }
    }

    private static void release(Connection session, long key) {
        try (session) {
            ask(session, "select pg_advisory_unlock(?)", key);
        } catch (SQLException e) {
            throw new IllegalStateException("the lock of a delivery can't be given back", e);
        }
    }

    private static boolean ask(Connection session, String sql, long key) throws SQLException {
        try (PreparedStatement statement = session.prepareStatement(sql)) {
            statement.setLong(1, key);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next() && rows.getBoolean(1);
            }
        }
    }
}
