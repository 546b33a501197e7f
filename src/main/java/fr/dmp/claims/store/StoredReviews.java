package fr.dmp.claims.store;

import fr.dmp.claims.ReviewState;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The reviews of deliveries, the mappings that were decided in them, and what is asked for again. */
@Repository
@Transactional(propagation = Propagation.MANDATORY)
public class StoredReviews {

    private final JdbcClient jdbc;
    private final Clock clock;

    StoredReviews(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * What an unknown code of a column stands for.
     *
     * @param column {@code ER_PHA_F.PHA_PRS_C13}
     */
    public record Mapping(String column, String unknown, String known) {}

    /** A delivery that is asked for again, and that no file tells of yet. */
    public record Request(UUID delivery, String kind, byte[] sha256, OffsetDateTime receivedAt, String reason) {}

    public void open(UUID delivery) {
        jdbc.sql("insert into dmp.delivery_review (delivery, state, opened_at) values (?, 'OPEN', ?)")
                .params(delivery, now())
                .update();
    }

    @Transactional(propagation = Propagation.MANDATORY, readOnly = true)
    public boolean exists(UUID delivery) {
        return jdbc.sql("select exists (select from dmp.delivery_review where delivery = ?)")
                .param(delivery)
                .query(Boolean.class)
                .single();
    }

    /** Its state, which nobody else changes until the transaction ends. */
    public Optional<ReviewState> lock(UUID delivery) {
        return jdbc.sql("select state from dmp.delivery_review where delivery = ? for update")
                .param(delivery)
                .query(ReviewState.class)
                .optional();
    }

    public void putRight(UUID delivery, long lines) {
        jdbc.sql("update dmp.delivery_review set put_right = put_right + ? where delivery = ?")
                .params(lines, delivery)
                .update();
    }

    public void end(UUID delivery, ReviewState state, @Nullable String reason, @Nullable String login) {
        jdbc.sql("update dmp.delivery_review set state = ?, reason = ?, ended_at = ?, ended_by = ? where delivery = ?")
                .params(state.name(), reason, now(), login, delivery)
                .update();
    }

    /**
     * Notes what codes stand for from now on; a mapping that stands with the same words is left alone. One at a time: of two
     * who map the same code at once, the second makes the version after the first one's.
     *
     * @param mappings each code once
     */
    public void map(UUID delivery, List<Mapping> mappings, String login) {
        jdbc.sql("select pg_advisory_xact_lock(hashtext('code-mapping'))")
                .query((row, n) -> true)
                .single();
        jdbc.sql(
                        """
                        insert into dmp.code_mapping (col, unknown, version, known, delivery, decided_at, decided_by)
                        select told.col, told.unknown, coalesce(standing.version, 0) + 1, told.known, ?, ?, ?
                        from unnest(?, ?, ?) as told (col, unknown, known)
                        left join lateral (select version, known from dmp.code_mapping m
                            where m.col = told.col and m.unknown = told.unknown
                            order by version desc limit 1) as standing on true
                        where standing.known is distinct from told.known
                        """)
                .params(delivery, now(), login)
                .params(
                        mappings.stream().map(Mapping::column).toArray(String[]::new),
                        mappings.stream().map(Mapping::unknown).toArray(String[]::new),
                        mappings.stream().map(Mapping::known).toArray(String[]::new))
                .update();
    }

    /** What stands now, by column and unknown code. */
    @Transactional(propagation = Propagation.MANDATORY, readOnly = true)
    public Map<String, Map<String, String>> mappings() {
        return jdbc
                .sql(
                        """
                        select distinct on (col, unknown) col as column, unknown, known from dmp.code_mapping
                        order by col, unknown, version desc
                        """)
                .query(Mapping.class)
                .list()
                .stream()
                .collect(Collectors.groupingBy(Mapping::column, Collectors.toMap(Mapping::unknown, Mapping::known)));
    }

    public void ask(UUID delivery, String reason) {
        jdbc.sql("insert into dmp.redelivery_request (delivery, reason, asked_at) values (?, ?, ?)")
                .params(delivery, reason, now())
                .update();
        jdbc.sql("update dmp.delivery set asked_again = true where id = ?")
                .param(delivery)
                .update();
    }

    /** The oldest first, for this transaction alone. */
    public List<Request> requests(int most) {
        return jdbc.sql(
                        """
                        select r.delivery, d.kind, d.sha256, d.received_at, r.reason
                        from dmp.redelivery_request r join dmp.delivery d on d.id = r.delivery
                        where r.written_at is null order by r.asked_at limit ? for update of r skip locked
                        """)
                .param(most)
                .query(Request.class)
                .list();
    }

    public void written(List<UUID> deliveries) {
        jdbc.sql("update dmp.redelivery_request set written_at = ? where delivery = any (?)")
                .params(now(), deliveries.toArray(UUID[]::new))
                .update();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
