package fr.dmp.access.store;

import fr.dmp.access.AccessRequest;
import fr.dmp.access.AccessRequest.Kind;
import fr.dmp.access.AccessRequest.State;
import fr.dmp.access.AccessRequestBook;
import fr.dmp.access.AccessRequests.Asked;
import fr.dmp.access.GrantOutcome;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

@Repository
@Transactional(propagation = Propagation.MANDATORY)
class StoredAccessRequests implements AccessRequestBook {

    private static final String FROM_AFAR =
            """
            select a.id, a.professional, coalesce(p.given_name || ' ' || p.family_name, '') as name,
                coalesce(p.profession, '') as profession,
                case when a.state = 'PENDING' and a.expires_at <= :at then 'EXPIRED' else a.state end as state,
                a.since, a.expires_at, a.wished_until, a.decided_at, a.reason
            from dmp.access_request a left join dmp.professional p on p.rpps = a.professional
            where a.record = :record and a.kind = 'REQUEST'
            """;

    private final JdbcClient jdbc;

    StoredAccessRequests(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public void add(AccessRequest request) {
        jdbc.sql(
                        """
                        insert into dmp.access_request
                            (record, id, professional, kind, wished_until, state, since, expires_at)
                        values (?, ?, ?, ?, ?, ?, ?, ?)
                        on conflict do nothing
                        """)
                .params(
                        request.record(),
                        request.id(),
                        request.professional(),
                        request.kind().name(),
                        utc(request.until()),
                        request.state().name(),
                        utc(request.since()),
                        utc(request.expiresAt()))
                .update();
    }

    @Override
    public Optional<AccessRequest> find(UUID record, UUID id) {
        return jdbc.sql("select * from dmp.access_request where record = ? and id = ?")
                .params(record, id)
                .query((row, n) -> request(row))
                .optional();
    }

    @Override
    public Optional<AccessRequest> lock(UUID record, UUID id) {
        return jdbc.sql("select * from dmp.access_request where record = ? and id = ? for update")
                .params(record, id)
                .query((row, n) -> request(row))
                .optional();
    }

    @Override
    public Optional<AccessRequest> pending(UUID record, String professional) {
        return jdbc.sql(
                        """
                        select * from dmp.access_request
                        where record = ? and professional = ? and state = 'PENDING' and kind = 'REQUEST' for update
                        """)
                .params(record, professional)
                .query((row, n) -> request(row))
                .optional();
    }

    @Override
    public Optional<AccessRequest> latest(UUID record, String professional) {
        return jdbc.sql(
                        """
                        select * from dmp.access_request where record = ? and professional = ? and kind = 'REQUEST'
                        order by since desc, id desc limit 1
                        """)
                .params(record, professional)
                .query((row, n) -> request(row))
                .optional();
    }

    @Override
    public List<Instant> times(UUID record, String professional, Instant since) {
        return jdbc.sql(
                        """
                        select since from dmp.access_request
                        where record = ? and professional = ? and kind = 'REQUEST' and since > ?
                            and reason is distinct from 'HELD'
                        order by since
                        """)
                .params(record, professional, utc(since))
                .query((row, n) -> row.getObject("since", OffsetDateTime.class).toInstant())
                .list();
    }

    @Override
    public void save(AccessRequest request) {
        jdbc.sql(
                        """
                        update dmp.access_request set wished_until = ?, state = ?, decided_at = ?, reason = ?
                        where record = ? and id = ?
                        """)
                .params(
                        utc(request.until()),
                        request.state().name(),
                        utc(request.decidedAt()),
                        request.reason() == null ? null : request.reason().name(),
                        request.record(),
                        request.id())
                .update();
    }

    @Override
    public List<Asked> of(UUID record, Instant at, int limit) {
        return jdbc.sql(FROM_AFAR + " order by a.since desc, a.id desc limit :limit")
                .param("record", record)
                .param("at", utc(at))
                .param("limit", limit)
                .query((row, n) -> asked(row))
                .list();
    }

    @Override
    public Optional<Asked> told(UUID record, UUID id, Instant at) {
        return jdbc.sql(FROM_AFAR + " and a.id = :id")
                .param("record", record)
                .param("at", utc(at))
                .param("id", id)
                .query((row, n) -> asked(row))
                .optional();
    }

    @Override
    public UUID holder(UUID record) {
        return jdbc.sql("select person from dmp.record where id = ?")
                .param(record)
                .query(UUID.class)
                .single();
    }

    private static AccessRequest request(ResultSet row) throws SQLException {
        return new AccessRequest(
                row.getObject("record", UUID.class),
                row.getObject("id", UUID.class),
                row.getString("professional"),
                Kind.valueOf(row.getString("kind")),
                instant(row, "wished_until"),
                State.valueOf(row.getString("state")),
                there(row, "since"),
                there(row, "expires_at"),
                instant(row, "decided_at"),
                reason(row));
    }

    private static Asked asked(ResultSet row) throws SQLException {
        return new Asked(
                row.getObject("id", UUID.class),
                row.getString("professional"),
                row.getString("name"),
                row.getString("profession"),
                State.valueOf(row.getString("state")),
                there(row, "since"),
                there(row, "expires_at"),
                instant(row, "wished_until"),
                instant(row, "decided_at"),
                reason(row));
    }

    private static @Nullable GrantOutcome reason(ResultSet row) throws SQLException {
        String reason = row.getString("reason");
        return reason == null ? null : GrantOutcome.valueOf(reason);
    }

    private static Instant there(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }

    private static @Nullable OffsetDateTime utc(@Nullable Instant at) {
        return at == null ? null : at.atOffset(ZoneOffset.UTC);
    }
}
