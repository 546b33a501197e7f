package fr.dmp.audit;

import fr.dmp.audit.TraceOrder.Kept;
import fr.dmp.audit.TraceOrder.Leaf;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Writes the stored trace out, part by part, as one transaction sees it. */
final class TraceWriter {

    private static final int AT_ONCE = 5_000;
    private static final UUID LOWEST = new UUID(0, 0);
    /** As the database orders them, an id's first bit being no sign. */
    private static final Comparator<Place> ORDER = Comparator.<Place, Integer>comparing(
                    place -> place.tx().length())
            .thenComparing(Place::tx)
            .thenComparing(place -> place.record().toString())
            .thenComparingLong(Place::seq);

    private final TraceOrder order;
    private final Writer out;
    private final Deque<Kept> ahead = new ArrayDeque<>();
    private long entries;
    private long checkpoints;
    private long heads;

    TraceWriter(TraceOrder order, Writer out) {
        this.order = order;
        this.out = out;
    }

    TraceExport.End write() throws IOException {
        line(TraceExport.FIRST);
        List<StoredEntry> part = order.after(Place.START, AT_ONCE);
        while (!part.isEmpty()) {
            for (StoredEntry entry : part) {
                checkpointsBefore(entry.place());
                line(TraceExport.Entry.of(entry).line());
                entries++;
            }
            part = order.after(part.get(part.size() - 1).place(), AT_ONCE);
        }
        for (Kept kept = next(); kept != null; kept = next()) {
            checkpoint();
        }
        writeHeads();
        TraceExport.End end = new TraceExport.End(entries, checkpoints, heads);
        line(end.line());
        return end;
    }

    private void checkpointsBefore(Place place) throws IOException {
        for (Kept kept = next(); kept != null && ORDER.compare(kept.last(), place) < 0; kept = next()) {
            checkpoint();
        }
    }

    private void checkpoint() throws IOException {
        line(ahead.remove().checkpoint().line());
        checkpoints++;
    }

    private @Nullable Kept next() {
        if (ahead.isEmpty()) {
            ahead.addAll(order.checkpointsAfter(checkpoints, AT_ONCE));
        }
        return ahead.peek();
    }

    private void writeHeads() throws IOException {
        List<Leaf> part = order.headsAfter(LOWEST, AT_ONCE);
        while (!part.isEmpty()) {
            for (Leaf head : part) {
                line(new TraceExport.Head(head.place().record(), head.place().seq(), head.hash()).line());
                heads++;
            }
            part = order.headsAfter(part.get(part.size() - 1).place().record(), AT_ONCE);
        }
    }

    private void line(String line) throws IOException {
        out.write(line);
        out.write('\n');
    }
}
