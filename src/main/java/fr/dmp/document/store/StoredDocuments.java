package fr.dmp.document.store;

import fr.dmp.audit.AccessMode;
import fr.dmp.audit.Actor;
import fr.dmp.document.Deposits.Type;
import fr.dmp.document.Document;
import fr.dmp.document.Document.Author;
import fr.dmp.document.Document.Status;
import fr.dmp.document.Documents.Filter;
import fr.dmp.document.Metadata;
import fr.dmp.document.Visibility;
import fr.dmp.identity.Folding;
import fr.dmp.reference.Labels;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The documents of a record. Row-level security shows those of the one that the transaction has entered, as its actor may. */
@Repository
@Transactional(propagation = Propagation.MANDATORY)
public class StoredDocuments {

    /** Where a document stands in its record's order: the newest act first. */
    public record Place(LocalDate actDate, UUID id) {}

    /**
     * What is kept of a document beyond its metadata.
     *
     * @param series the first version's id
     */
    public record Kept(UUID record, UUID id, UUID series, int version, String mediaType, int bytes, Instant at) {}

    /**
     * What a change needs to know.
     *
     * @param latest whether no version took its place
     * @param once whether its holder could see it, now or before
     */
    public record Standing(
            UUID series, int version, Actor.Kind authorKind, String author, boolean latest, boolean once) {}

    /** Decision, facts and words of each in one statement; the page of a list asks for no more of them than it shows. */
    private static final String DOCUMENTS =
            """
            select d.id, d.title, d.type, t.class, label.plain, label.official, d.act_date, d.author_kind, d.author,
                d.author_name, p.profession, d.deposited_at, d.media_type, d.bytes, d.version, d.replaced_at,
                (select former.id from dmp.document former where former.record = :record and former.series = d.series
                    and former.version = d.version - 1) as replaces,
                d.rule, d.masked, d.unannounced, d.concealed, d.archived
            from dmp.document_rules(:record, :kind, :actor, :at, :mode) as d
            join dmp.document_type t on t.code = d.type
            left join dmp.professional p on d.author_kind = 'PROFESSIONAL' and p.rpps = d.author
            """
                    + Labels.join("'DOCUMENT_TYPE'", "d.type", "d.act_date")
                    + """
            where dmp.access_allowed(d.rule)
            """;

    private static final String PAGE = DOCUMENTS
            + """
                and case :shown::text
                    when 'OBSOLETE' then d.replaced_at is not null
                    when 'ARCHIVED' then d.replaced_at is null and d.archived
                    when 'MASKED' then d.replaced_at is null and not d.archived and d.masked
                    when 'HIDDEN' then d.replaced_at is null and not d.archived and d.unannounced
                    else d.replaced_at is null and not d.archived end
                and (:class::text is null or t.class = :class)
                and (:type::text is null or d.type = :type)
                and (:from::date is null or d.act_date >= :from)
                and (:to::date is null or d.act_date <= :to)
                and (:author::text is null or d.author = :author)
                and not exists (select from unnest(:words::text[]) as word where position(word in d.searched) = 0)
                and (:before::date is null or (d.act_date, d.id) < (:before, :id))
            order by d.act_date desc, d.id desc
            limit :limit
            """;

    private final JdbcClient jdbc;

