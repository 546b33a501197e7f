package fr.dmp.identity;

import fr.dmp.vault.HouseKeys;
import java.nio.ByteBuffer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

@Repository
class StoredInsuredDirectory implements InsuredDirectory {

    private static final String NIR = "nir";

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;
    private final HouseKeys keys;
    private final Clock clock;

    StoredInsuredDirectory(JdbcClient jdbc, JdbcTemplate batches, HouseKeys keys, Clock clock) {
        this.jdbc = jdbc;
        this.batches = batches;
        this.keys = keys;
        this.clock = clock;
    }

    @Override
    public Optional<InsuredPerson> find(Nir nir) {
        return jdbc.sql("select * from dmp.insured_person where nir_digest = ?")
                .param(digest(nir))
                .query((row, n) -> person(row))
                .optional();
    }

    /** The index finds those whose family name may be the same; the comparison of cards says whether it is. */
    @Override
    public List<InsuredPerson> named(String familyName, String givenName, LocalDate birthDate) {
        return jdbc
                .sql(
                        """
                        select * from dmp.insured_person
                        where dmp.name_words(family_name) = dmp.name_words(?) and birth_date = ? order by id
                        """)
                .params(familyName, birthDate)
                .query((row, n) -> person(row))
                .list()
                .stream()
                .filter(person -> TraitsComparison.same(familyName, person.familyName())
                        && TraitsComparison.calledBy(givenName, person.givenNames()))
                .toList();
    }

    @Override
    public InsuredPerson get(UUID person) {
        return jdbc.sql("select * from dmp.insured_person where id = ?")
                .param(person)
                .query((row, n) -> person(row))
                .optional()
                .orElseThrow(() -> new IllegalStateException("no such insured person"));
    }

    @Override
    public Map<UUID, Nir> nirs(Collection<UUID> people) {
        Map<UUID, Nir> nirs = new HashMap<>();
        jdbc.sql("select id, nir_sealed from dmp.insured_person where id = any (?)")
                .param(people.toArray(UUID[]::new))
                .query(row -> {
                    nirs.put(row.getObject("id", UUID.class), nir(row));
                });
        return nirs;
    }

    @Override
    public Map<Nir, UUID> ids(Collection<Nir> nirs) {
        Map<ByteBuffer, Nir> asked = new HashMap<>();
        nirs.forEach(nir -> asked.put(ByteBuffer.wrap(digest(nir)), nir));
        Map<Nir, UUID> ids = new HashMap<>();
        jdbc.sql("select id, nir_digest from dmp.insured_person where nir_digest = any (?)")
                .param(asked.keySet().stream().map(ByteBuffer::array).toArray(byte[][]::new))
                .query(row -> {
                    ids.put(asked.get(ByteBuffer.wrap(row.getBytes("nir_digest"))), row.getObject("id", UUID.class));
                });
        return ids;
    }

    @Override
    public List<ContactPoint> contacts(UUID person) {
        return jdbc.sql("select * from dmp.contacts_at(?, ?) order by preferred desc, channel desc")
                .params(person, now())
                .query((row, n) -> new ContactPoint(
                        Channel.valueOf(row.getString("channel")),
                        row.getString("value"),
                        row.getObject("since", OffsetDateTime.class).toInstant(),
                        Optional.ofNullable(row.getObject("verified_at", OffsetDateTime.class))
                                .map(OffsetDateTime::toInstant)
                                .orElse(null)))
                .list();
    }

    @Override
    public Channel toldBy(UUID person) {
        return jdbc.sql("select coalesce(told_by, 'SMS') from dmp.insured_person where id = ?")
                .param(person)
                .query((row, n) -> Channel.valueOf(row.getString(1)))
                .single();
    }

    @Override
    public void tellBy(UUID person, Channel channel) {
        jdbc.sql("update dmp.insured_person set told_by = ? where id = ?")
                .params(channel.name(), person)
                .update();
    }

