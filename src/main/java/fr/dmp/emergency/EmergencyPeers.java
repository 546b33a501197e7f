package fr.dmp.emergency;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Who opens far more emergency accesses than their peers: those of the same profession and setting, of the profession alone
 * where those are too few, of all who open any where these are, too.
 *
 * <p>Counts of peers vary more than chance would have it, so they are taken for negative binomial, by their mean and
 * variance; where they don't, for Poisson's. Whoever is out of line would hide in a mean and a variance of their own making:
 * the first fit is of the lower nine tenths. Whoever isn't beyond its upper tail is then let in again, and the fit repeated
 * until the same stay out: what is left is neither moved by those nor narrowed by the cutting. Out of line is who has 5
 * accesses at least, and a count that a peer has less than once in a thousand times. Of a whole country some have that by
 * chance: it is for a reviewer to look at, and proves nothing.
 */
final class EmergencyPeers {

    /** Fewer are no pattern (P). */
    static final int LEAST = 5;

    /** How seldom a peer has as many (P). */
    static final double SELDOM = 0.001;

    /** Fewer can't be told from chance. */
    private static final int FEWEST_PEERS = 10;

    private static final double FIRST_KEPT = 0.9;
    private static final int MOST_ROUNDS = 50;

    private EmergencyPeers() {}

    /** The professionals out of line. */
    static Set<String> outOfLine(Collection<Tally> all) {
        Map<String, List<Tally>> closest = by(all, tally -> tally.profession() + "/" + tally.setting());
        Map<String, List<Tally>> professions = by(all, Tally::profession);
        Set<String> found = new HashSet<>();
        closest.values().forEach(group -> {
            List<Tally> peers = List.of(group, professions.get(group.get(0).profession()), List.copyOf(all)).stream()
                    .filter(some -> some.size() >= FEWEST_PEERS)
                    .findFirst()
                    .orElse(List.of());
            if (!peers.isEmpty()) {
                int line =
                        line(peers.stream().mapToInt(Tally::accesses).sorted().toArray());
                group.stream()
                        .filter(tally -> tally.accesses() >= line)
                        .forEach(tally -> found.add(tally.professional()));
            }
        });
        return found;
    }

    private static Map<String, List<Tally>> by(Collection<Tally> all, Function<Tally, String> key) {
        return all.stream().collect(Collectors.groupingBy(key));
    }

    /** The lowest count that is out of line with these, which are in their order. */
    private static int line(int[] counts) {
        int kept = Math.max(1, (int) (counts.length * FIRST_KEPT));
        List<Integer> seen = new ArrayList<>();
        while (!seen.contains(kept) && seen.size() < MOST_ROUNDS) {
            seen.add(kept);
            kept = below(counts, lowest(counts, kept));
        }
        return lowest(counts, kept);
    }

    private static int below(int[] counts, int line) {
        int n = 0;
        while (n < counts.length && counts[n] < line) {
            n++;
        }
        return Math.max(1, n);
    }

    /** The lowest count with an upper tail of less than {@link #SELDOM}, fitted to the first so many. */
    private static int lowest(int[] counts, int kept) {
        double mean = 0;
        for (int i = 0; i < kept; i++) {
            mean += counts[i];
        }
        mean /= kept;
        double variance = 0;
        for (int i = 0; i < kept; i++) {
            variance += (counts[i] - mean) * (counts[i] - mean);
        }
        variance /= Math.max(1, kept - 1);
        return Math.max(LEAST, beyond(mean, variance));
    }

    /** By the distribution's own recurrence, from none upwards: {@code size} is its second parameter. */
    private static int beyond(double mean, double variance) {
        boolean spread = variance > mean * 1.0001;
        double size = spread ? mean * mean / (variance - mean) : 0;
        double share = spread ? mean / (size + mean) : 0;
        double likely = spread ? Math.pow(1 - share, size) : Math.exp(-mean);
        double tail = 1;
        int count = 0;
        while (tail >= SELDOM) {
            tail -= likely;
            likely *= spread ? (count + size) / (count + 1) * share : mean / (count + 1);
            count++;
        }
        return count;
    }
}
