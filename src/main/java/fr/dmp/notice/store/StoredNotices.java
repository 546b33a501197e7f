package fr.dmp.notice.store;

import com.github.f4b6a3.uuid.UuidCreator;
import fr.dmp.identity.Channel;
import fr.dmp.identity.ContactPoint;
import fr.dmp.identity.InsuredDirectory;
import fr.dmp.notice.NoticeKind;
import fr.dmp.notice.Notices;
import fr.dmp.notice.Reach;
import fr.dmp.refusal.Refusal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Writes what is to be told into the outbox, in the caller's transaction. */
@Repository
@Transactional(propagation = Propagation.MANDATORY)
class StoredNotices implements Notices {

    private static final int AT_ONCE = 5_000;

    private final StoredOutbox outbox;
    private final ManyNotices many;
    private final Reach reach;
    private final InsuredDirectory people;
    private final JdbcClient jdbc;

    StoredNotices(StoredOutbox outbox, ManyNotices many, Reach reach, InsuredDirectory people, JdbcClient jdbc) {
        this.outbox = outbox;
        this.many = many;
        this.reach = reach;
        this.people = people;
        this.jdbc = jdbc;
    }

    @Override
    public UUID tell(UUID record, UUID person, NoticeKind kind, Map<String, String> facts) {
        if (kind.secret()) {
            throw new IllegalArgumentException("a secret goes to one contact only: sendSecret");
        }
        if (kind.everywhere()) {
            return tellEverywhere(record, person, kind, facts);
        }
        ContactPoint contact = reach.first(person, people.contacts(person));
        UUID id = UuidCreator.getTimeOrderedEpoch();
        Draft draft = new Draft(id, record, person, kind, contact.channel(), contact.value(), null, facts);
        if (kind.together()) {
            outbox.writeTogether(draft);
        } else {
            outbox.write(draft);
        }
        return id;
    }

    private UUID tellEverywhere(UUID record, UUID person, NoticeKind kind, Map<String, String> facts) {
        List<UUID> ids = reach.all(person, people.contacts(person)).stream()
                .map(contact -> {
                    UUID id = UuidCreator.getTimeOrderedEpoch();
                    outbox.write(new Draft(id, record, person, kind, contact.channel(), contact.value(), null, facts));
                    return id;
                })
                .toList();
        return ids.get(0);
    }

    @Override
    public UUID tellProfessional(UUID record, String mail, NoticeKind kind, Map<String, String> facts) {
        if (kind.secret()) {
            throw new IllegalArgumentException("a secret goes to one contact only: sendSecret");
        }
        UUID id = UuidCreator.getTimeOrderedEpoch();
        outbox.write(new Draft(id, record, null, kind, Channel.MAIL, mail, null, facts));
        return id;
    }

    @Override
    public void tellOnce(UUID record, UUID person, NoticeKind kind, Map<String, String> facts, Instant since) {
        // Two who would tell the same at once wait for each other; the second then sees what the first wrote.
        jdbc.sql(
                        "select pg_advisory_xact_lock_shared(hashtextextended(?, 0)), pg_advisory_xact_lock(hashtextextended(?, 0))")
                .params("notice/" + kind, "notice/" + record + "/" + kind)
                .query((row, n) -> true)
                .single();
        boolean told = jdbc.sql(
                        "select exists (select from dmp.notice where record = ? and kind = ? and created_at >= ?)")
                .params(record, kind.name(), StoredOutbox.utc(since))
                .query(Boolean.class)
                .single();
        if (!told) {
            tell(record, person, kind, facts);
        }
    }

    @Override
    public void tellAllOnce(Map<UUID, UUID> people, NoticeKind kind, Instant since) {
        if (kind.secret() || kind.together()) {
            throw new IllegalArgumentException("not told to many at once: " + kind);
        }
        // Whoever tells one of them the same waits, as among themselves.
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended(?, 0))")
                .param("notice/" + kind)
                .query((row, n) -> true)
                .single();
        List<UUID> records = List.copyOf(people.keySet());
        for (int from = 0; from < records.size(); from += AT_ONCE) {
            many.tell(people, records.subList(from, Math.min(records.size(), from + AT_ONCE)), kind, since);
        }
    }

    @Override
    public UUID sendSecret(
            @Nullable UUID record,
            NoticeKind kind,
            Channel channel,
            String destination,
            String secret,
            Map<String, String> facts) {
        if (!kind.secret()) {
            throw new IllegalArgumentException("no kind for a secret: " + kind);
        }
        if (!reach.carries(channel)) {
            throw Refusal.of(Refusal.Kind.UNAVAILABLE, "channel-unavailable");
        }
        UUID id = UuidCreator.getTimeOrderedEpoch();
        outbox.write(new Draft(id, record, null, kind, channel, destination, secret, facts));
        return id;
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY, readOnly = true)
    public List<Sent> of(UUID record, @Nullable UUID before, int limit) {
        return jdbc.sql(
                        """
                        select n.id, n.created_at, n.kind, n.channel, n.masked, coalesce(m.state, n.state) as state,
                            coalesce(m.delivered_at, n.delivered_at) as delivered_at
                        from dmp.notice n left join dmp.notice m on m.id = n.joined_to
                        where n.record = :record and (:before::uuid is null or n.id < :before)
                        order by n.id desc limit :limit
                        """)
                .param("record", record)
                .param("before", before)
                .param("limit", limit)
                .query(StoredNotices::sent)
                .list();
    }

    @Override
    @Transactional(propagation = Propagation.SUPPORTS)
    public boolean carries(Channel channel) {
        return reach.carries(channel);
    }

    private static Sent sent(ResultSet row, int number) throws SQLException {
        return new Sent(
                row.getObject("id", UUID.class),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                NoticeKind.valueOf(row.getString("kind")),
                Channel.valueOf(row.getString("channel")),
                row.getString("masked"),
                row.getString("state"),
                Optional.ofNullable(row.getObject("delivered_at", OffsetDateTime.class))
                        .map(OffsetDateTime::toInstant)
                        .orElse(null));
    }
}
