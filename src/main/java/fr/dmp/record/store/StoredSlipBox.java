package fr.dmp.record.store;

import fr.dmp.record.Slip;
import fr.dmp.record.SlipBox;
import fr.dmp.signin.Credentials;
import fr.dmp.vault.HouseKeys;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class StoredSlipBox implements SlipBox {

    private static final String SLIP = "select id, record, creation, expires_at, fetched_at from dmp.slip where ";

    private final JdbcClient jdbc;
    private final HouseKeys keys;
    private final Clock clock;

    StoredSlipBox(JdbcClient jdbc, HouseKeys keys, Clock clock) {
        this.jdbc = jdbc;
        this.keys = keys;
        this.clock = clock;
    }

    @Override
    public void put(Slip slip, Credentials.Issued issued) {
        jdbc.sql(
                        """
                        with replaced as (
                            update dmp.slip set content = null where creation = :creation and content is not null)
                        insert into dmp.slip (id, record, creation, content, made_at, expires_at)
                        values (:id, :record, :creation, :content, :now, :until)
                        """)
                .param("creation", slip.creation())
                .param("id", slip.id())
                .param("record", slip.record())
                .param("content", keys.seal(context(slip.id()), written(issued)))
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .param("until", slip.expiresAt().atOffset(ZoneOffset.UTC))
                .update();
    }

    @Override
    public Optional<Slip> find(UUID slip) {
        return jdbc.sql(SLIP + "id = ?").param(slip).query(StoredSlipBox::slip).optional();
    }

    /** Ids follow the world's time, where {@code made_at} goes back with a clock that is moved. */
    @Override
    public Optional<Slip> ofCreation(UUID creation) {
        return jdbc.sql(SLIP + "creation = ? order by id desc limit 1")
                .param(creation)
                .query(StoredSlipBox::slip)
                .optional();
    }

    @Override
    public Optional<Credentials.Issued> take(UUID slip, Instant now) {
        return jdbc.sql(
                        """
                        with waiting as (
                            select id, content from dmp.slip
                            where id = :id and content is not null and expires_at > :now for update)
                        update dmp.slip s set content = null, fetched_at = :now from waiting where s.id = waiting.id
                        returning waiting.content
                        """)
                .param("id", slip)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query(byte[].class)
                .optional()
                .map(content -> read(keys.open(context(slip), content)));
    }

    private static String written(Credentials.Issued issued) {
        return String.join(
                "\n",
                issued.identifier(),
                issued.initialPassword(),
                issued.expiresAt().toString());
    }

    private static Credentials.Issued read(String written) {
        String[] parts = written.split("\n", 3);
        return new Credentials.Issued(parts[0], parts[1], Instant.parse(parts[2]));
    }

    private static Slip slip(ResultSet row, int n) throws SQLException {
        OffsetDateTime fetched = row.getObject("fetched_at", OffsetDateTime.class);
        return new Slip(
                row.getObject("id", UUID.class),
                row.getObject("record", UUID.class),
                row.getObject("creation", UUID.class),
                row.getObject("expires_at", OffsetDateTime.class).toInstant(),
                fetched == null ? null : fetched.toInstant());
    }

    private static String context(UUID slip) {
        return "slip/" + slip;
    }
}
