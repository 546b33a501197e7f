package fr.dmp.record;

import fr.dmp.audit.Actor;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Entries as they are stored. All methods want a transaction that has entered the record. */
public interface KeptEntries {

    /** Those that haven't ended, in their order. */
    List<Line> of(UUID record, EntryKind kind);

    void add(UUID record, EntryKind kind, List<Line> added);

    /** Gives them the places that they bear. */
    void place(UUID record, EntryKind kind, List<Line> moved);

    void end(UUID record, EntryKind kind, List<Line> ended, Instant at);

    /**
     * A version of an entry.
     *
     * @param profession of a professional; absent for others
     */
    record Line(
            UUID id,
            int version,
            int place,
            EntryText text,
            Actor author,
            @Nullable String profession,
            Instant recordedAt) {

        Line at(int other) {
            return new Line(id, version, other, text, author, profession, recordedAt);
        }

        Line changed(int other, EntryText words, Actor by, Instant now) {
            return new Line(id, version + 1, other, words, by, null, now);
        }

        boolean same(Line other) {
            return id.equals(other.id()) && version == other.version();
        }

        Entries.Entry shown() {
            boolean professional = author.kind() == Actor.Kind.PROFESSIONAL;
            Entries.Author by =
                    new Entries.Author(author.kind(), author.name(), profession, professional ? author.id() : null);
            return new Entries.Entry(
                    id, text.label(), text.code(), text.since(), text.note(), text.phone(), by, recordedAt);
        }

        @Override
        public String toString() {
            return "Line[" + id + "/" + version + "]";
        }
    }
}
