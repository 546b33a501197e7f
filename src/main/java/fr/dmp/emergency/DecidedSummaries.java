package fr.dmp.emergency;

import fr.dmp.audit.AccessMode;
import fr.dmp.audit.Actor;
import fr.dmp.claims.CareHistory;
import fr.dmp.claims.CareHistory.Line;
import fr.dmp.claims.Section;
import fr.dmp.document.Document;
import fr.dmp.document.Documents;
import fr.dmp.record.Entries;
import fr.dmp.record.Entries.Entry;
import fr.dmp.record.EntryKind;
import fr.dmp.refusal.Refusal;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Each part by those who keep it, in a transaction of its own: a refused one undoes no other. */
@Component
class DecidedSummaries implements PatientSummaries {

    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");

    /** Directives, then what else the holder wants and refuses. */
    private static final List<String> DIRECTIVES = List.of("EXPPAT_3", "EXPPAT_1");

    private static final int STAYS = 5;

    /** A box for three months that was handed over four months ago may still be taken (P). */
    private static final int MONTHS = 6;

    private static final int LINES = 200;

    private final Entries entries;
    private final Documents documents;
    private final CareHistory history;
    private final Clock clock;

    DecidedSummaries(Entries entries, Documents documents, CareHistory history, Clock clock) {
        this.entries = entries;
        this.documents = documents;
        this.history = history;
        this.clock = clock;
    }

    @Override
    public Summary read(Actor reader, AccessMode mode, UUID record) {
        Parts parts = new Parts();
        List<Entry> allergies = parts.of(Part.ALLERGIES, () -> written(reader, mode, record, EntryKind.ALLERGIES));
        List<Entry> treatments = parts.of(Part.TREATMENTS, () -> written(reader, mode, record, EntryKind.TREATMENTS));
        List<Entry> conditions = parts.of(Part.CONDITIONS, () -> written(reader, mode, record, EntryKind.CONDITIONS));
        List<Entry> contacts =
                parts.of(Part.EMERGENCY_CONTACTS, () -> written(reader, mode, record, EntryKind.EMERGENCY_CONTACTS));
        Essentials rest = essentials(reader, mode, record, parts);
        parts.requireAny();
        return new Summary(
                allergies,
                treatments,
                conditions,
                contacts,
                rest.directives(),
                rest.hospitalStays(),
                rest.medicines(),
                rest.refused());
    }

    @Override
    public Essentials essentials(Actor reader, AccessMode mode, UUID record) {
        return essentials(reader, mode, record, new Parts());
    }

    private Essentials essentials(Actor reader, AccessMode mode, UUID record, Parts parts) {
        return new Essentials(
                parts.of(Part.DIRECTIVES, () -> directives(reader, mode, record)),
                parts.of(
                        Part.HOSPITAL_STAYS,
                        () -> lines(
                                reader,
                                mode,
                                record,
                                new CareHistory.Filter(Section.HOSPITALISATIONS, null, null, null, STAYS))),
                parts.of(Part.MEDICINES, () -> medicines(reader, mode, record)),
                List.copyOf(parts.refused));
    }

    private List<Entry> written(Actor reader, AccessMode mode, UUID record, EntryKind kind) {
        return entries.read(reader, mode, record, kind).items();
    }

    private List<Document> directives(Actor reader, AccessMode mode, UUID record) {
        return DIRECTIVES.stream()
                .map(type ->
                        new Documents.Filter(null, type, null, null, null, null, Documents.Shown.ACTIVE, null, LINES))
                .flatMap(filter -> documents.list(reader, mode, record, filter).items().stream())
                .toList();
    }

    /** Each once, the one that was handed over last first. */
    private List<Medicine> medicines(Actor reader, AccessMode mode, UUID record) {
        LocalDate from = LocalDate.ofInstant(clock.instant(), PARIS).minusMonths(MONTHS);
        CareHistory.Filter latest = new CareHistory.Filter(Section.MEDICINES, from, null, null, LINES);
        Map<String, List<Line>> byName = lines(reader, mode, record, latest).stream()
                .collect(Collectors.groupingBy(Line::label, LinkedHashMap::new, Collectors.toList()));
        return byName.values().stream().map(DecidedSummaries::medicine).toList();
    }

    private static Medicine medicine(List<Line> handed) {
        Line last = handed.get(0);
        return new Medicine(last.label(), last.code(), last.system(), last.from(), handed.size());
    }

    private List<Line> lines(Actor reader, AccessMode mode, UUID record, CareHistory.Filter filter) {
        return history.read(reader, mode, record, filter).items();
    }

    /** What was refused so far, and whether anything was not. */
    private static final class Parts {

        private final List<Refused> refused = new ArrayList<>();
        private @Nullable Refusal first;
        private boolean any;

        private <T> List<T> of(Part part, Supplier<List<T>> read) {
            try {
                List<T> items = read.get();
                any = true;
                return items;
            } catch (Refusal refusal) {
                first = first == null ? refusal : first;
                Object ground = refusal.properties().get("ground");
                refused.add(new Refused(part, ground == null ? "ABSENT" : ground.toString()));
                return List.of();
            }
        }

        private void requireAny() {
            if (!any && first != null) {
                throw first;
            }
        }
    }
}
