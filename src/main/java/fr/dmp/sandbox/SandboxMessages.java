package fr.dmp.sandbox;

import com.github.f4b6a3.uuid.UuidCreator;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Profile;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Everything that reached someone outside: the phone's SMS, the mailbox's mails, the letters. */
@Repository
@Profile("sandbox")
public class SandboxMessages {

    /** Without a recipient only the newest are shown. */
    private static final int SHOWN = 500;

    private final JdbcClient jdbc;
    private final SandboxLetters letters;
    private final Clock clock;

    SandboxMessages(JdbcClient jdbc, SandboxLetters letters, Clock clock) {
        this.jdbc = jdbc;
        this.letters = letters;
        this.clock = clock;
    }

    /**
     * A message as its recipient has it.
     *
     * @param channel SMS, MAIL or LETTER
     * @param to E.164, a mail address, or the name on the envelope
     * @param subject absent for an SMS
     */
    public record Message(UUID id, Instant at, String channel, String to, @Nullable String subject, String text) {}

    /** An SMS as the gateway keeps it. */
    record Sms(String sid, Instant at, String from, String to, String text, String status, @Nullable String callback) {}

    void keepMail(String from, String to, String subject, String text) {
        jdbc.sql(
                        """
                        insert into dmp.sandbox_message (id, at, channel, sender, recipient, subject, text)
                        values (?, ?, 'MAIL', ?, ?, ?, ?)
                        """)
                .params(UuidCreator.getTimeOrderedEpoch(), now(), from, to, subject, text)
                .update();
    }

    void keep(Sms sms) {
        jdbc.sql(
                        """
                        insert into dmp.sandbox_message (id, at, channel, sender, recipient, text, sid, status, callback)
                        values (:id, :at, 'SMS', :from, :to, :text, :sid, :status, :callback)
                        """)
                .param("id", UuidCreator.getTimeOrderedEpoch())
                .param("at", sms.at().atOffset(ZoneOffset.UTC))
                .param("from", sms.from())
                .param("to", sms.to())
                .param("text", sms.text())
                .param("sid", sms.sid())
                .param("status", sms.status())
                .param("callback", sms.callback(), Types.VARCHAR)
                .update();
    }

    void become(String sid, String status) {
        jdbc.sql("update dmp.sandbox_message set status = ? where sid = ?")
                .params(status, sid)
                .update();
    }

    Optional<Sms> sms(String sid) {
        return jdbc.sql("select * from dmp.sandbox_message where sid = ?")
                .param(sid)
                .query((row, n) -> sms(row))
                .optional();
    }

    /** The newest first. */
    List<Sms> smsTo(@Nullable String to, int limit) {
        return jdbc.sql(
                        """
                        select * from dmp.sandbox_message
                        where channel = 'SMS' and (cast(:to as text) is null or recipient = :to)
                        order by id desc limit :limit
                        """)
                .param("to", to, Types.VARCHAR)
                .param("limit", limit)
                .query((row, n) -> sms(row))
                .list();
    }

    /** What a gateway that was killed had taken and not yet reported to the end. */
    List<Sms> unreported() {
        return jdbc.sql("select * from dmp.sandbox_message where status in ('queued', 'sent') order by id")
                .query((row, n) -> sms(row))
                .list();
    }

    /** All that one recipient has got, or the newest of all, in the order of their arrival, wherever the clock stood. */
    public List<Message> to(@Nullable String to) {
        Stream<Message> electronic = jdbc
                .sql(
                        """
                        select * from dmp.sandbox_message where cast(:to as text) is null or recipient = :to
                        order by id desc limit :limit
                        """)
                .param("to", to, Types.VARCHAR)
                .param("limit", SHOWN)
                .query((row, n) -> message(row))
                .list()
                .stream();
        return Stream.concat(electronic, letters.to(to).stream())
                .sorted(Comparator.comparing(Message::id))
                .toList();
    }

    private static Sms sms(ResultSet row) throws SQLException {
        return new Sms(
                row.getString("sid"),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                row.getString("sender"),
                row.getString("recipient"),
                row.getString("text"),
                row.getString("status"),
                row.getString("callback"));
    }

    private static Message message(ResultSet row) throws SQLException {
        return new Message(
                row.getObject("id", UUID.class),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                row.getString("channel"),
                row.getString("recipient"),
                row.getString("subject"),
                row.getString("text"));
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