    StoredDocuments(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * @param before only what comes after this place; absent for the beginning
     * @param limit at most so many
     */
    public List<Document> page(
            Actor reader, AccessMode mode, UUID record, Filter filter, @Nullable Place before, int limit, Instant at) {
        String author = filter.author() == null || !filter.author().equals(Actor.Kind.HOLDER.name())
                ? filter.author()
                : record.toString();
        return decided(PAGE, reader, mode, record, at)
                .param("shown", filter.shown().name())
                .param("class", filter.documentClass())
                .param("type", filter.type())
                .param("from", filter.from())
                .param("to", filter.to())
                .param("author", author)
                .param("words", words(filter.words()))
                .param("before", before == null ? null : before.actDate())
                .param("id", before == null ? null : before.id())
                .param("limit", limit)
                .query((row, n) -> document(row))
                .list();
    }

    private static String[] words(@Nullable String words) {
        return words == null
                ? new String[0]
                : Folding.words(words).stream().distinct().toArray(String[]::new);
    }

    public Optional<Document> find(Actor reader, AccessMode mode, UUID record, UUID document, Instant at) {
        return decided(DOCUMENTS + "and d.id = :document", reader, mode, record, at)
                .param("document", document)
                .query((row, n) -> document(row))
                .optional();
    }

    private JdbcClient.StatementSpec decided(String statement, Actor reader, AccessMode mode, UUID record, Instant at) {
        return jdbc.sql(statement)
                .param("record", record)
                .param("kind", reader.kind().name())
                .param("actor", reader.id())
                .param("mode", mode.name())
                .param("at", utc(at));
    }

    private static Document document(ResultSet row) throws SQLException {
        Actor.Kind kind = Actor.Kind.valueOf(row.getString("author_kind"));
        boolean professional = kind == Actor.Kind.PROFESSIONAL;
        String plain = row.getString("plain");
        return new Document(
                row.getObject("id", UUID.class),
                row.getString("title"),
                row.getString("type"),
                plain == null ? row.getString("official") : plain,
                row.getString("class"),
                row.getObject("act_date", LocalDate.class),
                new Author(
                        kind,
                        professional ? row.getString("author_name") : null,
                        row.getString("profession"),
                        professional ? row.getString("author") : null),
                row.getObject("deposited_at", OffsetDateTime.class).toInstant(),
                row.getString("media_type"),
                row.getInt("bytes"),
                row.getInt("version"),
                row.getObject("replaces", UUID.class),
                status(row),
                visibility(row),
                row.getBoolean("masked"),
                row.getString("rule"));
    }

    private static Status status(ResultSet row) throws SQLException {
        if (row.getObject("replaced_at") != null) {
            return Status.OBSOLETE;
        }
        return row.getBoolean("archived") ? Status.ARCHIVED : Status.ACTIVE;
    }

    private static List<Visibility> visibility(ResultSet row) throws SQLException {
        List<Visibility> from = new ArrayList<>();
        if (row.getBoolean("unannounced")) {
            from.add(Visibility.INVISIBLE_PATIENT);
        }
        if (row.getBoolean("concealed")) {
            from.add(Visibility.INVISIBLE_REPRESENTANTS_LEGAUX);
        }
        if (row.getBoolean("masked")) {
            from.add(Visibility.MASQUE_PS);
        }
        return from;
    }

    /** All types there are on a day. */
    public List<Type> types(LocalDate day) {
        return jdbc.sql(
                        "select t.code, t.class, coalesce(label.plain, label.official, t.code) as named from dmp.document_type t "
                                + Labels.join("'DOCUMENT_TYPE'", "t.code", ":day")
                                + " order by t.class, named, t.code")
                .param("day", day)
                .query((row, n) -> new Type(row.getString("code"), row.getString("class"), row.getString("named")))
                .list();
    }

    /** Whether documents may be of that type. */
    public boolean isType(String code) {
        return jdbc.sql("select exists (select from dmp.document_type where code = ?)")
                .param(code)
                .query(Boolean.class)
                .single();
    }

    /** What stands of a document that its actor sees; changes of one document follow each other. */
    public Optional<Standing> standing(UUID record, UUID document) {
        return jdbc.sql(
                        """
                        select series, version, author_kind, author, replaced_at is null as latest,
                            not exists (select from dmp.document_mark m where m.record = d.record and m.series = d.series
                                and m.mark = 'INVISIBLE_PATIENT' and m.ended_at is null) as once
                        from dmp.document d where record = ? and id = ?
                            and not exists (select from dmp.document_mark m where m.record = d.record
                                and m.series = d.series and m.mark = 'DELETED')
                        """)
                .params(record, document)
                .query((row, n) -> new Standing(
                        row.getObject("series", UUID.class),
                        row.getInt("version"),
                        Actor.Kind.valueOf(row.getString("author_kind")),
                        row.getString("author"),
                        row.getBoolean("latest"),
                        row.getBoolean("once")))
                .optional();
    }

    public void add(Kept kept, Metadata metadata, Actor author) {
        String name = author.kind() == Actor.Kind.PROFESSIONAL && author.name() != null ? author.name() : "";
        jdbc.sql(
                        """
                        insert into dmp.document (record, id, series, version, type, title, searched, act_date, author_kind,
                            author, author_name, deposited_at, media_type, bytes)
                        values (:record, :id, :series, :version, :type, :title, :searched, :actDate, :kind, :author, :name,
                            :at, :mediaType, :bytes)
                        """)
                .param("record", kept.record())
                .param("id", kept.id())
                .param("series", kept.series())
                .param("version", kept.version())
                .param("type", metadata.type())
                .param("title", metadata.title())
                .param("searched", String.join(" ", Folding.words(metadata.title() + " " + name)))
                .param("actDate", metadata.actDate())
                .param("kind", author.kind().name())
                .param("author", author.id())
                .param("name", name)
                .param("at", utc(kept.at()))
                .param("mediaType", kept.mediaType())
                .param("bytes", kept.bytes())
                .update();
    }

    public void replace(UUID record, UUID document, Instant at) {
        jdbc.sql("update dmp.document set replaced_at = ? where record = ? and id = ? and replaced_at is null")
                .params(utc(at), record, document)
                .update();
    }

    public void keep(UUID record, UUID document, String part, String mediaType, byte[] sealed) {
        jdbc.sql(
                        """
                        insert into dmp.document_content (record, document, part, media_type, sealed)
                        values (?, ?, ?, ?, ?)
                        """)
                .params(record, document, part, mediaType, sealed)
                .update();
    }

    /** What is sealed, and as what. */
    @SuppressWarnings("ArrayRecordComponent")
    public record Sealed(int version, String mediaType, byte[] content) {}

    public Optional<Sealed> content(UUID record, UUID document, String part) {
        return jdbc.sql(
                        """
                        select d.version, c.media_type, c.sealed
                        from dmp.document_content c join dmp.document d on d.record = c.record and d.id = c.document
                        where c.record = ? and c.document = ? and c.part = ?
                        """)
                .params(record, document, part)
                .query((row, n) ->
                        new Sealed(row.getInt("version"), row.getString("media_type"), row.getBytes("sealed")))
                .optional();
    }

    public boolean has(UUID record, UUID document, String part) {
        return jdbc.sql(
                        """
                        select exists (select from dmp.document_content
                            where record = ? and document = ? and part = ?)
                        """)
                .params(record, document, part)
                .query(Boolean.class)
                .single();
    }

    /** What is so already stays as it is. */
    public void mark(UUID record, UUID series, String mark, Instant at) {
        jdbc.sql(
                        """
                        insert into dmp.document_mark (record, series, mark, since) values (?, ?, ?, ?)
                        on conflict (record, series, mark) where ended_at is null do nothing
                        """)
                .params(record, series, mark, utc(at))
                .update();
    }

    public void unmark(UUID record, UUID series, String mark, Instant at) {
        jdbc.sql(
                        """
                        update dmp.document_mark set ended_at = ?
                        where record = ? and series = ? and mark = ? and ended_at is null
                        """)
                .params(utc(at), record, series, mark)
                .update();
    }

    /** Shows a result to its holder, by its deadline. */
    public void disclose(UUID record, UUID series, Instant at) {
        jdbc.sql("select dmp.disclose_result(?, ?, ?)")
                .params(record, series, utc(at))
                .query((row, n) -> series)
                .single();
    }

    private static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }
}
