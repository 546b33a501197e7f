package fr.dmp.portal;

import fr.dmp.audit.Actor;
import fr.dmp.identity.Mobile;
import fr.dmp.record.Entries.Entry;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An entry as the pages show it.
 *
 * @param since the day since when it is so
 * @param phone as it is written in France
 * @param call the same as it is called
 * @param by who wrote it: {@code HOLDER}, {@code REPRESENTATIVE}, {@code PROFESSIONAL}
 * @param author their name; null for the holder
 * @param profession code of a professional's
 */
record EntryView(
        UUID id,
        String label,
        @Nullable String code,
        @Nullable String since,
        @Nullable String note,
        @Nullable String phone,
        @Nullable String call,
        Actor.Kind by,
        @Nullable String author,
        @Nullable String profession,
        String on) {

    static EntryView of(Entry entry, Wording wording) {
        return new EntryView(
                entry.id(),
                entry.label(),
                entry.code(),
                entry.since() == null ? null : wording.date(entry.since()),
                entry.note(),
                entry.phone() == null ? null : Wording.unbroken(Mobile.written(entry.phone())),
                entry.phone(),
                entry.author().kind(),
                entry.author().name(),
                entry.author().profession(),
                wording.date(entry.recordedAt()));
    }

    @Override
    public String toString() {
        return "EntryView[" + id + "]";
    }
}
