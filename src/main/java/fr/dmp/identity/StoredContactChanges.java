package fr.dmp.identity;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Table {@code dmp.contact_change}. */
@Repository
class StoredContactChanges implements ContactChanges {

    private final JdbcClient jdbc;

    StoredContactChanges(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void lock(UUID person) {
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended('contacts/' || ?, 0))")
                .param(person)
                .query((row, n) -> true)
                .single();
    }

    @Override
    public List<ContactChange> waiting(UUID person, Instant now) {
        return jdbc.sql("select * from dmp.contact_change where person = ? and effective_at > ?")
                .params(person, utc(now))
                .query((row, n) -> change(row))
                .list();
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public Optional<Entered> ask(ContactChange change) {
        Optional<Entered> due = jdbc.sql(
                        "select * from dmp.contact_change where person = ? and channel = ? and effective_at <= ? for update")
                .params(change.person(), change.channel().name(), utc(change.askedAt()))
                .query((row, n) -> change(row))
                .optional()
                .map(this::enter);
        jdbc.sql(
                        """
                        insert into dmp.contact_change (id, record, person, channel, value, asked_at, effective_at)
                        values (?, ?, ?, ?, ?, ?, ?)
                        on conflict (person, channel) do update set id = excluded.id, record = excluded.record,
                            value = excluded.value, asked_at = excluded.asked_at, effective_at = excluded.effective_at
                        """)
                .params(
                        change.id(),
                        change.record(),
                        change.person(),
                        change.channel().name(),
                        change.value(),
                        utc(change.askedAt()),
                        utc(change.effectiveAt()))
                .update();
        return due;
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public Optional<ContactChange> withdraw(UUID person, Channel channel, Instant now) {
        return jdbc.sql(
                        "delete from dmp.contact_change where person = ? and channel = ? and effective_at > ? returning *")
                .params(person, channel.name(), utc(now))
                .query((row, n) -> change(row))
                .optional();
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public List<Entered> enter(Instant now, int most) {
        return jdbc
                .sql(
                        """
                        select * from dmp.contact_change where effective_at <= ? order by effective_at limit ?
                        for update skip locked
                        """)
                .params(utc(now), most)
                .query((row, n) -> change(row))
                .list()
                .stream()
                .map(this::enter)
                .toList();
    }

    private Entered enter(ContactChange change) {
        jdbc.sql("delete from dmp.contact_change where id = ?")
                .param(change.id())
                .update();
        return new Entered(change, change.removal() ? removed(change) : renewed(change));
    }

    private boolean renewed(ContactChange change) {
        jdbc.sql("delete from dmp.contact_removal where person = ? and channel = ?")
                .params(change.person(), change.channel().name())
                .update();
        return jdbc.sql(
                                """
                                insert into dmp.contact_point (person, channel, value, source, since, verified_at)
                                values (?, ?, ?, 'HOLDER', ?, ?)
                                on conflict (person, channel) do update set value = excluded.value, source = 'HOLDER',
                                    since = excluded.since, verified_at = excluded.verified_at
                                """)
                        .params(
                                change.person(),
                                change.channel().name(),
                                change.value(),
                                utc(change.effectiveAt()),
                                utc(change.askedAt()))
                        .update()
                == 1;
    }

    private boolean removed(ContactChange change) {
        boolean gone = jdbc.sql(
                                """
                                delete from dmp.contact_point c where person = ? and channel = ? and exists (
                                    select from dmp.contact_point other
                                    where other.person = c.person and other.channel <> c.channel)
                                """)
                        .params(change.person(), change.channel().name())
                        .update()
                == 1;
        if (gone) {
            jdbc.sql("insert into dmp.contact_removal (person, channel, since) values (?, ?, ?) on conflict do nothing")
                    .params(change.person(), change.channel().name(), utc(change.effectiveAt()))
                    .update();
        }
        return gone;
    }

    private static ContactChange change(ResultSet row) throws SQLException {
        return new ContactChange(
                row.getObject("id", UUID.class),
                row.getObject("record", UUID.class),
                row.getObject("person", UUID.class),
                Channel.valueOf(row.getString("channel")),
                row.getString("value"),
                instant(row, "asked_at"),
                instant(row, "effective_at"));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
