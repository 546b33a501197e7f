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
import fr.dmp.notice.NoticeTexts;
import fr.dmp.notice.NoticeTimes;
import fr.dmp.notice.Outbox;
import fr.dmp.notice.Outgoing;
import fr.dmp.notice.QuietHours;
import fr.dmp.vault.HouseKeys;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HashMap;
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
    private final QuietHours quiet;
    private final NoticeTimes times;
    private final Clock clock;

    StoredOutbox(JdbcClient jdbc, HouseKeys keys, ObjectMapper json, QuietHours quiet, NoticeTimes times, Clock clock) {
        this.jdbc = jdbc;
        this.keys = keys;
        this.json = json;
        this.quiet = quiet;
        this.times = times;
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
                            cast(:facts as jsonb), :reference, :now, :due, :expires)
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
                .param("due", utc(quiet.due(draft.kind(), draft.channel(), now.toInstant())))
                .param("expires", draft.kind().lifetime().map(now::plus).orElse(null), Types.TIMESTAMP_WITH_TIMEZONE)
                .update();
    }

    /**
     * Waits for others of its kind about its record, or joins the one that waits. A single statement on a unique index: of
     * two that come at once one joins the other, and none joins a notice that is being claimed, whose number is told by
     * then.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    void writeTogether(Draft draft) {
        Instant now = clock.instant();
        jdbc.sql(
                        """
                        with waiting as (
                            insert into dmp.notice as first (id, record, person, kind, channel, destination, masked, facts,
                                reference, created_at, not_before, told)
                            values (:id, :record, :person, :kind, :channel, :destination, :masked,
                                cast(:facts as jsonb), :reference, :now, :due, 1)
                            on conflict (record, kind)
                                where state = 'NEW' and attempts = 0 and told is not null and fallback_of is null
                            do update set told = first.told + 1, facts = dmp.facts_together(first.facts, excluded.facts)
                            returning id, channel, masked, reference)
                        insert into dmp.notice (id, record, person, kind, channel, masked, facts, reference, created_at,
                            not_before, state, joined_to)
                        select :id, :record, :person, :kind, channel, masked, cast(:facts as jsonb), reference, :now,
                            :now, 'JOINED', id
                        from waiting where id <> :id
                        """)
                .param("id", draft.id())
                .param("record", draft.record())
                .param("person", draft.person())
                .param("kind", draft.kind().name())
                .param("channel", draft.channel().name())
                .param("destination", draft.destination())
                .param("masked", masked(draft.channel(), draft.destination()))
                .param("facts", text(draft.facts()))
                .param("reference", NoticeReference.random())
                .param("now", utc(now))
                .param("due", utc(quiet.due(draft.kind(), draft.channel(), now.plus(times.together()))))
                .update();
    }

    /** The same notice to another contact, once: with the same reference, so that a duplicate is recognised. */
    @Transactional(propagation = Propagation.MANDATORY)
    void writeAgain(UUID failed, ContactPoint contact) {
        jdbc.sql(
                        """
                        insert into dmp.notice (id, record, person, kind, channel, destination, masked, facts, reference,
                            created_at, not_before, told, fallback_of)
                        select :id, record, person, kind, :channel, :destination, :masked, facts, reference, :now,
                            case when :channel = 'SMS' and kind <> all (:urgent) then :awake else :now end, told, id
                        from dmp.notice where id = :failed
                        on conflict (fallback_of) where fallback_of is not null do nothing
                        """)
                .param("id", UuidCreator.getTimeOrderedEpoch())
                .param("channel", contact.channel().name())
                .param("destination", contact.value())
                .param("masked", masked(contact.channel(), contact.value()))
                .param("urgent", urgent())
                .param("now", utc(clock.instant()))
                .param("awake", utc(quiet.after(clock.instant())))
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
                        returning id, kind, destination, secret, facts, told, reference, created_at
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
                facts(row),
                row.getString("reference"),
                row.getObject("created_at", OffsetDateTime.class).toInstant());
    }

    /** Those of a message that tells of several say how many. */
    private Map<String, String> facts(ResultSet row) throws SQLException {
        Map<String, String> facts = read(row.getString("facts"));
        int told = row.getInt("told");
        if (told > 1) {
            facts.put(NoticeTexts.COUNT, Integer.toString(told));
        }
        return facts;
    }

    private Map<String, String> read(String text) {
        try {
            return json.readValue(text, new TypeReference<HashMap<String, String>>() {});
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

    /** The kinds that wait for no morning. */
    static String[] urgent() {
        return Arrays.stream(NoticeKind.values())
                .filter(NoticeKind::urgent)
                .map(Enum::name)
                .toArray(String[]::new);
    }

    static String[] everywhere() {
        return Arrays.stream(NoticeKind.values())
                .filter(NoticeKind::everywhere)
                .map(Enum::name)
                .toArray(String[]::new);
    }

    static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
