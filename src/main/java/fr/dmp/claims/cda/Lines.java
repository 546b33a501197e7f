package fr.dmp.claims.cda;

import fr.dmp.claims.CareHistory.Detail;
import fr.dmp.claims.Section;
import fr.dmp.claims.delivery.CareLine;
import fr.dmp.claims.delivery.Refused;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The lines of a document, gathered section by section. A row of the narrative and the entry that refers to it are one
 * line: what a person reads is the narrative, which its author attests, the codes are the entry's. Where both tell the
 * same thing in different words, the narrative's stand and the entry's are kept as a detail.
 */
final class Lines {

    private final UUID set;
    private final List<CareLine> kept = new ArrayList<>();
    private final List<Refused> refused = new ArrayList<>();
    private final Map<UUID, Integer> occurrences = new HashMap<>();
    private long ordinal;

    Lines(UUID set) {
        this.set = set;
    }

    List<CareLine> kept() {
        return List.copyOf(kept);
    }

    List<Refused> refused() {
        return List.copyOf(refused);
    }

    /** What a section tells in words alone is medical and can't be shown as lines: it is counted, its content not kept. */
    void refuseProse() {
        refuse("prose");
    }

    /** Entries of a kind that we can't read, where no row tells the same: each is one piece of care. */
    void refuseUnknown(int entries) {
        for (int n = 0; n < entries; n++) {
            refuse("entry");
        }
    }

    void add(Section section, List<Row> rows, List<CodedEntry> entries) {
        Map<String, CodedEntry> byReference = new HashMap<>();
        entries.forEach(entry -> entry.references().forEach(reference -> byReference.putIfAbsent(reference, entry)));
        Set<CodedEntry> told = Collections.newSetFromMap(new IdentityHashMap<>());
        for (Row row : rows) {
            CodedEntry entry = row.ids().stream()
                    .map(byReference::get)
                    .filter(found -> found != null)
                    .findFirst()
                    .orElse(CodedEntry.NOTHING);
            told.add(entry);
            add(section, row, entry);
        }
        entries.stream().filter(entry -> !told.contains(entry)).forEach(entry -> add(section, Row.NONE, entry));
    }

    private void add(Section section, Row row, CodedEntry entry) {
        Optional<Days> days = row.cell(Row.Column.DATE).flatMap(Days::written).or(entry::days);
        if (days.isEmpty()) {
            refuse("date");
            return;
        }
        ordinal++;
        kept.add(line(section, row, entry, days.get()));
    }

    private void refuse(String reason) {
        ordinal++;
        refused.add(new Refused(ordinal, "", reason, null));
    }

    private CareLine line(Section section, Row row, CodedEntry entry, Days days) {
        Optional<String> label = row.cell(Row.Column.LABEL).or(entry::name);
        Optional<String> code = row.cell(Row.Column.CODE).or(() -> entry.code().map(CodedEntry.Code::value));
        Optional<BigDecimal> quantity = quantity(row.cell(Row.Column.QUANTITY)).or(() -> quantity(entry.quantity()));
        boolean written = row != Row.NONE;
        // A narrative that names no person may still name the place, in a column of its own.
        Optional<String> performer = row.cell(Row.Column.PERFORMER)
                .or(entry::performer)
                .or(() -> written ? Optional.empty() : entry.organization());
        Optional<String> prescriber = row.cell(Row.Column.PRESCRIBER).or(entry::prescriber);
        List<Detail> details = details(row, entry, label, quantity, performer);
        String system = entry.code().map(CodedEntry.Code::system).orElse(null);
        UUID key = key(
                entry,
                section,
                days,
                system,
                code.orElse(null),
                label.orElse(null),
                quantity.orElse(null),
                performer.orElse(null),
                prescriber.orElse(null),
                details);
        int nth = occurrences.merge(key, 1, Integer::sum);
        return new CareLine(
                ordinal,
                key,
                "CNAM-HR#" + nth,
                section,
                days.from(),
                days.to(),
                system,
                code.orElse(null),
                label.orElse(null),
                quantity.orElse(null),
                null,
                null,
                performer.orElse(null),
                prescriber.orElse(null),
                details);
    }

    /** Of the entry's own id, or of all that the line tells where it has none. */
    private UUID key(CodedEntry entry, @Nullable Object... content) {
        return entry.id()
                .map(id -> Digest.uuid(set, "entry", id))
                .orElseGet(() -> Digest.uuid(set, "content", Arrays.toString(content)));
    }

    private static List<Detail> details(
            Row row,
            CodedEntry entry,
            Optional<String> label,
            Optional<BigDecimal> quantity,
            Optional<String> performer) {
        Map<String, String> details = new LinkedHashMap<>(row.rest());
        if (row.duringStay()) {
            details.put("Pendant une hospitalisation", "oui");
        }
        entry.details().forEach((heading, value) -> {
            if (!performer.filter(value::equals).isPresent()) {
                details.putIfAbsent(heading, value);
            }
        });
        entry.name()
                .filter(name -> label.filter(l -> !Text.folded(l).equals(Text.folded(name)))
                        .isPresent())
                .ifPresent(name -> details.put("Libellé du code", name));
        quantity(entry.quantity())
                .filter(coded -> quantity.filter(q -> q.compareTo(coded) != 0).isPresent())
                .ifPresent(coded -> details.put("Quantité codée", coded.toPlainString()));
        return details.entrySet().stream()
                .map(detail -> new Detail(detail.getKey(), detail.getValue()))
                .toList();
    }

    /** Two decimals; anything else than a number of at most ten digits is no quantity. */
    private static Optional<BigDecimal> quantity(Optional<String> text) {
        return text.map(t -> t.replace(',', '.').replace(" ", ""))
                .filter(t -> t.matches("-?\\d{1,10}(\\.\\d{1,6})?"))
                .map(t -> new BigDecimal(t).setScale(2, RoundingMode.HALF_UP).stripTrailingZeros())
                .map(q -> q.scale() < 0 ? q.setScale(0) : q);
    }
}
