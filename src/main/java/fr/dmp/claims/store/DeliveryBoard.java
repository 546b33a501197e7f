package fr.dmp.claims.store;

import fr.dmp.claims.ReviewState;
import fr.dmp.claims.delivery.Account.Fate;
import fr.dmp.claims.delivery.Account.Sum;
import fr.dmp.reference.Labels;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** What the data stewards' board adds up: deliveries and their accounts, and refused lines by what they have in common. */
@Repository
@Transactional(readOnly = true)
public class DeliveryBoard {

    /** Weeks that the board looks back; what refused lines held is kept as long. */
    public static final int WEEKS = 13;

    /** Bars that a person can compare. */
    private static final int BARS = 12;

    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");

    private static final String ROW =
            """
            select d.*, r.state as review, r.put_right from dmp.delivery d
            left join dmp.delivery_review r on r.delivery = d.id
            """;

    private final JdbcClient jdbc;
    private final Clock clock;

    DeliveryBoard(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * A delivery with its account.
     *
     * @param kind the inbox it was dropped in
     * @param sha256 of the file, in hexadecimal
     * @param size in bytes
     * @param reason why it was set aside
     * @param fates lines, and cents paid for them, by what became of them
     * @param review absent where there was nothing to decide
     * @param putRight lines that were taken in after a code was mapped
     */
    public record Row(
            UUID id,
            String kind,
            String sha256,
            long size,
            String state,
            @Nullable String reason,
            Instant receivedAt,
            Sum received,
            Map<Fate, Sum> fates,
            @Nullable ReviewState review,
            long putRight) {}

    /**
     * Refused lines of the last weeks.
     *
     * @param key reason, fund, or the Monday of a week
     * @param label of a fund that the nomenclature has
     */
    public record Count(String key, @Nullable String label, long lines) {}

    /** The newest first. */
    public List<Row> deliveries(@Nullable UUID before, int most) {
        return jdbc.sql(
                        ROW
                                + """
                                where ?::uuid is null
                                    or (d.received_at, d.id) < (select received_at, id from dmp.delivery where id = ?)
                                order by d.received_at desc, d.id desc limit ?
                                """)
                .params(before, before, most)
                .query((row, n) -> row(row))
                .list();
    }

    public Optional<Row> delivery(UUID id) {
        return jdbc.sql(ROW + "where d.id = ?")
                .param(id)
                .query((row, n) -> row(row))
                .optional();
    }

    private static Row row(ResultSet row) throws SQLException {
        Map<Fate, Sum> fates = new LinkedHashMap<>();
        for (Fate fate : Fate.values()) {
            fates.put(fate, sum(row, fate.name().toLowerCase(Locale.ROOT)));
        }
        String review = row.getString("review");
        return new Row(
                row.getObject("id", UUID.class),
                row.getString("kind"),
                HexFormat.of().formatHex(row.getBytes("sha256")),
                row.getLong("size"),
                row.getString("state"),
                row.getString("reason"),
                row.getObject("received_at", OffsetDateTime.class).toInstant(),
                sum(row, "received"),
                fates,
                review == null ? null : ReviewState.valueOf(review),
                row.getLong("put_right"));
    }

    private static Sum sum(ResultSet row, String column) throws SQLException {
        return new Sum(row.getLong(column), row.getLong(column + "_cents"));
    }

    /** The commonest first. */
    public List<Count> byReason() {
        return jdbc.sql(
                        """
                        select reason as key, null as label, count(*) as lines from dmp.delivery_refusal
                        where refused_at >= ? group by reason order by lines desc, reason limit ?
                        """)
                .params(since(), BARS)
                .query(Count.class)
                .list();
    }

    /** Of claims alone: nothing else names a fund. The commonest first; an empty key for lines that name none. */
    public List<Count> byFund() {
        return jdbc.sql(
                        "select key, label.plain as label, lines from (select coalesce(fund, '') as key, count(*) as lines"
                                + " from dmp.delivery_refusal join dmp.delivery d on d.id = delivery and d.kind = 'claims'"
                                + " where refused_at >= ? group by fund order by lines desc, key limit ?) as counted "
                                + Labels.join("'FUND'", "counted.key", "?")
                                + " order by lines desc, key")
                .params(since(), BARS, today(), today())
                .query(Count.class)
                .list();
    }

    /** Each of the weeks, also those without any; the oldest first. */
    public List<Count> byWeek() {
        LocalDate monday = firstMonday();
        return jdbc.sql(
                        """
                        select to_char(week, 'YYYY-MM-DD') as key, null as label, count(refusal.line) as lines
                        from generate_series(?::date, ?::date, interval '7 days') as week
                        left join dmp.delivery_refusal refusal on refusal.refused_at >= ?
                            and refusal.refused_at >= week at time zone 'Europe/Paris'
                            and refusal.refused_at < (week + interval '7 days') at time zone 'Europe/Paris'
                        group by week order by week
                        """)
                .params(monday, monday.plusWeeks(WEEKS - 1), since())
                .query(Count.class)
                .list();
    }

    private OffsetDateTime since() {
        return firstMonday().atStartOfDay(PARIS).toInstant().atOffset(ZoneOffset.UTC);
    }

    private LocalDate firstMonday() {
        LocalDate today = today();
        return today.minusDays(today.getDayOfWeek().getValue() - 1L).minusWeeks(WEEKS - 1);
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), PARIS);
    }
}
