package fr.dmp.signin.store;

import static fr.dmp.signin.store.Instants.instant;
import static fr.dmp.signin.store.Instants.utc;

import fr.dmp.signin.KeptPasskey;
import fr.dmp.signin.KeptPasskeys;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Tables {@code dmp.passkey} and {@code dmp.passkey_offer}. */
@Repository
class StoredPasskeys implements KeptPasskeys {

    private final JdbcClient jdbc;

    StoredPasskeys(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public List<KeptPasskey> of(UUID record) {
        return jdbc.sql("select * from dmp.passkey where record = ? order by since desc, id desc")
                .param(record)
                .query((row, n) -> row(row))
                .list();
    }

    @Override
    public Optional<KeptPasskey> find(byte[] credentialId) {
        return jdbc.sql("select * from dmp.passkey where credential_id = ?")
                .param(credentialId)
                .query((row, n) -> row(row))
                .optional();
    }

    @Override
    public void lock(UUID record) {
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended('passkeys/' || ?, 0))")
                .param(record)
                .query((row, n) -> true)
                .single();
    }

    @Override
    public boolean add(KeptPasskey passkey) {
        return jdbc.sql(
                                """
                                insert into dmp.passkey (id, record, name, credential_id, credential, sign_count,
                                    backup_eligible, since)
                                values (?, ?, ?, ?, ?, ?, ?, ?) on conflict (credential_id) do nothing
                                """)
                        .params(
                                passkey.id(),
                                passkey.record(),
                                passkey.name(),
                                passkey.credentialId(),
                                passkey.credential(),
                                passkey.signCount(),
                                passkey.backupEligible(),
                                utc(passkey.since()))
                        .update()
                == 1;
    }

    @Override
    public boolean remove(UUID record, UUID id) {
        return jdbc.sql("delete from dmp.passkey where record = ? and id = ?")
                        .params(record, id)
                        .update()
                == 1;
    }

    @Override
    public boolean used(UUID id, long signCount, Instant now) {
        return jdbc.sql(
                                """
                                update dmp.passkey set sign_count = :count, last_used_at = :now
                                where id = :id and (sign_count < :count or sign_count = 0 and :count = 0)
                                """)
                        .param("id", id)
                        .param("count", signCount)
                        .param("now", utc(now))
                        .update()
                == 1;
    }

    @Override
    public void offer(UUID record, UUID session, byte[] challenge, Instant expiresAt) {
        jdbc.sql(
                        """
                        insert into dmp.passkey_offer (record, session, challenge, expires_at) values (?, ?, ?, ?)
                        on conflict (record) do update set session = excluded.session, challenge = excluded.challenge,
                            expires_at = excluded.expires_at
                        """)
                .params(record, session, challenge, utc(expiresAt))
                .update();
    }

    @Override
    public Optional<byte[]> take(UUID record, UUID session, Instant now) {
        return jdbc.sql(
                        """
                        delete from dmp.passkey_offer where record = ? and session = ? and expires_at > ?
                        returning challenge
                        """)
                .params(record, session, utc(now))
                .query((row, n) -> row.getBytes(1))
                .optional();
    }

    @Override
    public int forget(Instant before, int most) {
        return jdbc.sql(
                        """
                        delete from dmp.passkey_offer where ctid in (
                            select ctid from dmp.passkey_offer where expires_at < ? limit ?
                            for update skip locked)
                        """)
                .params(utc(before), most)
                .update();
    }

    private static KeptPasskey row(ResultSet row) throws SQLException {
        OffsetDateTime used = row.getObject("last_used_at", OffsetDateTime.class);
        return new KeptPasskey(
                row.getObject("id", UUID.class),
                row.getObject("record", UUID.class),
                row.getString("name"),
                row.getBytes("credential_id"),
                row.getBytes("credential"),
                row.getLong("sign_count"),
                row.getBoolean("backup_eligible"),
                instant(row, "since"),
                used == null ? null : used.toInstant());
    }
}
