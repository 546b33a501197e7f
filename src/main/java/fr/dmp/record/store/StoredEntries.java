package fr.dmp.record.store;

import fr.dmp.audit.Actor;
import fr.dmp.record.EntryKind;
import fr.dmp.record.EntryText;
import fr.dmp.record.KeptEntries;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** One statement for a whole list; none where there is nothing to do. */
@Repository
@Transactional(propagation = Propagation.MANDATORY)
class StoredEntries implements KeptEntries {

    private final JdbcClient jdbc;

    StoredEntries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public List<Line> of(UUID record, EntryKind kind) {
        return jdbc.sql(
                        """
                        select id, version, place, label, code, since, note, phone, author_kind, author, author_name,
                            author_profession, recorded_at
                        from dmp.record_entry where record = ? and kind = ? and ended_at is null
                        order by place, id
                        """)
                .params(record, kind.name())
                .query((row, n) -> line(row))
                .list();
    }

    @Override
    public void add(UUID record, EntryKind kind, List<Line> added) {
        if (added.isEmpty()) {
            return;
        }
        jdbc.sql(
                        """
                        insert into dmp.record_entry (record, kind, id, version, place, label, code, since, note, phone,
                            author_kind, author, author_name, author_profession, recorded_at)
                        select ?, ?, id, version, place, label, code, since, note, phone, author_kind, author, author_name,
                            author_profession, recorded_at
                        from unnest(?::uuid[], ?::int[], ?::int[], ?::text[], ?::text[], ?::date[], ?::text[], ?::text[],
                                ?::text[], ?::text[], ?::text[], ?::text[], ?::timestamptz[])
                            as line (id, version, place, label, code, since, note, phone, author_kind, author, author_name,
                                author_profession, recorded_at)
                        """)
                .params(
                        record,
                        kind.name(),
                        ids(added),
                        versions(added),
                        places(added),
                        texts(added, line -> line.text().label()),
                        texts(added, line -> line.text().code()),
                        texts(added, line -> text(line.text().since())),
                        texts(added, line -> line.text().note()),
                        texts(added, line -> line.text().phone()),
                        texts(added, line -> line.author().kind().name()),
                        texts(added, line -> line.author().id()),
                        texts(added, line -> line.author().name()),
                        texts(added, Line::profession),
                        texts(added, line -> line.recordedAt().toString()))
                .update();
    }

    @Override
    public void place(UUID record, EntryKind kind, List<Line> moved) {
        if (moved.isEmpty()) {
            return;
        }
        jdbc.sql(
                        """
                        update dmp.record_entry e set place = line.place
                        from unnest(?::uuid[], ?::int[]) as line (id, place)
                        where e.record = ? and e.kind = ? and e.id = line.id and e.ended_at is null
                        """)
                .params(ids(moved), places(moved), record, kind.name())
                .update();
    }

    @Override
    public void end(UUID record, EntryKind kind, List<Line> ended, Instant at) {
        if (ended.isEmpty()) {
            return;
        }
        jdbc.sql(
                        """
                        update dmp.record_entry set ended_at = ?
                        where record = ? and kind = ? and id = any (?) and ended_at is null
                        """)
                .params(at.atOffset(ZoneOffset.UTC), record, kind.name(), ids(ended))
                .update();
    }

    private static Line line(ResultSet row) throws SQLException {
        return new Line(
                row.getObject("id", UUID.class),
                row.getInt("version"),
                row.getInt("place"),
                new EntryText(
                        row.getString("label"),
                        row.getString("code"),
                        row.getObject("since", LocalDate.class),
                        row.getString("note"),
                        row.getString("phone")),
                new Actor(
                        Actor.Kind.valueOf(row.getString("author_kind")),
                        row.getString("author"),
                        row.getString("author_name")),
                row.getString("author_profession"),
                row.getObject("recorded_at", OffsetDateTime.class).toInstant());
    }

    private static UUID[] ids(List<Line> lines) {
        return lines.stream().map(Line::id).toArray(UUID[]::new);
    }

    private static Integer[] versions(List<Line> lines) {
        return lines.stream().map(Line::version).toArray(Integer[]::new);
    }

    private static Integer[] places(List<Line> lines) {
        return lines.stream().map(Line::place).toArray(Integer[]::new);
    }

    private static String[] texts(List<Line> lines, Function<Line, @Nullable String> text) {
        return lines.stream().map(text).toArray(String[]::new);
    }

    private static @Nullable String text(@Nullable LocalDate day) {
        return day == null ? null : day.toString();
    }
}
