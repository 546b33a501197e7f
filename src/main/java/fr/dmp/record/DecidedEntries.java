package fr.dmp.record;

import com.github.f4b6a3.uuid.UuidCreator;
import fr.dmp.access.Access;
import fr.dmp.access.Thing;
import fr.dmp.audit.AccessMode;
import fr.dmp.audit.Actor;
import fr.dmp.notice.NoticeKind;
import fr.dmp.notice.Notices;
import fr.dmp.record.KeptEntries.Line;
import fr.dmp.refusal.Refusal;
import fr.dmp.refusal.Refusal.Fault;
import fr.dmp.signin.HolderSession;
import fr.dmp.signin.ProfessionalSession;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Each in one transaction. The trace is written first and keeps writers of one record in order, so that none is lost. */
@Component
class DecidedEntries implements Entries {

    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");

    private final Access access;
    private final KeptEntries entries;
    private final Records records;
    private final Notices notices;
    private final Clock clock;

    DecidedEntries(Access access, KeptEntries entries, Records records, Notices notices, Clock clock) {
        this.access = access;
        this.entries = entries;
        this.records = records;
        this.notices = notices;
        this.clock = clock;
    }

    @Override
    @Transactional
    public Kept read(Actor reader, AccessMode mode, UUID record, EntryKind kind) {
        access.require(reader, mode, record, Thing.ENTRIES, "READ_ENTRIES");
        return kept(entries.of(record, kind));
    }

    @Override
    @Transactional
    public Kept replace(
            HolderSession holder, EntryKind kind, @Nullable List<@Nullable Draft> items, Predicate<String> expected) {
        List<Checked> wanted = checked(kind, items);
        UUID record = holder.record();
        access.require(holder.actor(), AccessMode.NORMAL, record, Thing.ENTRIES, "WRITE_ENTRIES");
        List<Line> before = entries.of(record, kind);
        if (!expected.test(version(before))) {
            throw Refusal.of(Refusal.Kind.STALE, "stale-version");
        }
        List<Line> after = after(before, wanted, holder.actor());
        write(record, kind, before, after);
        return kept(after);
    }

    /** @param id absent for a new one */
    private record Checked(@Nullable UUID id, EntryText text) {}

    private List<Checked> checked(EntryKind kind, @Nullable List<@Nullable Draft> items) {
        if (items == null || items.size() > MOST) {
            throw Refusal.invalid("/items", items == null ? "fault.required" : "fault.list-long");
        }
        List<Fault> faults = new ArrayList<>();
        List<Checked> checked = new ArrayList<>();
        Set<UUID> ids = new HashSet<>();
        for (int i = 0; i < items.size(); i++) {
            String pointer = "/items/" + i;
            Draft draft = items.get(i);
            if (draft == null) {
                faults.add(new Fault(pointer, "fault.required"));
                continue;
            }
            if (draft.id() != null && !ids.add(draft.id())) {
                faults.add(new Fault(pointer + "/id", "fault.entry-twice"));
            }
            checked.add(new Checked(draft.id(), EntryText.of(kind, draft.content(), pointer, today(), faults)));
        }
        refuse(faults);
        return checked;
    }

    private List<Line> after(List<Line> before, List<Checked> wanted, Actor holder) {
        Map<UUID, Line> known = before.stream().collect(Collectors.toMap(Line::id, Function.identity()));
        List<Fault> faults = new ArrayList<>();
        List<Line> after = new ArrayList<>();
        for (int i = 0; i < wanted.size(); i++) {
            Checked one = wanted.get(i);
            if (one.id() == null) {
                after.add(fresh(i, one.text(), holder, null));
            } else if (known.containsKey(one.id())) {
                Line line = known.get(one.id());
                boolean same = line.text().equals(one.text());
                after.add(same ? line.at(i) : line.changed(i, one.text(), holder, now()));
            } else {
                faults.add(new Fault("/items/" + i + "/id", "fault.entry-absent"));
            }
        }
        refuse(faults);
        return after;
    }

    private void write(UUID record, EntryKind kind, List<Line> before, List<Line> after) {
        List<Line> ended = without(before, after);
        List<Line> added = without(after, before);
        List<Line> moved = without(after, added).stream()
                .filter(line -> !before.contains(line))
                .toList();
        // What is changed ends before its next version begins: one of them is present.
        entries.end(record, kind, ended, now());
        entries.place(record, kind, moved);
        entries.add(record, kind, added);
    }

    private static List<Line> without(List<Line> lines, List<Line> others) {
        return lines.stream()
                .filter(line -> others.stream().noneMatch(line::same))
                .toList();
    }

    @Override
    @Transactional
    public Entry add(
            ProfessionalSession professional,
            AccessMode mode,
            UUID record,
            EntryKind kind,
            Content written,
            Function<Supplier<Entry>, Entry> once) {
        if (kind == EntryKind.EMERGENCY_CONTACTS) {
            throw Refusal.of(Refusal.Kind.DENIED, "holder-only");
        }
        return once.apply(() -> added(professional, mode, record, kind, written));
    }

    private Entry added(
            ProfessionalSession professional, AccessMode mode, UUID record, EntryKind kind, Content written) {
        List<Fault> faults = new ArrayList<>();
        EntryText text = EntryText.of(kind, written, "", today(), faults);
        refuse(faults);
        Actor author = professional.actor();
        access.require(author, mode, record, Thing.ENTRIES, "ADD_ENTRY");
        List<Line> before = entries.of(record, kind);
        if (before.size() >= MOST) {
            throw Refusal.conflict("list-full");
        }
        int last = before.isEmpty() ? 0 : before.get(before.size() - 1).place() + 1;
        Line line = fresh(last, text, author, professional.professional().profession());
        entries.add(record, kind, List.of(line));
        UUID holder = records.find(record).orElseThrow(Refusal::absent).person();
        notices.tell(
                record,
                holder,
                NoticeKind.ENTRY_ADDED,
                Map.of("professional", professional.professional().name()));
        return line.shown();
    }

    private Line fresh(int place, EntryText text, Actor author, @Nullable String profession) {
        return new Line(UuidCreator.getTimeOrderedEpoch(), 1, place, text, author, profession, now());
    }

    private static Kept kept(List<Line> lines) {
        return new Kept(lines.stream().map(Line::shown).toList(), version(lines));
    }

    /** The same for the same versions in the same order. */
    private static String version(List<Line> lines) {
        String all =
                lines.stream().map(line -> line.id() + "/" + line.version()).collect(Collectors.joining(" "));
        return UUID.nameUUIDFromBytes(all.getBytes(StandardCharsets.UTF_8)).toString();
    }

    private static void refuse(List<Fault> faults) {
        if (!faults.isEmpty()) {
            throw Refusal.invalid(faults);
        }
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), PARIS);
    }

    /** As the database keeps it, so that what is answered is what will be read. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
