package fr.dmp.recovery.store;

import fr.dmp.recovery.CallCases.Board;
import fr.dmp.recovery.CallCases.Hour;
import fr.dmp.recovery.CallCases.Outcome;
import fr.dmp.recovery.CallCases.Queue;
import fr.dmp.recovery.RecoveryNumbers;
import fr.dmp.recovery.RecoveryStatus;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class StoredRecoveryNumbers implements RecoveryNumbers {

    private static final Duration LATELY = Duration.ofDays(30);
    private static final int HOURS = 24;

    private record Calls(long all, long inTime) {}

    private final JdbcClient jdbc;

    StoredRecoveryNumbers(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Board at(Instant now) {
        Calls calls = calls(now);
        return new Board(queues(now), hours(now), outcomes(now), calls.all(), calls.inTime());
    }

    private List<Queue> queues(Instant now) {
        return jdbc.sql(
                        """
                        select q.status, count(r.id) as waiting, count(r.id) filter (where r.due_at < :now) as overdue,
                            min(r.since) as oldest
                        from unnest(array['CALL', 'SECOND_LOOK', 'TO_POST']) with ordinality as q (status, place)
                        left join dmp.recovery r on r.status = q.status and r.settled_at is null
                        group by q.status, q.place order by q.place
                        """)
                .param("now", utc(now))
                .query((row, n) -> new Queue(
                        RecoveryStatus.valueOf(row.getString("status")),
                        row.getLong("waiting"),
                        row.getLong("overdue"),
                        Optional.ofNullable(row.getObject("oldest", OffsetDateTime.class))
                                .map(OffsetDateTime::toInstant)
                                .orElse(null)))
                .list();
    }

    private List<Hour> hours(Instant now) {
        Instant last = now.truncatedTo(ChronoUnit.HOURS);
        return jdbc.sql(
                        """
                        select h, count(r.id) filter (where not r.asked_by_form) as by_phone,
                            count(r.id) filter (where r.asked_by_form) as by_form
                        from generate_series(:first::timestamptz, :last::timestamptz, interval '1 hour') h
                        left join dmp.recovery r on r.requested_at >= h and r.requested_at < h + interval '1 hour'
                        group by h order by h
                        """)
                .param("first", utc(last.minus(Duration.ofHours(HOURS - 1))))
                .param("last", utc(last))
                .query((row, n) -> new Hour(
                        row.getObject("h", OffsetDateTime.class).toInstant(),
                        row.getLong("by_phone"),
                        row.getLong("by_form")))
                .list();
    }

    private List<Outcome> outcomes(Instant now) {
        return jdbc.sql(
                        """
                        select o.status, count(r.id) as recoveries
                        from unnest(array['RECOVERED', 'REFUSED', 'CANCELLED', 'EXPIRED']) with ordinality as o (status, place)
                        left join dmp.recovery r on r.status = o.status and r.requested_at > :since
                        group by o.status, o.place order by o.place
                        """)
                .param("since", utc(now.minus(LATELY)))
                .query((row, n) ->
                        new Outcome(RecoveryStatus.valueOf(row.getString("status")), row.getLong("recoveries")))
                .list();
    }

    private Calls calls(Instant now) {
        return jdbc.sql(
                        """
                        select count(*) as all_calls, count(*) filter (where called_at <= call_due) as in_time
                        from dmp.recovery where called_at is not null and requested_at > :since
                        """)
                .param("since", utc(now.minus(LATELY)))
                .query((row, n) -> new Calls(row.getLong("all_calls"), row.getLong("in_time")))
                .single();
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
