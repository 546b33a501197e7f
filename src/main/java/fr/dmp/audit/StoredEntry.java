package fr.dmp.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An entry as a row has it: its columns, and what its hash was taken of when it was written. */
final class StoredEntry {

    /** What {@link #of} reads; {@code e} is the entry, {@code p} the one before it, where it is there. */
    static final String COLUMNS =
            """
            e.record, e.seq, e.id, e.at, e.actor_kind, e.actor, e.actor_name, e.on_behalf_of, e.act, e.subject, e.mode,
            e.ground, e.content, e.hash, e.tx::text as tx, p.hash as before
            """;

    static final String TABLES =
            "dmp.audit_entry e left join dmp.audit_entry p on p.record = e.record and p.seq = e.seq - 1";

    private final Place place;
    private final UUID id;
    private final Instant at;
    private final byte[] columns;
    private final byte[] content;
    private final byte[] hash;
    private final byte[] before;

    private StoredEntry(
            Place place, UUID id, Instant at, byte[] columns, byte[] content, byte[] hash, byte @Nullable [] before) {
        this.place = place;
        this.id = id;
        this.at = at;
        this.columns = columns;
        this.content = content;
        this.hash = hash;
        this.before = before != null ? before : place.seq() == 1 ? Hashes.of(place.record()) : new byte[0];
    }

    static StoredEntry of(ResultSet row) throws SQLException {
        UUID id = row.getObject("id", UUID.class);
        UUID record = row.getObject("record", UUID.class);
        Instant at = row.getObject("at", OffsetDateTime.class).toInstant();
        byte[] columns = Canonical.of(
                id,
                record,
                at,
                row.getString("actor_kind"),
                row.getString("actor"),
                row.getString("actor_name"),
                row.getObject("on_behalf_of", UUID.class),
                row.getString("act"),
                row.getString("subject"),
                row.getString("mode"),
                row.getString("ground"));
        return new StoredEntry(
                new Place(row.getString("tx"), record, row.getLong("seq")),
                id,
                at,
                columns,
                row.getBytes("content"),
                row.getBytes("hash"),
                row.getBytes("before"));
    }

    Place place() {
        return place;
    }

    UUID id() {
        return id;
    }

    byte[] columns() {
        return columns;
    }

    byte[] content() {
        return content;
    }

    byte[] hash() {
        return hash;
    }

    /** The hash that this one is chained to; of no length where the entry before is missing. */
    byte[] before() {
        return before;
    }

    /** Whether the columns say what was hashed, and the hash is the one that follows the entry before. */
    boolean intact() {
        return Arrays.equals(columns, content) && Arrays.equals(Hashes.of(before, content), hash);
    }

    /**
     * What was hashed, never what the columns say. Where not even that can be read, an act {@code UNREADABLE} of nobody, at
     * the time and under the id of the row.
     */
    Traced traced() {
        Optional<Canonical> read = Canonical.read(content);
        return new Traced(
                place.seq(),
                read.map(Canonical::id).orElse(id),
                read.map(Canonical::at).orElse(at),
                read.map(Canonical::act)
                        .orElseGet(
                                () -> Act.of(place.record(), Actor.ANONYMOUS, Traced.UNREADABLE, null, "UNREADABLE")),
                intact());
    }
}
