package fr.dmp.claims.store;

import fr.dmp.claims.dcir.CodeColumn;
import fr.dmp.vault.HouseKeys;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** What was refused of a delivery, and what is decided about it. */
@Repository
@Transactional(propagation = Propagation.MANDATORY)
public class Refusals {

    /**
     * A line of a month that isn't shown any more is counted and dropped, and one that is refused with its claim goes the
     * way of that: there is nothing to decide.
     */
    private static final String WAITS =
            "(reason not in ('too-old', 'claim-refused', 'not-rpps') and dismissed is null)";

    private final JdbcClient jdbc;
    private final HouseKeys keys;

    Refusals(JdbcClient jdbc, HouseKeys keys) {
        this.jdbc = jdbc;
        this.keys = keys;
    }

    /**
     * A refused line, without what it held.
     *
     * @param column name of it; empty where the whole line is meant
     */
    public record Key(long line, String column, String reason) {}

    /**
     * A line refused for its code, opened.
     *
     * @param text what was sealed of it
     */
    public record Opened(long line, CodeColumn column, String text) {

        public Key key() {
            return new Key(line, column.column(), CodeColumn.REASON);
        }

        @Override
        public String toString() {
            return "Opened[" + line + "]";
        }
    }

    /**
     * Lines refused for the same thing.
     *
     * @param waiting how many are still to be decided about
     * @param first numbers of the first of them, five at most
     * @param dismissed how many were
     */
    public record Group(String column, String reason, long waiting, List<Long> first, long dismissed) {}

    /** Whether there is something to decide. */
    @Transactional(propagation = Propagation.MANDATORY, readOnly = true)
    public boolean waits(UUID delivery) {
        return jdbc.sql("select exists (select from dmp.delivery_refusal where delivery = ? and " + WAITS + ")")
                .param(delivery)
                .query(Boolean.class)
                .single();
    }

    /** The biggest first. Once the review has ended, whatever its end, none of its lines waits. */
    @Transactional(propagation = Propagation.MANDATORY, readOnly = true)
    public List<Group> groups(UUID delivery) {
        return jdbc.sql(
                        """
                        select col, reason, count(*) filter (where waits) as waiting,
                            array_agg(line order by line) filter (where waits and nth <= 5) as first,
                            count(*) filter (where dismissed is not null) as dismissed
                        from (select refusal.*, %1$s and state = 'OPEN' as waits,
                                row_number() over (partition by col, refusal.reason, %1$s order by line) as nth
                            from dmp.delivery_refusal refusal
                            left join dmp.delivery_review using (delivery)
                            where delivery = ?) as refusal
                        group by col, reason order by count(*) desc, col, reason
                        """
                                .formatted(WAITS.replace("reason", "refusal.reason")))
                .param(delivery)
                .query((row, n) -> new Group(
                        row.getString("col"),
                        row.getString("reason"),
                        row.getLong("waiting"),
                        numbers(row.getArray("first")),
                        row.getLong("dismissed")))
                .list();
    }

    private static List<Long> numbers(java.sql.@Nullable Array array) throws SQLException {
        return array == null ? List.of() : List.of((Long[]) array.getArray());
    }

    /** Lines that were refused for a code that may be mapped, from a line on, in their order. */
    @Transactional(propagation = Propagation.MANDATORY, readOnly = true)
    public List<Opened> openCodes(UUID delivery, @Nullable Opened after, int most) {
        return jdbc.sql(
                        """
                        select line, col, sealed from dmp.delivery_refusal
                        where delivery = ? and reason = ? and col = any (?) and sealed is not null and dismissed is null
                            and (line, col) > (?, ?)
                        order by line, col limit ?
                        """)
                .params(
                        delivery,
                        CodeColumn.REASON,
                        columns(),
                        after == null ? 0 : after.line(),
                        after == null ? "" : after.column().column(),
                        most)
                .query((row, n) -> new Opened(
                        row.getLong("line"),
                        CodeColumn.of(row.getString("col")).orElseThrow(),
                        keys.open("delivery-refusal/" + delivery, row.getBytes("sealed"))))
                .list();
    }

    private static String[] columns() {
        return Arrays.stream(CodeColumn.values()).map(CodeColumn::column).toArray(String[]::new);
    }

    /** Takes lines off the account: they are about to be taken in again. */
    public void remove(UUID delivery, List<Key> lines) {
        jdbc.sql(
                        """
                        delete from dmp.delivery_refusal refusal using unnest(?, ?, ?) as removed (line, col, reason)
                        where refusal.delivery = ? and refusal.line = removed.line and refusal.col = removed.col
                            and refusal.reason = removed.reason
                        """)
                .params(
                        lines.stream().map(Key::line).toArray(Long[]::new),
                        lines.stream().map(Key::column).toArray(String[]::new),
                        lines.stream().map(Key::reason).toArray(String[]::new),
                        delivery)
                .update();
    }

    /**
     * Lets lines go that were refused for the same thing.
     *
     * @param group whose; all of them where it is absent
     * @return how many
     */
    public int dismiss(UUID delivery, @Nullable Group group, String why) {
        String column = group == null ? null : group.column();
        String reason = group == null ? null : group.reason();
        return jdbc.sql("update dmp.delivery_refusal set dismissed = ? where delivery = ? and " + WAITS
                        + " and (?::text is null or (col = ? and reason = ?))")
                .params(why, delivery, column, column, reason)
                .update();
    }

    /** Destroys what dismissed lines held. */
    public void destroyDismissed(UUID delivery) {
        jdbc.sql(
                        """
                        update dmp.delivery_refusal set sealed = null
                        where delivery = ? and dismissed is not null and sealed is not null
                        """)
                .param(delivery)
                .update();
    }

    /** Destroys what all of its lines held. */
    public void destroyAll(UUID delivery) {
        jdbc.sql("update dmp.delivery_refusal set sealed = null where delivery = ? and sealed is not null")
                .param(delivery)
                .update();
    }

    /** Refused lines in order, after one; the first ones where it is absent. */
    @Transactional(propagation = Propagation.MANDATORY, readOnly = true)
    public List<Key> report(UUID delivery, @Nullable Key after, int most) {
        Key from = after == null ? new Key(-1, "", "") : after;
        return jdbc.sql(
                        """
                        select line, col as column, reason from dmp.delivery_refusal
                        where delivery = ? and (line, col, reason) > (?, ?, ?) order by line, col, reason limit ?
                        """)
                .params(delivery, from.line(), from.column(), from.reason(), most)
                .query(Key.class)
                .list();
    }
}
