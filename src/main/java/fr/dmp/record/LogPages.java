package fr.dmp.record;

import fr.dmp.audit.Actor;
import fr.dmp.audit.Trace;
import fr.dmp.audit.Traced;
import fr.dmp.gate.Cursors;
import fr.dmp.identity.Professional;
import fr.dmp.identity.Professionals;
import fr.dmp.record.OwnAccessLog.Author;
import fr.dmp.record.OwnAccessLog.By;
import fr.dmp.record.OwnAccessLog.Entry;
import fr.dmp.record.OwnAccessLog.Filter;
import fr.dmp.record.OwnAccessLog.Page;
import fr.dmp.refusal.Refusal;
import fr.dmp.refusal.Refusal.Fault;
import java.nio.ByteBuffer;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Pages of a record's trace. Filters look at what was hashed, so the database can't apply them: entries are read by the
 * hundreds until the page is full. The cursor is the last entry's number.
 */
@Component
class LogPages {

    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
    private static final String LIST = "access-log-cursor";
    private static final int MOST = 200;
    private static final int AT_ONCE = 500;

    private final Trace trace;
    private final Professionals professionals;
    private final Cursors cursors;

    LogPages(Trace trace, Professionals professionals, Cursors cursors) {
        this.trace = trace;
        this.professionals = professionals;
        this.cursors = cursors;
    }

    /**
     * Begins before any decision, as what is wrong with the question depends on nobody's rights.
     *
     * @throws Refusal {@code invalid-input} for a cursor that isn't ours or a filter that can't be
     */
    Asked ask(UUID record, Filter filter) {
        check(filter);
        long before = filter.cursor() == null
                ? Long.MAX_VALUE
                : ByteBuffer.wrap(cursors.read(LIST, list(record, filter), filter.cursor()))
                        .getLong();
        return new Asked(record, filter, before);
    }

    /** @param before the number of the entry that the page comes after */
    record Asked(UUID record, Filter filter, long before) {}

    /** @param shown which entries this reader sees at all, whatever they ask for */
    Page page(Asked asked, Predicate<Traced> shown) {
        Filter filter = asked.filter();
        // One more than asked for tells whether there is a next page.
        List<Traced> found = found(asked, shown.and(entry -> matches(entry, filter)));
        boolean more = found.size() > filter.limit();
        List<Traced> items = more ? found.subList(0, filter.limit()) : found;
        String next = more ? cursor(items.get(items.size() - 1).seq(), asked) : null;
        return new Page(shown(items), next);
    }

    private List<Traced> found(Asked asked, Predicate<Traced> wanted) {
        int most = asked.filter().limit() + 1;
        List<Traced> found = new ArrayList<>();
        long place = asked.before();
        List<Traced> part;
        do {
            part = trace.before(asked.record(), place, AT_ONCE);
            part.stream().filter(wanted).limit(most - found.size()).forEach(found::add);
            place = part.isEmpty() ? place : part.get(part.size() - 1).seq();
        } while (part.size() == AT_ONCE && found.size() < most);
        return found;
    }

    /** Of an entry that was changed nobody knows what it was. */
    private static boolean matches(Traced entry, Filter filter) {
        LocalDate day = LocalDate.ofInstant(entry.at(), PARIS);
        Actor actor = entry.act().actor();
        return !entry.intact()
                || (filter.from() == null || !day.isBefore(filter.from()))
                        && (filter.to() == null || !day.isAfter(filter.to()))
                        && (filter.act() == null
                                || filter.act().equals(entry.act().act()))
                        && (filter.by() == By.ANYONE || actor.kind() != Actor.Kind.HOLDER)
                        && (filter.professional() == null
                                || actor.kind() == Actor.Kind.PROFESSIONAL
                                        && actor.id().equals(filter.professional()));
    }

    private List<Entry> shown(List<Traced> traced) {
        Map<String, Optional<Professional>> known = new HashMap<>();
        return traced.stream().map(entry -> shown(entry, known)).toList();
    }

    private Entry shown(Traced traced, Map<String, Optional<Professional>> known) {
        return new Entry(
                traced.id(),
                traced.at(),
                author(traced.act().actor(), known),
                traced.act().onBehalfOf(),
                traced.act().act(),
                traced.act().subject(),
                traced.act().mode(),
                traced.act().ground(),
                traced.intact());
    }

    private Author author(Actor actor, Map<String, Optional<Professional>> known) {
        if (actor.kind() != Actor.Kind.PROFESSIONAL) {
            return new Author(actor.kind(), actor.name(), null, null);
        }
        String profession = known.computeIfAbsent(actor.id(), professionals::find)
                .map(Professional::profession)
                .orElse(null);
        return new Author(actor.kind(), actor.name(), profession, actor.id());
    }

    private String cursor(long seq, Asked asked) {
        byte[] place = ByteBuffer.allocate(Long.BYTES).putLong(seq).array();
        return cursors.write(LIST, list(asked.record(), asked.filter()), place);
    }

    private static String list(UUID record, Filter filter) {
        return String.join(
                "|",
                record.toString(),
                text(filter.from()),
                text(filter.to()),
                text(filter.professional()),
                text(filter.act()),
                text(filter.by()));
    }

    private static String text(@Nullable Object value) {
        return String.valueOf(value);
    }

    private static void check(Filter filter) {
        List<Fault> faults = new ArrayList<>();
        if (filter.limit() < 1 || filter.limit() > MOST) {
            faults.add(new Fault("/limit", "fault.limit"));
        }
        if (filter.from() != null && filter.to() != null && filter.to().isBefore(filter.from())) {
            faults.add(new Fault("/to", "fault.period"));
        }
        if (filter.professional() != null && !filter.professional().matches("[0-9]{11}")) {
            faults.add(new Fault("/professional", "fault.rpps-shape"));
        }
        if (filter.act() != null && !filter.act().matches("[A-Z_]{1,60}")) {
            faults.add(new Fault("/act", "fault.wrong-value"));
        }
        if (!faults.isEmpty()) {
            throw Refusal.invalid(faults);
        }
    }
}
