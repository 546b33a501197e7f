package fr.dmp.notice.store;

import com.github.f4b6a3.uuid.UuidCreator;
import fr.dmp.identity.Channel;
import fr.dmp.identity.ContactPoint;
import fr.dmp.notice.NoticeKind;
import fr.dmp.notice.NoticeReference;
import fr.dmp.notice.QuietHours;
import fr.dmp.notice.Reach;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.postgresql.PGStatement;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The same notice to many people: one statement finds who is to be told and where, one writes them all. */
@Repository
@Transactional(propagation = Propagation.MANDATORY)
class ManyNotices {

    private static final String UNTOLD =
            """
            select asked.record, asked.person, contact.channel, contact.value, contact.since
            from unnest(?, ?) as asked (record, person)
            left join lateral dmp.contacts_at(asked.person, ?) contact on true
            where not exists (
                select from dmp.notice where notice.record = asked.record and kind = ? and created_at >= ?)
            order by contact.preferred desc, contact.channel desc
            """;

    private static final String WRITE =
            """
            insert into dmp.notice (id, record, person, kind, channel, destination, masked, reference, created_at,
                not_before, expires_at)
            select id, record, person, ?, channel, destination, masked, reference, ?,
                case when channel = 'SMS' then ?::timestamptz else ?::timestamptz end, ?
            from unnest(?, ?, ?, ?, ?, ?, ?) as told (id, record, person, channel, destination, masked, reference)
            """;

    private final JdbcTemplate jdbc;
    private final Reach reach;
    private final QuietHours quiet;
    private final Clock clock;

    ManyNotices(JdbcTemplate jdbc, Reach reach, QuietHours quiet, Clock clock) {
        this.jdbc = jdbc;
        this.reach = reach;
        this.quiet = quiet;
        this.clock = clock;
    }

    void tell(Map<UUID, UUID> people, List<UUID> records, NoticeKind kind, Instant since) {
        jdbc.execute((ConnectionCallback<Integer>) connection -> {
            Map<UUID, List<ContactPoint>> untold = untold(connection, people, records, kind, since);
            return untold.isEmpty() ? 0 : write(connection, people, untold, kind);
        });
    }

    private Map<UUID, List<ContactPoint>> untold(
            Connection connection, Map<UUID, UUID> people, List<UUID> records, NoticeKind kind, Instant since)
            throws SQLException {
        Map<UUID, List<ContactPoint>> untold = new LinkedHashMap<>();
        try (PreparedStatement statement = connection.prepareStatement(UNTOLD)) {
            // Planned anew for as many as there are: the plan for any number goes through all notices for each of them.
            statement.unwrap(PGStatement.class).setPrepareThreshold(0);
            statement.setArray(1, connection.createArrayOf("uuid", records.toArray()));
            statement.setArray(
                    2,
                    connection.createArrayOf(
                            "uuid", records.stream().map(people::get).toArray()));
            statement.setObject(3, StoredOutbox.utc(clock.instant()));
            statement.setString(4, kind.name());
            statement.setObject(5, StoredOutbox.utc(since));
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    List<ContactPoint> contacts =
                            untold.computeIfAbsent(rows.getObject(1, UUID.class), record -> new ArrayList<>(2));
                    if (rows.getString(3) != null) {
                        contacts.add(new ContactPoint(
                                Channel.valueOf(rows.getString(3)),
                                rows.getString(4),
                                rows.getObject(5, OffsetDateTime.class).toInstant(),
                                null));
                    }
                }
            }
        }
        return untold;
    }

    private int write(
            Connection connection, Map<UUID, UUID> people, Map<UUID, List<ContactPoint>> untold, NoticeKind kind)
            throws SQLException {
        List<UUID> records = List.copyOf(untold.keySet());
        List<ContactPoint> contacts = records.stream()
                .map(record -> reach.first(people.get(record), untold.get(record)))
                .toList();
        OffsetDateTime now = StoredOutbox.utc(clock.instant());
        OffsetDateTime awake = StoredOutbox.utc(quiet.due(kind, Channel.SMS, now.toInstant()));
        try (PreparedStatement statement = connection.prepareStatement(WRITE)) {
            statement.setString(1, kind.name());
            statement.setObject(2, now);
            statement.setObject(3, awake);
            statement.setObject(4, now);
            statement.setObject(5, kind.lifetime().map(now::plus).orElse(null), Types.TIMESTAMP_WITH_TIMEZONE);
            statement.setArray(
                    6,
                    connection.createArrayOf(
                            "uuid",
                            records.stream()
                                    .map(record -> UuidCreator.getTimeOrderedEpoch())
                                    .toArray()));
            statement.setArray(7, connection.createArrayOf("uuid", records.toArray()));
            statement.setArray(
                    8,
                    connection.createArrayOf(
                            "uuid", records.stream().map(people::get).toArray()));
            statement.setArray(9, texts(connection, contacts.stream().map(contact -> contact.channel()
                    .name())));
            statement.setArray(10, texts(connection, contacts.stream().map(ContactPoint::value)));
            statement.setArray(11, texts(connection, contacts.stream().map(ManyNotices::masked)));
            statement.setArray(12, texts(connection, contacts.stream().map(contact -> NoticeReference.random())));
            return statement.executeUpdate();
        }
    }

    private static String masked(ContactPoint contact) {
        return contact.channel() == Channel.LETTER ? "" : contact.masked();
    }

    private static Array texts(Connection connection, Stream<String> texts) throws SQLException {
        return connection.createArrayOf("text", texts.toArray());
    }
}
