package fr.dmp.notice.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.f4b6a3.uuid.UuidCreator;
import fr.dmp.identity.Channel;
import fr.dmp.identity.ContactPoint;
import fr.dmp.notice.Claimed;
import fr.dmp.notice.NoticeKind;
import fr.dmp.notice.NoticeReference;
import fr.dmp.notice.Outbox;
import fr.dmp.notice.Outgoing;
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
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

@Repository
class StoredOutbox implements Outbox {

    private final JdbcClient jdbc;
    private final HouseKeys keys;
    private final ObjectMapper json;
    private final Clock clock;

    StoredOutbox(JdbcClient jdbc, HouseKeys keys, ObjectMapper json, Clock clock) {
        this.jdbc = jdbc;
        this.keys = keys;
        this.json = json;
        this.clock = clock;
    }

    @Transactional(propagation = Propagation.MANDATORY)
    void write(Draft draft) {
        OffsetDateTime now = utc(clock.instant());
        jdbc.sql(
                        """
                        insert into dmp.notice (id, record, person, kind, channel, destination, masked, secret, facts,
                            reference, created_at, not_before, expires_at)
                        values (:id, :record, :person, :kind, :channel, :destination, :masked, :secret,
                            cast(:facts as jsonb), :reference, :now, :now, :expires)
                        """)
                .param("id", draft.id())
                .param("record", draft.record(), Types.OTHER)
                .param("person", draft.person(), Types.OTHER)
                .param("kind", draft.kind().name())
                .param("channel", draft.channel().name())
                .param("destination", draft.destination())
                .param("masked", masked(draft.channel(), draft.destination()))
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
                        insert into dmp.notice (id, record, person, kind, channel, destination, masked, facts, reference,
                            created_at, not_before, fallback_of)
                        select :id, record, person, kind, :channel, :destination, :masked, facts, reference, :now, :now,
                            id
                        from dmp.notice where id = :failed
                        on conflict (fallback_of) where fallback_of is not null do nothing
                        """)
                .param("id", UuidCreator.getTimeOrderedEpoch())
                .param("channel", contact.channel().name())
                .param("destination", contact.value())
                .param("masked", masked(contact.channel(), contact.value()))
                .param("now", utc(clock.instant()))
                .param("failed", failed)
                .update();
    }

    @Override
    @Transactional
    public Optional<Outgoing> open(Claimed claimed) {
        Instant now = clock.instant();
        return jdbc.sql(
                        """
                        update dmp.notice set lease_until = :lease
                        where id = :id and attempts = :attempt and state in ('CLAIMED', 'UNKNOWN') and lease_until > :now
                        returning id, kind, destination, secret, facts, reference, created_at
                        """)
                .param("lease", utc(now.plus(Claimed.LEASE)))
                .param("id", claimed.id())
                .param("attempt", claimed.attempt())
                .param("now", utc(now))
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

    private String masked(Channel channel, String destination) {
        return channel == Channel.LETTER ? "" : new ContactPoint(channel, destination, clock.instant(), null).masked();
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
