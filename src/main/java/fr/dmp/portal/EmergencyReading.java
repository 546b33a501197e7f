package fr.dmp.portal;

import fr.dmp.audit.AccessMode;
import fr.dmp.audit.Actor;
import fr.dmp.claims.CareHistory.Line;
import fr.dmp.document.Document;
import fr.dmp.emergency.PatientSummaries;
import fr.dmp.emergency.PatientSummaries.Essentials;
import fr.dmp.emergency.PatientSummaries.Medicine;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What is looked for first in an emergency: of what was written down four lists, then directives, stays and medicines; each
 * part is decided and traced by itself, and one that is refused says why in its place.
 */
@Component
class EmergencyReading {

    /** In the order in which they are needed. */
    static final List<EntryPart> LISTS =
            List.of(EntryPart.ALLERGIES, EntryPart.TREATMENTS, EntryPart.CONDITIONS, EntryPart.EMERGENCY_CONTACTS);

    private final PatientSummaries summaries;

    EmergencyReading(PatientSummaries summaries) {
        this.summaries = summaries;
    }

    /** Who reads which record how. */
    record Reader(Actor actor, AccessMode mode, UUID record, Wording wording) {}

    /**
     * A part.
     *
     * @param name {@code directives}, {@code stays}, {@code medicines}
     * @param refused the ground, where it may not be read
     */
    record Part(String name, List<Item> items, @Nullable String refused) {
        @Override
        public String toString() {
            return "Part[" + name + "]";
        }
    }

    /**
     * A line of a part.
     *
     * @param key of what is said of it, which takes {@code first} and {@code second}
     * @param document where it leads
     */
    record Item(
            String what, String key, String first, String second, @Nullable String performer, @Nullable UUID document) {
        @Override
        public String toString() {
            return "Item";
        }
    }

    List<Part> parts(Reader reader) {
        Essentials read = summaries.essentials(reader.actor(), reader.mode(), reader.record());
        Wording wording = reader.wording();
        return List.of(
                part(
                        "directives",
                        read,
                        PatientSummaries.Part.DIRECTIVES,
                        read.directives().stream().map(document -> directive(document, wording))),
                part(
                        "stays",
                        read,
                        PatientSummaries.Part.HOSPITAL_STAYS,
                        read.hospitalStays().stream().map(line -> stay(line, wording))),
                part(
                        "medicines",
                        read,
                        PatientSummaries.Part.MEDICINES,
                        read.medicines().stream().map(medicine -> medicine(medicine, wording))));
    }

    private static Part part(String name, Essentials read, PatientSummaries.Part which, Stream<Item> items) {
        String refused = read.refused().stream()
                .filter(one -> one.part() == which)
                .map(PatientSummaries.Refused::ground)
                .findFirst()
                .orElse(null);
        return new Part(name, items.toList(), refused);
    }

    private static Item directive(Document document, Wording wording) {
        DocumentView shown = DocumentView.of(document, wording);
        return new Item(shown.title(), "portal.documents.line", shown.kind(), shown.when(), null, shown.id());
    }

    private static Item stay(Line line, Wording wording) {
        boolean day = line.from().equals(line.to());
        return new Item(
                line.label(),
                day ? "portal.pro.first.day" : "portal.pro.first.stay",
                wording.date(line.from()),
                wording.date(line.to()),
                line.performer(),
                null);
    }

    private static Item medicine(Medicine medicine, Wording wording) {
        return new Item(
                medicine.label(),
                medicine.times() == 1 ? "portal.pro.first.medicine" : "portal.pro.first.medicines",
                wording.date(medicine.lastOn()),
                String.valueOf(medicine.times()),
                null,
                null);
    }
}
