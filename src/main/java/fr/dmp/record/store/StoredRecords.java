package fr.dmp.record.store;

import fr.dmp.audit.Actor;
import fr.dmp.record.RecordStatus;
import fr.dmp.record.Records;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class StoredRecords implements Records {

    private static final String OF =
            """
            select id, person, status, opened_at, opened_by, opener_kind, opener, opener_name,
                not exists (select from dmp.emergency_objection o where o.record = record.id
                    and o.mode = 'BRIS_DE_GLACE' and o.ended_at is null) as break_glass,
                not exists (select from dmp.emergency_objection o where o.record = record.id
                    and o.mode = 'CENTRE_15' and o.ended_at is null) as regulation
            from dmp.record where status in ('ACTIVE', 'CLOSED') and\s""";

    private final JdbcClient jdbc;

    StoredRecords(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Optional<Summary> ofPerson(UUID person) {
        return jdbc.sql(OF + "person = ?")
                .param(person)
                .query(StoredRecords::summary)
                .optional();
    }

    @Override
    public Optional<Summary> find(UUID record) {
        return jdbc.sql(OF + "id = ?")
                .param(record)
                .query(StoredRecords::summary)
                .optional();
    }

    @Override
    public List<Summary> ofPeople(Collection<UUID> people) {
        return jdbc.sql(OF + "person = any (?)")
                .param(people.toArray(UUID[]::new))
                .query(StoredRecords::summary)
                .list();
    }

    @Override
    public List<Open> openOf(Collection<byte[]> nirDigests) {
        return jdbc.sql(
                        """
                        select person.nir_digest, record.id as record, record.person
                        from unnest(?) as asked (digest)
                        join dmp.insured_person person on person.nir_digest = asked.digest
                        join dmp.record on record.person = person.id and record.status = 'ACTIVE'
                        """)
                .param(nirDigests.toArray(byte[][]::new))
                .query(StoredRecords::open)
                .list();
    }

    @Override
    public List<Open> openOfPeople(Collection<UUID> people) {
        return jdbc.sql(
                        """
                        select person.nir_digest, record.id as record, record.person
                        from dmp.record join dmp.insured_person person on person.id = record.person
                        where record.person = any (?) and record.status = 'ACTIVE'
                        """)
                .param(people.toArray(UUID[]::new))
                .query(StoredRecords::open)
                .list();
    }

    @Override
    public List<Open> openAmong(Collection<UUID> records) {
        return jdbc.sql(
                        """
                        select person.nir_digest, record.id as record, record.person
                        from dmp.record join dmp.insured_person person on person.id = record.person
                        where record.id = any (?) and record.status = 'ACTIVE'
                        """)
                .param(records.toArray(UUID[]::new))
                .query(StoredRecords::open)
                .list();
    }

    private static Open open(ResultSet row, int n) throws SQLException {
        return new Open(
                row.getBytes("nir_digest"), row.getObject("record", UUID.class), row.getObject("person", UUID.class));
    }

    private static Summary summary(ResultSet row, int n) throws SQLException {
        return new Summary(
                row.getObject("id", UUID.class),
                row.getObject("person", UUID.class),
                RecordStatus.valueOf(row.getString("status")),
                row.getObject("opened_at", OffsetDateTime.class).toInstant(),
                row.getString("opened_by"),
                new Actor(
                        Actor.Kind.valueOf(row.getString("opener_kind")),
                        row.getString("opener"),
                        row.getString("opener_name")),
                new EmergencySettings(row.getBoolean("break_glass"), row.getBoolean("regulation")));
    }
}
