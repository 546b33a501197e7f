package fr.dmp.record;

import fr.dmp.audit.AccessMode;
import fr.dmp.audit.Actor;
import fr.dmp.signin.HolderSession;
import fr.dmp.signin.ProfessionalSession;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a holder and their professionals write down: allergies, vaccinations, conditions, treatments, and whom to tell in an
 * emergency. Every call is decided and traced before anything is read or written. Nothing is deleted: what leaves a list is
 * ended, with its date.
 */
public interface Entries {

    /** How many a list holds at most (P). */
    int MOST = 200;

    /**
     * One list, in the order that the holder gave it; what professionals add comes last.
     *
     * @throws fr.dmp.refusal.Refusal {@code access-denied} with its ground; {@code not-found} where it is as if there were
     *     nothing
     */
    Kept read(Actor reader, AccessMode mode, UUID record, EntryKind kind);

    /**
     * Puts a list in the place of another. An entry whose id is known stays what it was, author and date included, where
     * nothing of it is changed; otherwise the holder is its author from now on. One without id is new, one that is missing
     * ends.
     *
     * @param expected whether a {@link Kept#version()} is the one that is being changed
     * @throws fr.dmp.refusal.Refusal {@code access-denied}; {@code stale-version}; {@code invalid-input} with the place of
     *     each fault, an id that the list hasn't got among them
     */
    Kept replace(
            HolderSession holder, EntryKind kind, @Nullable List<@Nullable Draft> items, Predicate<String> expected);

    /**
     * Adds one entry of a professional, and tells the holder who did, never what.
     *
     * @param once runs the effect, within its transaction, or gives the answer that it had before
     * @throws fr.dmp.refusal.Refusal {@code access-denied}, {@code not-found} as in reading; {@code holder-only} for the
     *     people to contact; {@code list-full}; {@code invalid-input}
     */
    Entry add(
            ProfessionalSession professional,
            AccessMode mode,
            UUID record,
            EntryKind kind,
            Content written,
            Function<Supplier<Entry>, Entry> once);

    /** @param version of the list, another one after each change */
    record Kept(List<Entry> items, String version) {}

    /**
     * One entry.
     *
     * @param label what it is; of a person to contact, their name
     * @param since the day since when it is so, or when it was given
     * @param note of a person to contact, how to reach them
     * @param phone of a person to contact, the mobile by which they are told of an emergency access, as E.164
     * @param author whose words these are
     * @param recordedAt when they wrote them
     */
    record Entry(
            UUID id,
            String label,
            @Nullable String code,
            @Nullable LocalDate since,
            @Nullable String note,
            @Nullable String phone,
            Author author,
            Instant recordedAt) {

        @Override
        public String toString() {
            return "Entry[" + id + "]";
        }
    }

    /**
     * Who wrote an entry.
     *
     * @param name of a professional, or of who represents the holder
     * @param profession code of the profession that they had then (1.2.250.1.71.1.2.7)
     * @param rpps of a professional
     */
    record Author(Actor.Kind kind, @Nullable String name, @Nullable String profession, @Nullable String rpps) {

        @Override
        public String toString() {
            return "Author";
        }
    }

    /**
     * An entry as it is sent, in the shape that it was read in.
     *
     * @param id of an entry of the list; absent for a new one
     * @param author may be sent back, and changes nothing
     * @param recordedAt may be sent back, and changes nothing
     */
    record Draft(
            @Nullable UUID id,
            @Nullable String label,
            @Nullable String code,
            @Nullable LocalDate since,
            @Nullable String note,
            @Nullable String phone,
            @Nullable Author author,
            @Nullable Instant recordedAt) {

        Content content() {
            return new Content(label, code, since, note, phone);
        }

        @Override
        public String toString() {
            return "Draft[" + id + "]";
        }
    }

    /** What is written of an entry, as it was typed. */
    record Content(
            @Nullable String label,
            @Nullable String code,
            @Nullable LocalDate since,
            @Nullable String note,
            @Nullable String phone) {

        @Override
        public String toString() {
            return "Content";
        }
    }
}
