package fr.dmp.claims.store;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Changes of treating physician whose holder isn't told yet. */
@Repository
@Transactional(propagation = Propagation.MANDATORY)
public class StoredTreatingChanges {

    private final JdbcClient jdbc;

    StoredTreatingChanges(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Another treating physician of someone with an open record.
     *
     * @param former absent where there was none
     * @param rpps of the one from now on
     * @param delivery that told it
     */
    public record Change(
            UUID id, UUID record, UUID person, @Nullable String former, String rpps, LocalDate since, UUID delivery) {
        @Override
        public String toString() {
            return "Change[" + id + "]";
        }
    }

    public void add(List<Change> changes) {
        jdbc.sql(
                        """
                        insert into dmp.treating_change (id, record, person, former, rpps, since, delivery)
                        select id, record, person, former, rpps, since::date, delivery
                        from unnest(?, ?, ?, ?, ?, ?, ?) as change (id, record, person, former, rpps, since, delivery)
                        """)
                .param(ids(changes, Change::id))
                .param(ids(changes, Change::record))
                .param(ids(changes, Change::person))
                .param(changes.stream().map(Change::former).toArray(String[]::new))
                .param(changes.stream().map(Change::rpps).toArray(String[]::new))
                .param(changes.stream().map(change -> change.since().toString()).toArray(String[]::new))
                .param(ids(changes, Change::delivery))
                .update();
    }

    private static UUID[] ids(List<Change> changes, Function<Change, UUID> field) {
        return changes.stream().map(field).toArray(UUID[]::new);
    }

    /** A change that is under way; {@link IllegalStateException} for a wrong id. */
    @Transactional(propagation = Propagation.MANDATORY, readOnly = true)
    public Change get(UUID id) {
        return jdbc.sql("select * from dmp.treating_change where id = ?")
                .param(id)
                .query((row, n) -> new Change(
                        id,
                        row.getObject("record", UUID.class),
                        row.getObject("person", UUID.class),
                        Optional.ofNullable(row.getString("former")).orElse(null),
                        row.getString("rpps"),
                        row.getObject("since", LocalDate.class),
                        row.getObject("delivery", UUID.class)))
                .optional()
                .orElseThrow(() -> new IllegalStateException("no such change of treating physician"));
    }

    public void forget(UUID id) {
        jdbc.sql("delete from dmp.treating_change where id = ?").param(id).update();
    }
}
