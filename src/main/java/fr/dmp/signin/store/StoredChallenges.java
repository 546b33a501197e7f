package fr.dmp.signin.store;

import static fr.dmp.signin.store.Instants.instant;
import static fr.dmp.signin.store.Instants.utc;

import fr.dmp.identity.Channel;
import fr.dmp.signin.KeptChallenge;
import fr.dmp.signin.KeptChallenge.Account;
import fr.dmp.signin.KeptChallenges;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Table {@code dmp.sign_in_challenge}. */
@Repository
class StoredChallenges implements KeptChallenges {

    /** The password was right, and is still the same. */
    private static final String OPENS =
            """
            (coalesce(%s, false) and exists (select from dmp.credential c
                where c.record = h.record and c.generation = h.generation))
            """;

    private static final String BY_CODE = OPENS.formatted("code_digest = :proof");
    private static final String BY_PASSKEY = OPENS.formatted("h.record = :proof::uuid");

    private final JdbcClient jdbc;

    StoredChallenges(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public void takeTurn(byte[] identifierDigest) {
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended('sign-in/' || encode(?, 'hex'), 0))")
                .param(identifierDigest)
                .query((row, n) -> true)
                .single();
    }

    @Override
    public Usage usage(Account account, Instant since) {
        return jdbc.sql(
                        """
                        select coalesce(sum(failures), 0) as failures,
                            coalesce(sum(sms_sent), 0) as sms_sent, coalesce(sum(mail_sent), 0) as mail_sent
                        from dmp.sign_in_challenge
                        where identifier_digest = ? and client_known = ? and created_at > ?
                        """)
                .params(account.identifierDigest(), account.clientKnown(), utc(since))
                .query((row, n) -> new Usage(row.getInt("failures"), row.getInt("sms_sent"), row.getInt("mail_sent")))
                .single();
    }

    @Override
    public void add(KeptChallenge challenge, Code code) {
        jdbc.sql(
                        """
                        insert into dmp.sign_in_challenge (id, identifier_digest, record, generation, client,
                            client_known, channel, code_digest, code_expires_at, next_check_at, sms_sent, mail_sent,
                            resend_at, created_at)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                        """)
                .params(
                        challenge.id(),
                        challenge.account().identifierDigest(),
                        challenge.record(),
                        challenge.generation(),
                        challenge.client(),
                        challenge.account().clientKnown(),
                        challenge.channel().name(),
                        code.digest(),
                        utc(challenge.codeExpiresAt()),
                        utc(challenge.nextCheckAt()),
                        count(challenge, code, Channel.SMS),
                        count(challenge, code, Channel.MAIL),
                        utc(challenge.resendAt()),
                        utc(challenge.createdAt()))
                .update();
    }

    @Override
    public Optional<KeptChallenge> find(UUID id) {
        return jdbc.sql("select * from dmp.sign_in_challenge where id = ?")
                .param(id)
                .query((row, n) -> row(row))
                .optional();
    }

    @Override
    public boolean renew(KeptChallenge challenge, Code code, int resendsAllowed, Instant now) {
        return jdbc.sql(
                                """
                                update dmp.sign_in_challenge set channel = ?, code_digest = ?, code_expires_at = ?,
                                    checks = 0, resends = resends + 1, resend_at = ?, sms_sent = sms_sent + ?,
                                    mail_sent = mail_sent + ?
                                where id = ? and used_at is null and resends < ? and resend_at <= ?
                                """)
                        .params(
                                challenge.channel().name(),
                                code.digest(),
                                utc(challenge.codeExpiresAt()),
                                utc(challenge.resendAt()),
                                count(challenge, code, Channel.SMS),
                                count(challenge, code, Channel.MAIL),
                                challenge.id(),
                                resendsAllowed,
                                utc(now))
                        .update()
                == 1;
    }

    @Override
    public Check check(UUID id, byte[] codeDigest, int checksAllowed, Instant nextCheckAt, Instant now) {
        return check(BY_CODE, codeDigest, id, checksAllowed, nextCheckAt, now);
    }

    @Override
    public Check checkPasskey(UUID id, @Nullable UUID signedFor, int checksAllowed, Instant nextCheckAt, Instant now) {
        return check(BY_PASSKEY, signedFor, id, checksAllowed, nextCheckAt, now);
    }

    private Check check(
            String opens, @Nullable Object proof, UUID id, int checksAllowed, Instant nextCheckAt, Instant now) {
        return jdbc.sql(
                        """
                        update dmp.sign_in_challenge h set checks = checks + 1,
                            used_at = case when %1$s then :now end,
                            failures = failures + case when %1$s then 0 else 1 end,
                            next_check_at = :nextCheckAt
                        where id = :id and used_at is null and checks < :checksAllowed and code_expires_at > :now
                            and next_check_at <= :now
                        returning used_at is not null
                        """
                                .formatted(opens))
                .param("id", id)
                .param("proof", proof)
                .param("checksAllowed", checksAllowed)
                .param("nextCheckAt", utc(nextCheckAt))
                .param("now", utc(now))
                .query((row, n) -> row.getBoolean(1) ? Check.RIGHT : Check.WRONG)
                .optional()
                .orElse(Check.OVER);
    }

    @Override
    public int forget(Instant before, int most) {
        return jdbc.sql(
                        """
                        delete from dmp.sign_in_challenge where ctid in
                            (select ctid from dmp.sign_in_challenge where created_at < ? limit ? for update skip locked)
                        """)
                .params(utc(before), most)
                .update();
    }

    private static int count(KeptChallenge challenge, Code code, Channel counted) {
        return code.sent() && challenge.channel() == counted ? 1 : 0;
    }

    private static KeptChallenge row(ResultSet row) throws SQLException {
        return new KeptChallenge(
                row.getObject("id", UUID.class),
                new Account(row.getBytes("identifier_digest"), row.getBoolean("client_known")),
                row.getObject("record", UUID.class),
                row.getObject("generation", Integer.class),
                row.getBytes("client"),
                Channel.valueOf(row.getString("channel")),
                instant(row, "code_expires_at"),
                row.getInt("checks"),
                instant(row, "next_check_at"),
                row.getInt("resends"),
                instant(row, "resend_at"),
                instant(row, "created_at"),
                row.getObject("used_at") != null);
    }
}
