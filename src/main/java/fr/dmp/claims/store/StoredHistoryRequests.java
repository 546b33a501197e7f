package fr.dmp.claims.store;

import com.github.f4b6a3.uuid.UuidCreator;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What was asked of the Assurance Maladie, for which record, and what became of it. */
@Repository
public class StoredHistoryRequests {

    private final JdbcClient jdbc;
    private final Clock clock;

    StoredHistoryRequests(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * A request that waits.
     *
     * @param from first day of care that is asked for
     * @param to the last one
     */
    public record Request(UUID record, UUID id, LocalDate from, LocalDate to) {}

    public void ask(UUID record, LocalDate from, LocalDate to) {
        jdbc.sql(
                        """
                        insert into dmp.history_request (record, id, from_day, to_day, state, asked_at)
                        values (?, ?, ?, ?, 'WAITING', ?)
                        """)
                .params(record, UuidCreator.getTimeOrderedEpoch(), from, to, now())
                .update();
    }

    /** The oldest ones first. */
    public List<Request> waiting(int most) {
        return jdbc.sql(
                        """
                        select record, id, from_day as "from", to_day as "to" from dmp.history_request
                        where state = 'WAITING' order by id limit ?
                        """)
                .param(most)
                .query(Request.class)
                .list();
    }

    public void write(List<Request> requests, UUID batch) {
        jdbc.sql(
                        """
                        update dmp.history_request set state = 'WRITTEN', batch = ?, written_at = ?
                        where (record, id) in (select * from unnest(?, ?))
                        """)
                .params(batch, now(), records(requests), ids(requests))
                .update();
    }

    /** Their records aren't open any more. */
    public void leaveOut(List<Request> requests) {
        jdbc.sql(
                        """
                        update dmp.history_request set state = 'LEFT_OUT'
                        where (record, id) in (select * from unnest(?, ?))
                        """)
                .params(records(requests), ids(requests))
                .update();
    }

    /** Whether the transaction in which a batch was prepared was committed. */
    public boolean isWritten(UUID batch) {
        return jdbc.sql("select exists (select from dmp.history_request where batch = ?)")
                .param(batch)
                .query(Boolean.class)
                .single();
    }

    /** What is only waiting isn't answered: the night's delivery came by itself, and holds no past. */
    public void answer(Collection<UUID> records, UUID delivery) {
        jdbc.sql(
                        """
                        update dmp.history_request set state = 'ANSWERED', answered_at = ?, delivery = ?
                        where state = 'WRITTEN' and record = any (?)
                        """)
                .params(now(), delivery, records.toArray(UUID[]::new))
                .update();
    }

    private static UUID[] records(List<Request> requests) {
        return requests.stream().map(Request::record).toArray(UUID[]::new);
    }

    private static UUID[] ids(List<Request> requests) {
        return requests.stream().map(Request::id).toArray(UUID[]::new);
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
