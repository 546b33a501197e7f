package fr.dmp.access.store;

import fr.dmp.access.AccessBook;
import fr.dmp.access.Authorizations.Authorization;
import fr.dmp.access.Authorizations.Status;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
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
class StoredAccessBook implements AccessBook {

    /** Of several authorizations of one professional, the latest; whoever is only blocked stands there too. */
    private static final String ALL =
            """
            with physician as (
                select t.rpps as professional, t.since::timestamp at time zone 'Europe/Paris' as since
                from dmp.record r join dmp.treating_physician t on t.person = r.person
                where r.id = :record and t.since <= :today and (t.until is null or t.until > :today)),
            latest as (
                select distinct on (professional) id::text, professional, since, until, ended_at, ground
                from dmp.access_authorization
                where record = :record and professional not in (select professional from physician)
                order by professional, since desc, id desc),
            barred as (
                select professional from dmp.access_block where record = :record and ended_at is null),
            everyone as (
                select professional as id, professional, since, null::timestamptz as until,
                    null::timestamptz as ended_at, 'TREATING_PHYSICIAN' as ground, 0 as place from physician
                union all select id, professional, since, until, ended_at, ground, 1 from latest
                union all select professional, professional, null, null, null, 'BLOCK', 2 from barred
                    where professional not in (select professional from latest union select professional from physician))
            select everyone.*, coalesce(p.given_name || ' ' || p.family_name, '') as name,
                coalesce(p.profession, '') as profession,
                place > 0 and professional in (select professional from barred) as blocked,
                place = 0 or exists (select from dmp.treating_right r where r.record = :record
                    and r.professional = everyone.professional and r.ended_at is null) as treating
            from everyone left join dmp.professional p on p.rpps = everyone.professional
            order by place, since desc, professional
            """;

    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");

    private final JdbcClient jdbc;

    StoredAccessBook(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public List<Authorization> of(UUID record, Instant at) {
        return jdbc.sql(ALL)
                .param("record", record)
                .param("today", LocalDate.ofInstant(at, PARIS))
                .query((row, n) -> authorization(row, at))
                .list();
    }

    @Override
    public Optional<Authorization> find(UUID record, String id, Instant at) {
        return of(record, at).stream().filter(one -> one.id().equals(id)).findFirst();
    }

    private static Authorization authorization(ResultSet row, Instant at) throws SQLException {
        Instant until = instant(row, "until");
        Instant ended = instant(row, "ended_at");
        boolean over = ended != null || until != null && !until.isAfter(at);
        Status status = row.getBoolean("blocked") ? Status.FORBIDDEN : over ? Status.EXPIRED : Status.VALID;
        return new Authorization(
                row.getString("id"),
                row.getString("professional"),
                row.getString("name"),
                row.getString("profession"),
                instant(row, "since"),
                ended != null ? ended : until,
                status,
                row.getBoolean("treating"),
                row.getString("ground"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }

    @Override
    public boolean isBlocked(UUID record, String professional) {
        return jdbc.sql(
                        """
                        select exists (select from dmp.access_block
                            where record = ? and professional = ? and ended_at is null)
                        """)
                .params(record, professional)
                .query(Boolean.class)
                .single();
    }

    @Override
    public boolean isDeclared(UUID record, String professional, Instant at) {
        return jdbc.sql("select declared from dmp.access_facts(?, 'PROFESSIONAL', ?, ?)")
                .params(record, professional, utc(at))
                .query(Boolean.class)
                .single();
    }

    @Override
    public void authorize(
            UUID record, UUID id, String professional, String ground, Instant at, @Nullable Instant until) {
        end(record, professional, at);
        jdbc.sql(
                        """
                        insert into dmp.access_authorization (record, id, professional, since, until, ground)
                        values (?, ?, ?, ?, ?, ?)
                        """)
                .params(record, id, professional, utc(at), until == null ? null : utc(until), ground)
                .update();
    }

    @Override
    public void end(UUID record, String professional, Instant at) {
        end("access_authorization", record, professional, at);
    }

    @Override
    public void block(UUID record, String professional, Instant at) {
        begin("access_block", record, professional, at);
    }

    @Override
    public void unblock(UUID record, String professional, Instant at) {
        end("access_block", record, professional, at);
    }

    @Override
    public void giveTreatingRights(UUID record, String professional, Instant at) {
        begin("treating_right", record, professional, at);
    }

    @Override
    public void takeTreatingRights(UUID record, String professional, Instant at) {
        end("treating_right", record, professional, at);
    }

    private void begin(String table, UUID record, String professional, Instant at) {
        jdbc.sql(
                        """
                        insert into dmp.%s (record, professional, since) values (?, ?, ?)
                        on conflict (record, professional) where ended_at is null do nothing
                        """
                                .formatted(table))
                .params(record, professional, utc(at))
                .update();
    }

    private void end(String table, UUID record, String professional, Instant at) {
        jdbc.sql("update dmp.%s set ended_at = ? where record = ? and professional = ? and ended_at is null"
                        .formatted(table))
                .params(utc(at), record, professional)
                .update();
    }

    @Override
    public void hide(UUID record, Instant at) {
        jdbc.sql(
                        """
                        insert into dmp.record_hiding (record, since) values (?, ?)
                        on conflict (record) where ended_at is null do nothing
                        """)
                .params(record, utc(at))
                .update();
    }

    @Override
    public void show(UUID record, Instant at) {
        jdbc.sql("update dmp.record_hiding set ended_at = ? where record = ? and ended_at is null")
                .params(utc(at), record)
                .update();
    }

    @Override
    public Standing standing(UUID record, String professional, Instant at) {
        return jdbc.sql(
                        """
                        select status, declared, blocked, authorized, exists (
                            select from dmp.matrix_cell c where c.version = matrix and c.profession = facts.profession
                                and c.allowed) as authorizable
                        from dmp.access_facts(?, 'PROFESSIONAL', ?, ?) as facts
                        """)
                .params(record, professional, utc(at))
                .query((row, n) -> new Standing(
                        row.getString("status"),
                        row.getBoolean("declared"),
                        row.getBoolean("blocked"),
                        row.getBoolean("authorized"),
                        row.getBoolean("authorizable")))
                .single();
    }

    @Override
    public Optional<UUID> noteFirstAccess(UUID record, String professional, Instant at) {
        return jdbc.sql(
                        """
                        with noted as (
                            insert into dmp.first_access (record, professional, at) values (?, ?, ?)
                            on conflict do nothing returning record)
                        select r.person from noted join dmp.record r on r.id = noted.record
                        """)
                .params(record, professional, utc(at))
                .query(UUID.class)
                .optional();
    }

    private static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }
}
