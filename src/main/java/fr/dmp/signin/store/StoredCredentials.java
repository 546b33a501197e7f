package fr.dmp.signin.store;

import static fr.dmp.signin.store.Instants.utc;

import fr.dmp.signin.KeptCredential;
import fr.dmp.signin.KeptCredentials;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Table {@code dmp.credential} and the networks that its holders are known from. */
@Repository
class StoredCredentials implements KeptCredentials {

    private final JdbcClient jdbc;

    StoredCredentials(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public boolean add(
            UUID record, UUID person, byte[] digest, byte[] sealed, String hash, Instant initialUntil, Instant now) {
        return jdbc.sql(
                                """
                                insert into dmp.credential (record, person, identifier_digest, identifier_sealed,
                                    password_hash, initial, initial_until, changed_at)
                                values (?, ?, ?, ?, ?, true, ?, ?)
                                on conflict (identifier_digest) do nothing
                                """)
                        .params(record, person, digest, sealed, hash, utc(initialUntil), utc(now))
                        .update()
                == 1;
    }

    @Override
    public Optional<byte[]> renew(UUID record, String hash, Instant initialUntil, Instant now) {
        return jdbc.sql(
                        """
                        update dmp.credential set password_hash = ?, initial = true, initial_until = ?,
                            initial_used_at = null, generation = generation + 1, changed_at = ?
                        where record = ? and initial returning identifier_sealed
                        """)
                .params(hash, utc(initialUntil), utc(now), record)
                .query((row, n) -> row.getBytes(1))
                .optional();
    }

    @Override
    public boolean change(UUID record, int generation, String hash, Instant now) {
        return jdbc.sql(
                                """
                                update dmp.credential set password_hash = ?, initial = false, initial_until = null,
                                    initial_used_at = null, generation = generation + 1, changed_at = ?
                                where record = ? and generation = ?
                                """)
                        .params(hash, utc(now), record, generation)
                        .update()
                == 1;
    }

    @Override
    public void replace(UUID record, String hash, Instant now) {
        jdbc.sql(
                        """
                        update dmp.credential set password_hash = ?, initial = false, initial_until = null,
                            initial_used_at = null, generation = generation + 1, changed_at = ?, held_until = null
                        where record = ?
                        """)
                .params(hash, utc(now), record)
                .update();
    }

    @Override
    public void hold(UUID record, @Nullable Instant until) {
        jdbc.sql("update dmp.credential set held_until = :until::timestamptz where record = :record")
                .param("until", until == null ? null : utc(until))
                .param("record", record)
                .update();
    }

    @Override
    public void close(UUID record) {
        set(record, true);
    }

    @Override
    public void reopen(UUID record) {
        set(record, false);
    }

    private void set(UUID record, boolean closed) {
        jdbc.sql("update dmp.credential set closed = ? where record = ?")
                .params(closed, record)
                .update();
    }

    @Override
    public Optional<KeptCredential> find(byte[] identifierDigest, byte[] client) {
        return jdbc.sql(
                        """
                        select c.*, exists (select from dmp.sign_in_client k
                            where k.record = c.record and k.client = ?) as client_known
                        from dmp.credential c where c.identifier_digest = ?
                        """)
                .params(client, identifierDigest)
                .query((row, n) -> row(row, row.getBoolean("client_known")))
                .optional();
    }

    @Override
    public Optional<KeptCredential> find(UUID record) {
        return jdbc.sql("select * from dmp.credential where record = ?")
                .param(record)
                .query((row, n) -> row(row, false))
                .optional();
    }

    @Override
    public Optional<KeptCredential> ofPerson(UUID person) {
        return jdbc.sql(
                        """
                        select * from dmp.credential where person = ? and not closed
                        order by changed_at desc, record desc limit 1
                        """)
                .param(person)
                .query((row, n) -> row(row, false))
                .optional();
    }

    @Override
    public Optional<KeptCredential> lock(UUID record) {
        return jdbc.sql("select * from dmp.credential where record = ? for update")
                .param(record)
                .query((row, n) -> row(row, false))
                .optional();
    }

    @Override
    public boolean useInitial(UUID record, Instant now) {
        return jdbc.sql(
                                """
                                update dmp.credential set initial_used_at = ?
                                where record = ? and initial and initial_used_at is null
                                """)
                        .params(utc(now), record)
                        .update()
                == 1;
    }

    @Override
    public void rememberClient(UUID record, byte[] client, Instant now) {
        jdbc.sql(
                        """
                        insert into dmp.sign_in_client (record, client, seen_at) values (?, ?, ?)
                        on conflict (record, client) do update set seen_at = excluded.seen_at
                        """)
                .params(record, client, utc(now))
                .update();
    }

    @Override
    public int forgetClients(Instant before, int most) {
        return jdbc.sql(
                        """
                        delete from dmp.sign_in_client where ctid in
                            (select ctid from dmp.sign_in_client where seen_at < ? limit ? for update skip locked)
                        """)
                .params(utc(before), most)
                .update();
    }

    private static KeptCredential row(ResultSet row, boolean clientKnown) throws SQLException {
        OffsetDateTime until = row.getObject("initial_until", OffsetDateTime.class);
        OffsetDateTime held = row.getObject("held_until", OffsetDateTime.class);
        return new KeptCredential(
                row.getObject("record", UUID.class),
                row.getObject("person", UUID.class),
                row.getBytes("identifier_sealed"),
                row.getString("password_hash"),
                until == null ? null : until.toInstant(),
                row.getObject("initial_used_at") != null,
                row.getInt("generation"),
                row.getBoolean("closed"),
                held == null ? null : held.toInstant(),
                clientKnown);
    }
}
