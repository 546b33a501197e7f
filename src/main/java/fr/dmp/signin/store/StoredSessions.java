package fr.dmp.signin.store;

import static fr.dmp.signin.store.Instants.instant;
import static fr.dmp.signin.store.Instants.utc;

import fr.dmp.signin.KeptSession;
import fr.dmp.signin.KeptSessions;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Table {@code dmp.holder_session}. */
@Repository
class StoredSessions implements KeptSessions {

    private final JdbcClient jdbc;

    StoredSessions(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public void add(KeptSession session, byte[] tokenDigest) {
        jdbc.sql(
                        """
                        insert into dmp.holder_session (id, record, person, token_digest, password_change, since,
                            last_seen_at, expires_at, proved_at)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?)
                        """)
                .params(
                        session.id(),
                        session.record(),
                        session.person(),
                        tokenDigest,
                        session.passwordChange(),
                        utc(session.since()),
                        utc(session.lastSeenAt()),
                        utc(session.expiresAt()),
                        session.provedAt() == null ? null : utc(session.provedAt()))
                .update();
    }

    @Override
    public Optional<KeptSession> find(byte[] tokenDigest, Instant now, Duration idle) {
        return jdbc.sql(
                        """
                        select s.*, c.closed from dmp.holder_session s join dmp.credential c using (record)
                        where s.token_digest = ? and s.ended_at is null and s.expires_at > ? and s.last_seen_at > ?
                        """)
                .params(tokenDigest, utc(now), utc(now.minus(idle)))
                .query((row, n) -> row(row))
                .optional();
    }

    @Override
    public Optional<Instant> provedAt(UUID id) {
        return jdbc
                .sql("select proved_at from dmp.holder_session where id = ?")
                .param(id)
                .query((row, n) -> proved(row))
                .list()
                .stream()
                .flatMap(Optional::stream)
                .findFirst();
    }

    @Override
    public void seen(UUID id, Instant now) {
        jdbc.sql("update dmp.holder_session set last_seen_at = ? where id = ? and ended_at is null")
                .params(utc(now), id)
                .update();
    }

    @Override
    public void actFor(UUID id, @Nullable UUID record) {
        jdbc.sql("update dmp.holder_session set acting_for = ? where id = ? and ended_at is null")
                .params(record, id)
                .update();
    }

    @Override
    public List<KeptSession> open(UUID record, Instant now, Duration idle) {
        return jdbc.sql(
                        """
                        select s.*, c.closed from dmp.holder_session s join dmp.credential c using (record)
                        where s.record = ? and s.ended_at is null and s.expires_at > ? and s.last_seen_at > ?
                        order by s.since desc, s.id desc
                        """)
                .params(record, utc(now), utc(now.minus(idle)))
                .query((row, n) -> row(row))
                .list();
    }

    @Override
    public boolean end(UUID record, UUID id, Instant now) {
        return jdbc.sql(
                                """
                                update dmp.holder_session set ended_at = ?
                                where id = ? and record = ? and ended_at is null
                                """)
                        .params(utc(now), id, record)
                        .update()
                == 1;
    }

    @Override
    public void endAll(UUID record, Instant now) {
        jdbc.sql("update dmp.holder_session set ended_at = ? where record = ? and ended_at is null")
                .params(utc(now), record)
                .update();
    }

    @Override
    public int forget(Instant before, int most) {
        return jdbc.sql(
                        """
                        delete from dmp.holder_session where ctid in
                            (select ctid from dmp.holder_session where expires_at < ? limit ? for update skip locked)
                        """)
                .params(utc(before), most)
                .update();
    }

    private static KeptSession row(ResultSet row) throws SQLException {
        return new KeptSession(
                row.getObject("id", UUID.class),
                row.getObject("record", UUID.class),
                row.getObject("person", UUID.class),
                row.getBoolean("password_change"),
                row.getBoolean("closed"),
                instant(row, "since"),
                instant(row, "last_seen_at"),
                instant(row, "expires_at"),
                proved(row).orElse(null),
                row.getObject("acting_for", UUID.class));
    }

    private static Optional<Instant> proved(ResultSet row) throws SQLException {
        return Optional.ofNullable(row.getObject("proved_at", OffsetDateTime.class))
                .map(OffsetDateTime::toInstant);
    }
}
