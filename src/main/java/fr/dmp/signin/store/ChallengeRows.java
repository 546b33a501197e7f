package fr.dmp.signin.store;

import static fr.dmp.signin.store.CredentialRows.utc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Table {@code dmp.sign_in_challenge}. */
@Repository
public class ChallengeRows {

    /** The code is right, and so was the password, which is still the same. */
    private static final String OPENS =
            """
            (code_digest = :digest and exists (select from dmp.credential c
                where c.record = h.record and c.generation = h.generation))
            """;

    private final JdbcClient jdbc;

    ChallengeRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** One account's attempts: those from networks its holder is known from are counted apart from all others. */
    public record Account(byte[] identifierDigest, boolean clientKnown) {}

    /**
     * An attempt to sign in.
     *
     * @param record absent for an unknown identifier
     * @param generation of the password that was right; absent where no code can open it
     * @param channel SMS or MAIL
     */
    public record Row(
            UUID id,
            Account account,
            @Nullable UUID record,
            @Nullable Integer generation,
            byte[] client,
            String channel,
            Instant codeExpiresAt,
            int checks,
            Instant nextCheckAt,
            int resends,
            Instant resendAt,
            Instant createdAt,
            boolean used) {

        /** The same with another code, by that channel. */
        public Row renewed(String byChannel, Instant expiresAt, Instant nextResendAt) {
            return new Row(
                    id,
                    account,
                    record,
                    generation,
                    client,
                    byChannel,
                    expiresAt,
                    0,
                    nextCheckAt,
                    resends + 1,
                    nextResendAt,
                    createdAt,
                    used);
        }
    }

    /** What an account did within the last day. */
    public record Usage(int failures, int smsSent, int mailSent) {}

    /** What became of a check. */
    public record Check(boolean right, int checks) {}

    /** The attempts on one account take their turns, on all nodes, whether there is such an account or not. */
    public void takeTurn(byte[] identifierDigest) {
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended('sign-in/' || encode(?, 'hex'), 0))")
                .param(identifierDigest)
                .query((row, n) -> true)
                .single();
    }

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

    public void add(Row challenge, byte[] codeDigest, boolean sent) {
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
                        challenge.channel(),
                        codeDigest,
                        utc(challenge.codeExpiresAt()),
                        utc(challenge.nextCheckAt()),
                        count(sent, challenge.channel(), "SMS"),
                        count(sent, challenge.channel(), "MAIL"),
                        utc(challenge.resendAt()),
                        utc(challenge.createdAt()))
                .update();
    }

    public Optional<Row> find(UUID id) {
        return jdbc.sql("select * from dmp.sign_in_challenge where id = ?")
                .param(id)
                .query((row, n) -> row(row))
                .optional();
    }

    /** A new code in the place of the one before; false where somebody was faster or there are no more. */
    public boolean renew(Row challenge, byte[] codeDigest, boolean sent, int resendsAllowed, Instant now) {
        return jdbc.sql(
                                """
                                update dmp.sign_in_challenge set channel = ?, code_digest = ?, code_expires_at = ?,
                                    checks = 0, resends = resends + 1, resend_at = ?, sms_sent = sms_sent + ?,
                                    mail_sent = mail_sent + ?
                                where id = ? and used_at is null and resends < ? and resend_at <= ?
                                """)
                        .params(
                                challenge.channel(),
                                codeDigest,
                                utc(challenge.codeExpiresAt()),
                                utc(challenge.resendAt()),
                                count(sent, challenge.channel(), "SMS"),
                                count(sent, challenge.channel(), "MAIL"),
                                challenge.id(),
                                resendsAllowed,
                                utc(now))
                        .update()
                == 1;
    }

    /**
     * Checks a code once, in one statement: of many at the same time one wins, and none is checked more often than
     * allowed. Empty where it is used, expired, out of checks or held up.
     */
    public Optional<Check> check(UUID id, byte[] codeDigest, int checksAllowed, Instant nextCheckAt, Instant now) {
        return jdbc.sql(
                        """
                        update dmp.sign_in_challenge h set checks = checks + 1,
                            used_at = case when %1$s then :now end,
                            failures = failures + case when %1$s then 0 else 1 end,
                            next_check_at = :nextCheckAt
                        where id = :id and used_at is null and checks < :checksAllowed and code_expires_at > :now
                            and next_check_at <= :now
                        returning used_at is not null, checks
                        """
                                .formatted(OPENS))
                .param("id", id)
                .param("digest", codeDigest)
                .param("checksAllowed", checksAllowed)
                .param("nextCheckAt", utc(nextCheckAt))
                .param("now", utc(now))
                .query((row, n) -> new Check(row.getBoolean(1), row.getInt(2)))
                .optional();
    }

    /** Forgets so many of those that nothing is counted from any more; returns how many went. */
    public int forget(Instant before, int most) {
        return jdbc.sql(
                        """
                        delete from dmp.sign_in_challenge where ctid in
                            (select ctid from dmp.sign_in_challenge where created_at < ? limit ?)
                        """)
                .params(utc(before), most)
                .update();
    }

    private static int count(boolean sent, String channel, String counted) {
        return sent && channel.equals(counted) ? 1 : 0;
    }

    private static Row row(ResultSet row) throws SQLException {
        return new Row(
                row.getObject("id", UUID.class),
                new Account(row.getBytes("identifier_digest"), row.getBoolean("client_known")),
                row.getObject("record", UUID.class),
                row.getObject("generation", Integer.class),
                row.getBytes("client"),
                row.getString("channel"),
                instant(row, "code_expires_at"),
                row.getInt("checks"),
                instant(row, "next_check_at"),
                row.getInt("resends"),
                instant(row, "resend_at"),
                instant(row, "created_at"),
                row.getObject("used_at") != null);
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