    @Override
    public void addContact(UUID person, Channel channel, String value) {
        jdbc.sql(
                        """
                        insert into dmp.contact_point (person, channel, value, source, since)
                        values (?, ?, ?, 'HOLDER', ?) on conflict do nothing
                        """)
                .params(person, channel.name(), value, now())
                .update();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    @Override
    public byte[] digest(Nir nir) {
        return keys.digest(NIR, nir.value());
    }

    @Override
    @Transactional
    public int takeIn(List<Delivered> people, Instant told) {
        Map<Nir, Delivered> last = new LinkedHashMap<>();
        people.forEach(delivered -> last.put(delivered.person().nir(), delivered));
        OffsetDateTime toldAt = told.atOffset(ZoneOffset.UTC);
        upsertPeople(last.values(), toldAt);
        upsertContacts(last.values(), toldAt);
        removeContacts(last.values(), toldAt);
        return overtaken(people, toldAt);
    }

    /** Whoever something newer is known of is left alone, but locked: nobody renews them before their contacts are. */
    private void upsertPeople(Collection<Delivered> people, OffsetDateTime toldAt) {
        batches.batchUpdate(
                """
                insert into dmp.insured_person as p (id, nir_digest, nir_sealed, family_name, given_names, birth_date, sex,
                    regime, fund, vitale_serial, address1, address2, postcode, city, told_at)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                on conflict (nir_digest) do update set family_name = excluded.family_name,
                    given_names = excluded.given_names, birth_date = excluded.birth_date, sex = excluded.sex,
                    regime = excluded.regime, fund = excluded.fund, vitale_serial = excluded.vitale_serial,
                    address1 = excluded.address1, address2 = excluded.address2, postcode = excluded.postcode,
                    city = excluded.city, told_at = excluded.told_at
                where p.told_at <= excluded.told_at
                """,
                people,
                500,
                (statement, delivered) -> {
                    InsuredPerson person = delivered.person();
                    byte[] digest = digest(person.nir());
                    statement.setObject(1, person.id());
                    statement.setBytes(2, digest);
                    statement.setBytes(3, keys.seal(NIR, person.nir().value()));
                    statement.setString(4, person.familyName());
                    statement.setString(5, person.givenNames());
                    statement.setObject(6, person.birthDate());
                    statement.setString(7, person.sex());
                    statement.setString(8, person.regime());
                    statement.setString(9, person.fund());
                    statement.setObject(10, person.vitaleSerial(), Types.VARCHAR);
                    statement.setObject(11, person.address().line1(), Types.VARCHAR);
                    statement.setObject(12, person.address().line2(), Types.VARCHAR);
                    statement.setObject(13, person.address().postcode(), Types.VARCHAR);
                    statement.setObject(14, person.address().city(), Types.VARCHAR);
                    statement.setObject(15, toldAt);
                });
    }

    /**
     * A contact that the holder set stays, and one that they took away stays away; a delivered one is renewed, and dated
     * anew only where it changed.
     */
    private void upsertContacts(Collection<Delivered> people, OffsetDateTime toldAt) {
        record Point(byte[] nirDigest, Channel channel, String value) {}
        OffsetDateTime now = now();
        List<Point> points = new ArrayList<>();
        for (Delivered delivered : people) {
            byte[] digest = digest(delivered.person().nir());
            delivered.mobile().ifPresent(value -> points.add(new Point(digest, Channel.SMS, value)));
            delivered.email().ifPresent(value -> points.add(new Point(digest, Channel.MAIL, value)));
        }
        batches.batchUpdate(
                """
                insert into dmp.contact_point as c (person, channel, value, source, since)
                select id, ?, ?, 'DELIVERED', ? from dmp.insured_person p where nir_digest = ? and told_at <= ?
                    and not exists (select from dmp.contact_removal gone where gone.person = p.id and gone.channel = ?)
                on conflict (person, channel) do update set value = excluded.value, since = excluded.since,
                    verified_at = null
                where c.source = 'DELIVERED' and c.value <> excluded.value
                """,
                points,
                500,
                (statement, point) -> {
                    statement.setString(1, point.channel().name());
                    statement.setString(2, point.value());
                    statement.setObject(3, now);
                    statement.setBytes(4, point.nirDigest());
                    statement.setObject(5, toldAt);
                    statement.setString(6, point.channel().name());
                });
    }

    /** A delivered contact that the line leaves out was withdrawn: whoever has it now must not get a code. */
    private void removeContacts(Collection<Delivered> people, OffsetDateTime toldAt) {
        record Gone(byte[] nirDigest, Channel channel) {}
        List<Gone> gone = new ArrayList<>();
        for (Delivered delivered : people) {
            byte[] digest = digest(delivered.person().nir());
            if (delivered.mobile().isEmpty()) {
                gone.add(new Gone(digest, Channel.SMS));
            }
            if (delivered.email().isEmpty()) {
                gone.add(new Gone(digest, Channel.MAIL));
            }
        }
        batches.batchUpdate(
                """
                delete from dmp.contact_point c using dmp.insured_person p
                where p.nir_digest = ? and p.told_at <= ? and c.person = p.id and c.channel = ?
                    and c.source = 'DELIVERED'
                """,
                gone,
                500,
                (statement, one) -> {
                    statement.setBytes(1, one.nirDigest());
                    statement.setObject(2, toldAt);
                    statement.setString(3, one.channel().name());
                });
    }

    private int overtaken(List<Delivered> people, OffsetDateTime toldAt) {
        byte[][] digests = people.stream()
                .map(delivered -> digest(delivered.person().nir()))
                .toArray(byte[][]::new);
        return jdbc.sql(
                        """
                        select count(*) from unnest(?) as line (digest)
                        join dmp.insured_person p on p.nir_digest = line.digest and p.told_at > ?
                        """)
                .params(digests, toldAt)
                .query(Integer.class)
                .single();
    }

    private InsuredPerson person(ResultSet row) throws SQLException {
        return new InsuredPerson(
                row.getObject("id", UUID.class),
                nir(row),
                row.getString("family_name"),
                row.getString("given_names"),
                row.getObject("birth_date", LocalDate.class),
                row.getString("sex"),
                row.getString("regime"),
                row.getString("fund"),
                row.getString("vitale_serial"),
                new InsuredPerson.Address(
                        row.getString("address1"),
                        row.getString("address2"),
                        row.getString("postcode"),
                        row.getString("city")));
    }

    private Nir nir(ResultSet row) throws SQLException {
        return Nir.of(keys.open(NIR, row.getBytes("nir_sealed")))
                .orElseThrow(() -> new IllegalStateException("a stored NIR is wrong"));
    }
}
