package fr.dmp.claims.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import fr.dmp.claims.delivery.CareDocument;
import fr.dmp.claims.delivery.CareLine;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * The Assurance Maladie's feeding. It adds under the database's role {@code dmp_intake}, which can't read what it added:
 * what it must know of what is there, a function of the database answers in one word.
 */
@Repository
public class CareFeed {

    /** What stands of a document after a version came in. */
    public enum Standing {
        NEW,
        REPLACED,
        OLDER,
        SAME,
        /** The version that stands, with other content. */
        CHANGED
    }

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;
    private final ObjectMapper json;
    private final Clock clock;

    CareFeed(JdbcClient jdbc, JdbcTemplate batches, ObjectMapper json, Clock clock) {
        this.jdbc = jdbc;
        this.batches = batches;
        this.json = json;
        this.clock = clock;
    }

    /** Makes the partitions of these days' months, in a transaction of its own: it must not hold the parent's lock. */
    @Transactional(propagation = Propagation.REQUIRES_NEW)
    public int ensureMonths(Collection<LocalDate> days) {
        String months = days.stream()
                .map(day -> day.withDayOfMonth(1).toString())
                .distinct()
                .sorted()
                .collect(Collectors.joining(","));
        return jdbc.sql(
                        """
                        select count(*) filter (where dmp.ensure_care_month(month))
                        from unnest(string_to_array(?, ',')::date[]) month
                        """)
                .param(months)
                .query(Integer.class)
                .single();
    }

    /**
     * Drops the months that lie wholly before what is shown, by this clock and by the database's.
     *
     * @return how many
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public int dropMonths(LocalDate shownFrom) {
        return jdbc.sql("select dmp.drop_care_months(?)")
                .param(shownFrom)
                .query(Integer.class)
                .single();
    }

    /** Puts a document's version in its place; the lines of a lower version go. */
    @Transactional(propagation = Propagation.MANDATORY)
    public Standing take(UUID record, CareDocument document, String source, UUID delivery) {
        return feeding(() -> jdbc.sql("select dmp.take_care_document(?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?, ?)")
                .params(
                        record,
                        document.set(),
                        document.version(),
                        document.content(),
                        source,
                        utc(document.coversFrom()),
                        utc(document.coversTo()),
                        written(document.statements()),
                        delivery,
                        utc(clock.instant()))
                .query((row, n) -> Standing.valueOf(row.getString(1)))
                .single());
    }

    /** Adds the lines of a version that has just been taken: none of them can be there. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void add(UUID record, UUID document, List<CareLine> lines, String source, UUID delivery) {
        OffsetDateTime now = utc(clock.instant());
        feeding(() -> batches.batchUpdate(
                """
                insert into dmp.care_line (record, care_from, line_key, detail, care_to, section, system, code, label,
                    quantity, paid_cents, reimbursed_cents, performer, prescriber, details, source, document, delivery,
                    received_at)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?, ?, ?, ?)
                """,
                lines,
                500,
                (statement, line) -> {
                    statement.setObject(1, record);
                    bind(statement, line);
                    statement.setString(16, source);
                    statement.setObject(17, document);
                    statement.setObject(18, delivery);
                    statement.setObject(19, now);
                }));
    }

    private void bind(PreparedStatement statement, CareLine line) throws SQLException {
        statement.setObject(2, line.from());
        statement.setObject(3, line.key());
        statement.setString(4, line.nth());
        statement.setObject(5, line.to());
        statement.setString(6, line.section().name());
        statement.setObject(7, line.system(), Types.VARCHAR);
        statement.setObject(8, line.code(), Types.VARCHAR);
        statement.setObject(9, line.label(), Types.VARCHAR);
        statement.setObject(10, line.quantity(), Types.NUMERIC);
        statement.setObject(11, line.paidCents(), Types.BIGINT);
        statement.setObject(12, line.reimbursedCents(), Types.BIGINT);
        statement.setObject(13, line.performer(), Types.VARCHAR);
        statement.setObject(14, line.prescriber(), Types.VARCHAR);
        statement.setString(15, line.details().isEmpty() ? null : written(line.details()));
    }

    /** Works under the write-only role; a failure leaves the transaction, and the role with it, to be rolled back. */
    private <T> T feeding(Supplier<T> work) {
        jdbc.sql("set local role dmp_intake").update();
        T result = work.get();
        jdbc.sql("reset role").update();
        return result;
    }

    private String written(Object value) {
        try {
            return json.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("details are plain texts", e);
        }
    }

    private static @Nullable OffsetDateTime utc(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }
}
