package fr.dmp.signin.store;

import static fr.dmp.signin.store.Instants.instant;
import static fr.dmp.signin.store.Instants.utc;

import fr.dmp.identity.Channel;
import fr.dmp.signin.KeptContactProof;
import fr.dmp.signin.KeptContactProofs;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Table {@code dmp.contact_proof}. */
@Repository
class StoredContactProofs implements KeptContactProofs {

    private final JdbcClient jdbc;

    StoredContactProofs(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Optional<KeptContactProof> find(UUID record) {
        return found("select * from dmp.contact_proof where record = ?", record);
    }

    @Override
    public Optional<KeptContactProof> lock(UUID record) {
        return found("select * from dmp.contact_proof where record = ? for update", record);
    }

    private Optional<KeptContactProof> found(String sql, UUID record) {
        return jdbc.sql(sql).param(record).query((row, n) -> row(row)).optional();
    }

    @Override
    public boolean put(KeptContactProof proof, Instant now) {
        return jdbc.sql(
                                """
                                insert into dmp.contact_proof as before (record, id, session, channel, value,
                                    code_digest, code_expires_at, next_check_at, resend_at)
                                values (?, ?, ?, ?, ?, ?, ?, ?, ?)
                                on conflict (record) do update set id = excluded.id, session = excluded.session,
                                    channel = excluded.channel, value = excluded.value,
                                    code_digest = excluded.code_digest, code_expires_at = excluded.code_expires_at,
                                    checks = 0, next_check_at = greatest(before.next_check_at, excluded.next_check_at),
                                    resend_at = excluded.resend_at
                                where before.resend_at <= ?
                                """)
                        .params(
                                proof.record(),
                                proof.id(),
                                proof.session(),
                                proof.channel().name(),
                                proof.value(),
                                proof.codeDigest(),
                                utc(proof.codeExpiresAt()),
                                utc(proof.nextCheckAt()),
                                utc(proof.resendAt()),
                                utc(now))
                        .update()
                == 1;
    }

    @Override
    public void wrong(UUID record, Instant nextCheckAt) {
        jdbc.sql("update dmp.contact_proof set checks = checks + 1, next_check_at = ? where record = ?")
                .params(utc(nextCheckAt), record)
                .update();
    }

    @Override
    public void used(UUID record) {
        jdbc.sql("delete from dmp.contact_proof where record = ?").param(record).update();
    }

    @Override
    public int forget(Instant before, int most) {
        return jdbc.sql(
                        """
                        delete from dmp.contact_proof where ctid in (
                            select ctid from dmp.contact_proof where code_expires_at < ? limit ?
                            for update skip locked)
                        """)
                .params(utc(before), most)
                .update();
    }

    private static KeptContactProof row(ResultSet row) throws SQLException {
        return new KeptContactProof(
                row.getObject("id", UUID.class),
                row.getObject("record", UUID.class),
                row.getObject("session", UUID.class),
                Channel.valueOf(row.getString("channel")),
                row.getString("value"),
                row.getBytes("code_digest"),
                instant(row, "code_expires_at"),
                row.getInt("checks"),
                instant(row, "next_check_at"),
                instant(row, "resend_at"));
    }
}
