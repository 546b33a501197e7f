package fr.dmp.notice.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.f4b6a3.uuid.UuidCreator;
import fr.dmp.identity.Channel;
import fr.dmp.identity.ContactPoint;
import fr.dmp.identity.MailAddress;
import fr.dmp.identity.Mobile;
import fr.dmp.notice.NoticeKind;
import fr.dmp.notice.NoticeReference;
import fr.dmp.vault.HouseKeys;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The rows of the outbox. */
@Repository
public class Outbox {

    private final JdbcClient jdbc;
    private final HouseKeys keys;
    private final ObjectMapper json;
    private final Clock clock;

    Outbox(JdbcClient jdbc, HouseKeys keys, ObjectMapper json, Clock clock) {
        this.jdbc = jdbc;
        this.keys = keys;
        this.json = json;
        this.clock = clock;
    }

    /** What is to be written. */
    record Draft(
            UUID id,
            @Nullable UUID record,
            @Nullable UUID person,
            NoticeKind kind,
            Channel channel,
            String destination,
            @Nullable String secret,
            Map<String, String> facts) {

        Draft {
            Stream.concat(
                            Stream.of(destination, Optional.ofNullable(secret).orElse("")),
                            facts.entrySet().stream().flatMap(fact -> Stream.of(fact.getKey(), fact.getValue())))
                    .forEach(Draft::requirePlain);
            requireDestination(channel, destination);
        }

        /** A line break in an address or a text is how headers and messages get forged. */
        private static void requirePlain(String value) {
            if (value.codePoints().anyMatch(Draft::breaks)) {
                throw new IllegalArgumentException("a control character in a notice");
            }
        }

        private static boolean breaks(int character) {
            return Character.isISOControl(character)
                    || Character.getType(character) == Character.LINE_SEPARATOR
                    || Character.getType(character) == Character.PARAGRAPH_SEPARATOR;
        }

        private static void requireDestination(Channel channel, String destination) {
            boolean right =
                    switch (channel) {
                        case SMS -> Mobile.allowed(destination);
                        case MAIL -> MailAddress.allowed(destination);
                        case LETTER -> destination.matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
                    };
            if (!right) {
                throw new IllegalArgumentException("no destination for " + channel);
            }
        }
    }

    @Transactional(propagation = Propagation.MANDATORY)
    void write(Draft draft) {
        OffsetDateTime now = utc(clock.instant());
        jdbc.sql(
                        """
                        insert into dmp.notice (id, record, person, kind, channel, destination, secret, facts, reference,
                            created_at, not_before, expires_at)
                        values (:id, :record, :person, :kind, :channel, :destination, :secret, cast(:facts as jsonb),
                            :reference, :now, :now, :expires)
                        """)
                .param("id", draft.id())
                .param("record", draft.record(), Types.OTHER)
                .param("person", draft.person(), Types.OTHER)
                .param("kind", draft.kind().name())
                .param("channel", draft.channel().name())
                .param("destination", draft.destination())
                .param("secret", sealed(draft), Types.BINARY)
                .param("facts", text(draft.facts()))
                .param("reference", NoticeReference.random())
                .param("now", now)
                .param("expires", draft.kind().lifetime().map(now::plus).orElse(null), Types.TIMESTAMP_WITH_TIMEZONE)
                .update();
    }

    /** The same notice to another contact, once: with the same reference, so that a duplicate is recognised. */
    @Transactional(propagation = Propagation.MANDATORY)
    void writeAgain(UUID failed, ContactPoint contact) {
        jdbc.sql(
                        """
                        insert into dmp.notice (id, record, person, kind, channel, destination, facts, reference, created_at,
                            not_before, fallback_of)
                        select :id, record, person, kind, :channel, :destination, facts, reference, :now, :now, id
                        from dmp.notice where id = :failed
                        on conflict (fallback_of) do nothing
                        """)
                .param("id", UuidCreator.getTimeOrderedEpoch())
                .param("channel", contact.channel().name())
                .param("destination", contact.value())
                .param("now", utc(clock.instant()))
                .param("failed", failed)
                .update();
    }

    /** What a claim is about, as long as the claim holds; empty where another one took over or it is settled. */
    @Transactional(readOnly = true)
    public Optional<Outgoing> open(Claimed claimed) {
        return jdbc.sql(
                        """
                        select id, kind, destination, secret, facts, reference, created_at from dmp.notice
                        where id = ? and attempts = ? and state in ('CLAIMED', 'UNKNOWN') and lease_until > ?
                        """)
                .params(claimed.id(), claimed.attempt(), utc(clock.instant()))
                .query((row, n) -> outgoing(row))
                .optional();
    }

    private Outgoing outgoing(ResultSet row) throws SQLException {
        UUID id = row.getObject("id", UUID.class);
        byte[] sealed = row.getBytes("secret");
        return new Outgoing(
                id,
                NoticeKind.valueOf(row.getString("kind")),
                row.getString("destination"),
                sealed == null ? null : keys.open("notice/" + id, sealed),
                facts(row.getString("facts")),
                row.getString("reference"),
                row.getObject("created_at", OffsetDateTime.class).toInstant());
    }

    private Map<String, String> facts(String text) {
        try {
            return json.readValue(text, new TypeReference<>() {});
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the facts of a notice don't read", e);
        }
    }

    private byte @Nullable [] sealed(Draft draft) {
        return Optional.ofNullable(draft.secret())
                .map(secret -> keys.seal("notice/" + draft.id(), secret))
                .orElse(null);
    }

    private String text(Map<String, String> facts) {
        try {
            return json.writeValueAsString(facts);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("facts are plain texts", e);
        }
    }

    static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
