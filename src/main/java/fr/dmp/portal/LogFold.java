package fr.dmp.portal;

import fr.dmp.audit.AccessMode;
import fr.dmp.record.OwnAccessLog.Author;
import fr.dmp.record.OwnAccessLog.Entry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Acts that one person did alike one right after the other, as one line tells them: the view of one page writes several.
 *
 * @param last the newest of them, which speaks for all
 * @param lines each of them, the newest first
 */
record LogFold(LogLine last, List<LogLine> lines) {

    private static final Duration LONGEST = Duration.ofMinutes(5);

    static List<LogFold> of(List<Entry> entries, Wording wording) {
        List<List<Entry>> folds = new ArrayList<>();
        for (Entry entry : entries) {
            if (folds.isEmpty() || !together(folds.get(folds.size() - 1).get(0), entry)) {
                folds.add(new ArrayList<>());
            }
            folds.get(folds.size() - 1).add(entry);
        }
        return folds.stream().map(fold -> told(fold, wording)).toList();
    }

    /** An altered entry stands by itself, so that it is seen. */
    private static boolean together(Entry newest, Entry entry) {
        return newest.intact()
                && entry.intact()
                && Alike.of(newest).equals(Alike.of(entry))
                && Duration.between(entry.at(), newest.at()).compareTo(LONGEST) <= 0;
    }

    private static LogFold told(List<Entry> fold, Wording wording) {
        List<LogLine> lines =
                fold.stream().map(entry -> LogLine.of(entry, wording)).toList();
        return new LogFold(lines.get(0), lines);
    }

    private record Alike(Author actor, @Nullable UUID onBehalfOf, String act, AccessMode mode, String ground) {

        static Alike of(Entry entry) {
            return new Alike(entry.actor(), entry.onBehalfOf(), entry.act(), entry.mode(), entry.ground());
        }

        @Override
        public String toString() {
            return "Alike";
        }
    }

    /** When the oldest of them was done. */
    public String since() {
        return lines.get(lines.size() - 1).at();
    }

    public boolean many() {
        return lines.size() > 1;
    }

    @Override
    public String toString() {
        return "LogFold[" + lines.size() + "]";
    }
}
