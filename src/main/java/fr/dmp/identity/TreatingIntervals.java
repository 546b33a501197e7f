package fr.dmp.identity;

import fr.dmp.identity.Professionals.Declaration;
import fr.dmp.identity.Professionals.TreatingChange;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What declarations do to the last interval of each person, one after the other: a later one ends it the day that it
 * begins itself, another physician from the same day corrects it, an earlier one changes nothing.
 */
final class TreatingIntervals {

    private final Map<UUID, Interval> last = new HashMap<>();
    private final Map<UUID, Optional<String>> before = new LinkedHashMap<>();
    private final Map<Key, Interval> touched = new LinkedHashMap<>();

    /**
     * @param last of each person who has one
     */
    TreatingIntervals(List<Interval> last) {
        last.forEach(interval -> this.last.put(interval.person(), interval));
    }

    /**
     * From one day on, and until the day that another begins.
     *
     * @param told when it was declared
     */
    record Interval(UUID person, String rpps, LocalDate since, @Nullable LocalDate until, Instant told) {

        private Interval endedOn(LocalDate day) {
            return new Interval(person, rpps, since, day, told);
        }
    }

    private record Key(UUID person, LocalDate since) {}

    /** Whether the declaration changes who is the treating physician. */
    boolean declare(Declaration declared, Instant told) {
        Interval present = last.get(declared.person());
        Interval next = new Interval(declared.person(), declared.rpps(), declared.since(), null, told);
        if (present == null) {
            begin(next, null);
            return true;
        }
        if (present.until() != null) {
            boolean later = !declared.since().isBefore(present.until());
            if (later) {
                begin(next, null);
            }
            return later;
        }
        return declare(present, next);
    }

    private boolean declare(Interval present, Interval next) {
        boolean later = next.since().isAfter(present.since());
        boolean corrects = next.since().equals(present.since()) && !next.told().isBefore(present.told());
        if (present.rpps().equals(next.rpps()) || !later && !corrects) {
            return false;
        }
        if (later) {
            touch(present.endedOn(next.since()));
        }
        begin(next, present.rpps());
        return true;
    }

    private void begin(Interval next, @Nullable String former) {
        before.putIfAbsent(next.person(), Optional.ofNullable(former));
        last.put(next.person(), next);
        touch(next);
    }

    private void touch(Interval interval) {
        touched.put(new Key(interval.person(), interval.since()), interval);
    }

    /** The intervals to be written; those that end first, so that nobody has two physicians in between. */
    List<Interval> written() {
        List<Interval> written = new ArrayList<>(touched.values());
        written.sort(Comparator.comparing(interval -> interval.until() == null));
        return written;
    }

    /** Who has another treating physician than before; whoever has the same again isn't among them. */
    List<TreatingChange> changes() {
        List<TreatingChange> changes = new ArrayList<>();
        before.forEach((person, former) -> {
            Interval now = Objects.requireNonNull(last.get(person));
            if (!former.equals(Optional.of(now.rpps()))) {
                changes.add(new TreatingChange(person, former, now.rpps(), now.since()));
            }
        });
        return changes;
    }
}
