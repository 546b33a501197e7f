package fr.dmp.claims.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import fr.dmp.claims.CareHistory.Detail;
import fr.dmp.claims.CareHistory.Line;
import fr.dmp.claims.CareHistory.Statement;
import fr.dmp.claims.Section;
import fr.dmp.reference.Labels;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The lines of one record, as its readers are shown them. */
@Repository
@Transactional(propagation = Propagation.MANDATORY, readOnly = true)
public class CareLines {

    /** Where a line stands in its record's order: the newest care first. */
    public record Place(LocalDate from, UUID key, String nth) {}

    /**
     * @param places of the lines, in their order
     * @param upToDateAt absent as long as nothing came in
     */
    public record Found(
            List<Line> lines, List<Place> places, @Nullable Instant upToDateAt, List<Statement> statements) {}

    /**
     * One statement by the primary key: the record's lines before a place, the newest first, with labels and, whether
     * there are lines or not, what the record's documents say as a whole. A reversal cancels a line of the same day, code
     * and performer and the opposite quantity, one each: neither is shown, nor is a reversal that still waits for its
     * line. That is asked line by line, as far as the page goes: as a join it would be answered for the whole record first,
     * since under row-level security the planner takes a third of all lines for reversals. What is there is told until its
     * last day at least, whatever period a document names. "Nothing to report" is shown where the latest document says so
     * and no other brought lines of that section.
     */
    private static final String PAGE =
            """
            with reversal as materialized (
                select care_from, system, code, performer, -quantity as quantity, count(*) as lines
                from dmp.care_line
                where record = :record and care_from between :from and :to and quantity < 0
                group by care_from, system, code, performer, quantity),
            page as (
                select care_from, line_key, detail, care_to, section, system, code, label, quantity, paid_cents,
                    reimbursed_cents, performer, prescriber, details, source, received_at
                from dmp.care_line line
                where record = :record and care_from between :from and :to
                    and (:section::text is null or section = :section)
                    and (:before::date is null or (care_from, line_key, detail) < (:before, :key, :nth))
                    and (quantity is null or quantity >= 0)
                    and not coalesce((
                        select reversal.lines >= (select count(*) from dmp.care_line alike
                            where alike.record = line.record and alike.care_from = line.care_from
                                and alike.quantity = line.quantity
                                and alike.code is not distinct from line.code
                                and alike.system is not distinct from line.system
                                and alike.performer is not distinct from line.performer
                                and (alike.line_key, alike.detail) <= (line.line_key, line.detail))
                        from reversal
                        where reversal.care_from = line.care_from and reversal.quantity = line.quantity
                            and reversal.code is not distinct from line.code
                            and reversal.system is not distinct from line.system
                            and reversal.performer is not distinct from line.performer), false)
                order by care_from desc, line_key desc, detail desc
                limit :limit),
            standing as (
                select covers_to, received_at, statements from dmp.care_document where record = :record),
            latest as (
                select statements from standing order by covers_to desc, received_at desc limit 1)
            select page.*, label.plain, label.official, said.up_to_date_at, said.statements
            from (select greatest(max(covers_to),
                        (select max(care_from)::timestamp at time zone 'Europe/Paris'
                            from dmp.care_line where record = :record)) as up_to_date_at,
                    (select jsonb_agg(s) from latest, jsonb_array_elements(latest.statements) s
                        where not exists (select from dmp.care_line l where l.record = :record
                            and l.care_from >= :opens and l.section = s ->> 'section')) as statements
                from standing) said
            left join page on true
            %s
            order by care_from desc, line_key desc, detail desc
            """
                    .formatted(Labels.join("page.system", "page.code", "page.care_from"));

    private static final TypeReference<List<Detail>> DETAILS = new TypeReference<>() {};
    private static final TypeReference<List<Statement>> STATEMENTS = new TypeReference<>() {};

    private final JdbcClient jdbc;
    private final ObjectMapper json;

    CareLines(JdbcClient jdbc, ObjectMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /**
     * Lines of a record, the newest first. Row-level security shows no other record than the one that the transaction has
     * entered.
     *
     * @param opens first day of what is shown at all
     * @param before only what comes after this place; absent for the beginning
     * @param limit at most so many
     */
    public Found page(
            UUID record,
            @Nullable Section section,
            LocalDate opens,
            LocalDate from,
            LocalDate to,
            @Nullable Place before,
            int limit) {
        return jdbc.sql(PAGE)
                .param("record", record)
                .param("opens", opens)
                .param("from", from)
                // The index is entered at the place itself, not at the beginning of the period.
                .param("to", before == null || before.from().isAfter(to) ? to : before.from())
                .param("section", section == null ? null : section.name())
                .param("before", before == null ? null : before.from())
                .param("key", before == null ? null : before.key())
                .param("nth", before == null ? null : before.nth())
                .param("limit", limit)
                .query(this::found);
    }

    private Found found(ResultSet rows) throws SQLException {
        List<Line> lines = new ArrayList<>();
        List<Place> places = new ArrayList<>();
        Instant upToDateAt = null;
        List<Statement> statements = List.of();
        while (rows.next()) {
            upToDateAt = instant(rows, "up_to_date_at");
            statements = read(rows.getString("statements"), STATEMENTS);
            if (rows.getObject("line_key") != null) {
                lines.add(line(rows));
                places.add(place(rows));
            }
        }
        return new Found(lines, places, upToDateAt, statements);
    }

    private static Place place(ResultSet row) throws SQLException {
        return new Place(
                row.getObject("care_from", LocalDate.class),
                row.getObject("line_key", UUID.class),
                row.getString("detail"));
    }

    private Line line(ResultSet row) throws SQLException {
        String official = row.getString("label") == null ? row.getString("official") : row.getString("label");
        String plain = row.getString("plain");
        return new Line(
                row.getString("line_key") + "-" + row.getString("detail"),
                Section.valueOf(row.getString("section")),
                row.getObject("care_from", LocalDate.class),
                row.getObject("care_to", LocalDate.class),
                row.getString("code"),
                row.getString("system"),
                plain != null ? plain : official != null ? official : String.valueOf(row.getString("code")),
                plain != null && official != null && !plain.equals(official) ? official : null,
                quantity(row.getBigDecimal("quantity")),
                euros(row, "paid_cents"),
                euros(row, "reimbursed_cents"),
                row.getString("performer"),
                row.getString("prescriber"),
                read(row.getString("details"), DETAILS),
                row.getString("source"),
                row.getObject("received_at", OffsetDateTime.class).toInstant());
    }

    private <T> List<T> read(@Nullable String stored, TypeReference<List<T>> type) {
        try {
            return stored == null ? List.of() : json.readValue(stored, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("what the feed wrote can't be read", e);
        }
    }

    private static @Nullable BigDecimal quantity(@Nullable BigDecimal stored) {
        if (stored == null) {
            return null;
        }
        BigDecimal plain = stored.stripTrailingZeros();
        return plain.scale() < 0 ? plain.setScale(0) : plain;
    }

    private static @Nullable BigDecimal euros(ResultSet row, String column) throws SQLException {
        long cents = row.getLong(column);
        return row.wasNull() ? null : BigDecimal.valueOf(cents, 2);
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }
}
