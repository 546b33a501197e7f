package fr.dmp.portal;

import fr.dmp.audit.AccessMode;
import fr.dmp.audit.Actor;
import fr.dmp.claims.CareHistory;
import fr.dmp.claims.CareHistory.Line;
import fr.dmp.claims.Section;
import fr.dmp.document.Document;
import fr.dmp.document.Documents;
import fr.dmp.refusal.Refusal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
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

    /** Directives, then what else the holder wants and refuses. */
    private static final List<String> DIRECTIVES = List.of("EXPPAT_3", "EXPPAT_1");

    private static final int STAYS = 5;

    /** A box for three months that was handed over four months ago may still be taken (P). */
    private static final int MONTHS = 6;

    private static final int LINES = 200;

    private final Documents documents;
    private final CareHistory history;
    private final Clock clock;

    EmergencyReading(Documents documents, CareHistory history, Clock clock) {
        this.documents = documents;
        this.history = history;
        this.clock = clock;
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
        return List.of(
                part("directives", () -> directives(reader)),
                part("stays", () -> stays(reader)),
                part("medicines", () -> medicines(reader)));
    }

    private static Part part(String name, Supplier<List<Item>> items) {
        try {
            return new Part(name, items.get(), null);
        } catch (Refusal refused) {
            return new Part(name, List.of(), Answer.ground(refused));
        }
    }

    private List<Item> directives(Reader reader) {
        return DIRECTIVES.stream()
                .map(type ->
                        new Documents.Filter(null, type, null, null, null, null, Documents.Shown.ACTIVE, null, LINES))
                .flatMap(filter ->
                        documents.list(reader.actor(), reader.mode(), reader.record(), filter).items().stream())
                .map(document -> directive(document, reader.wording()))
                .toList();
    }

    private static Item directive(Document document, Wording wording) {
        DocumentView shown = DocumentView.of(document, wording);
        return new Item(shown.title(), "portal.documents.line", shown.kind(), shown.when(), null, shown.id());
    }

    private List<Item> stays(Reader reader) {
        CareHistory.Filter latest = new CareHistory.Filter(Section.HOSPITALISATIONS, null, null, null, STAYS);
        return lines(reader, latest).map(line -> stay(line, reader.wording())).toList();
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

    /** Each once, the one that was handed over last first. */
    private List<Item> medicines(Reader reader) {
        LocalDate from = Wording.day(clock.instant()).minusMonths(MONTHS);
        CareHistory.Filter latest = new CareHistory.Filter(Section.MEDICINES, from, null, null, LINES);
        Map<String, List<Line>> byName = lines(reader, latest)
                .collect(Collectors.groupingBy(Line::label, LinkedHashMap::new, Collectors.toList()));
        return byName.values().stream()
                .map(handed -> medicine(handed, reader.wording()))
                .toList();
    }

    private static Item medicine(List<Line> handed, Wording wording) {
        return new Item(
                handed.get(0).label(),
                handed.size() == 1 ? "portal.pro.first.medicine" : "portal.pro.first.medicines",
                wording.date(handed.get(0).from()),
                String.valueOf(handed.size()),
                null,
                null);
    }

    private Stream<Line> lines(Reader reader, CareHistory.Filter filter) {
        return history.read(reader.actor(), reader.mode(), reader.record(), filter).items().stream();
    }
}
