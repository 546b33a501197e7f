package fr.dmp.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The stored trace in the order of its transactions, which is the order of checkpoints, and the checkpoints themselves.
 * Within a transaction entries stand by record and number.
 */
@Repository
class TraceOrder {

    /** Leaves of one tree at most: what a proof reads at once, 6 MB of rows. */
    static final int LARGEST = 65_536;

    private static final String FIRST = "(to_tx, to_record, to_seq) >= (?::xid8, ?, ?)";

    private final JdbcClient jdbc;

    TraceOrder(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A leaf, and where it stands. */
    record Leaf(Place place, byte[] hash) {}

    /** A checkpoint, and the last entry that it covers. */
    record Kept(Checkpoint checkpoint, Place last) {}

    /** Entries after a place that nothing can come between any more: every transaction below theirs has ended. */
    List<Leaf> settledAfter(Place place) {
        return jdbc.sql(
                        """
                        select e.tx::text as tx, e.record, e.seq, e.hash from dmp.audit_entry e
                        where (e.tx, e.record, e.seq) > (?::xid8, ?, ?)
                            and e.tx < pg_snapshot_xmin(pg_current_snapshot())
                        order by e.tx, e.record, e.seq limit ?
                        """)
                .params(place.tx(), place.record(), place.seq(), LARGEST)
                .query((row, n) -> leaf(row))
                .list();
    }

    /**
     * False once the database counts its transactions from a lower number than it did: one that was loaded from a dump of
     * another. What is written then would stand before what is signed.
     */
    boolean goesOnAfter(Place place) {
        return jdbc.sql("select pg_snapshot_xmin(pg_current_snapshot()) > ?::xid8")
                .param(place.tx())
                .query(Boolean.class)
                .single();
    }

    /** Entries from after one place up to and with another. */
    List<Leaf> between(Place after, Place last) {
        return jdbc.sql(
                        """
                        select e.tx::text as tx, e.record, e.seq, e.hash from dmp.audit_entry e
                        where (e.tx, e.record, e.seq) > (?::xid8, ?, ?) and (e.tx, e.record, e.seq) <= (?::xid8, ?, ?)
                        order by e.tx, e.record, e.seq limit ?
                        """)
                .params(after.tx(), after.record(), after.seq(), last.tx(), last.record(), last.seq(), LARGEST + 1)
                .query((row, n) -> leaf(row))
                .list();
    }

    /** All entries after a place, whole, signed or not. */
    List<StoredEntry> after(Place place, int most) {
        return jdbc.sql("select " + StoredEntry.COLUMNS + " from " + StoredEntry.TABLES
                        + " where (e.tx, e.record, e.seq) > (?::xid8, ?, ?) order by e.tx, e.record, e.seq limit ?")
                .params(place.tx(), place.record(), place.seq(), most)
                .query((row, n) -> StoredEntry.of(row))
                .list();
    }

    void add(Checkpoint checkpoint, Place last) {
        jdbc.sql(
                        """
                        insert into dmp.audit_checkpoint (number, line, to_tx, to_record, to_seq)
                        values (?, ?, ?::xid8, ?, ?)
                        """)
                .params(checkpoint.number(), checkpoint.line(), last.tx(), last.record(), last.seq())
                .update();
    }

    Optional<Kept> last() {
        return jdbc.sql(kept("true order by number desc limit 1"))
                .query((row, n) -> kept(row))
                .optional();
    }

    Optional<Kept> numbered(long number) {
        return jdbc.sql(kept("number = ?"))
                .param(number)
                .query((row, n) -> kept(row))
                .optional();
    }

    /** The first one that reaches as far as this place. */
    Optional<Kept> covering(Place place) {
        return jdbc.sql(kept(FIRST + " order by to_tx, to_record, to_seq limit 1"))
                .params(place.tx(), place.record(), place.seq())
                .query((row, n) -> kept(row))
                .optional();
    }

    /** In the order of their numbers. */
    List<Kept> checkpointsAfter(long number, int most) {
        return jdbc.sql(kept("number > ? order by number limit ?"))
                .params(number, most)
                .query((row, n) -> kept(row))
                .list();
    }

    /** The heads of the records' chains after a record, by record. */
    List<Leaf> headsAfter(UUID record, int most) {
        return jdbc.sql(
                        """
                        select '0' as tx, record, seq, hash from dmp.audit_head where record > ? order by record limit ?
                        """)
                .params(record, most)
                .query((row, n) -> leaf(row))
                .list();
    }

    private static String kept(String which) {
        return "select line, to_tx::text as tx, to_record as record, to_seq as seq from dmp.audit_checkpoint where "
                + which;
    }

    private static Kept kept(ResultSet row) throws SQLException {
        return new Kept(
                Checkpoint.read(row.getString("line"))
                        .orElseThrow(() -> new IllegalStateException("a checkpoint's line can't be read")),
                place(row));
    }

    private static Leaf leaf(ResultSet row) throws SQLException {
        return new Leaf(place(row), row.getBytes("hash"));
    }

    private static Place place(ResultSet row) throws SQLException {
        return new Place(row.getString("tx"), row.getObject("record", UUID.class), row.getLong("seq"));
    }
}
