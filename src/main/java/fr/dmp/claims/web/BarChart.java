package fr.dmp.claims.web;

import fr.dmp.claims.store.DeliveryBoard.Count;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * A chart of bars, measured out for a drawing of the server's: no script, and no style in the page.
 *
 * @param width of the drawing, in its own units
 * @param height likewise
 */
record BarChart(int width, int height, List<Bar> bars) {

    /** @param label under or beside it */
    record Bar(String label, long lines, int x, int y, int width, int height) {}

    private static final int ROW = 30;
    private static final int THICK = 18;
    private static final int LABELS = 300;
    private static final int LONGEST = 320;
    private static final int NUMBERS = 80;
    private static final int COLUMN = 52;
    private static final int HIGHEST = 150;
    private static final int ABOVE = 20;
    private static final int BELOW = 24;

    /** Bars that lie beneath each other, for kinds of things. */
    static BarChart across(List<Count> counts, Function<Count, String> label) {
        long most = most(counts);
        List<Bar> bars = new ArrayList<>();
        for (Count count : counts) {
            int length = length(count, most, LONGEST);
            bars.add(new Bar(
                    label.apply(count), count.lines(), LABELS, bars.size() * ROW + (ROW - THICK) / 2, length, THICK));
        }
        return new BarChart(LABELS + LONGEST + NUMBERS, Math.max(ROW, bars.size() * ROW), bars);
    }

    /** Bars that stand beside each other, for what follows in time. */
    static BarChart upright(List<Count> counts, Function<Count, String> label) {
        long most = most(counts);
        List<Bar> bars = new ArrayList<>();
        for (Count count : counts) {
            int length = length(count, most, HIGHEST);
            bars.add(new Bar(
                    label.apply(count),
                    count.lines(),
                    bars.size() * COLUMN + (COLUMN - THICK) / 2,
                    ABOVE + HIGHEST - length,
                    THICK,
                    length));
        }
        return new BarChart(Math.max(1, bars.size()) * COLUMN, ABOVE + HIGHEST + BELOW, bars);
    }

    private static long most(List<Count> counts) {
        return counts.stream().mapToLong(Count::lines).max().orElse(0);
    }

    /** A single line among millions can still be seen. */
    private static int length(Count count, long most, int longest) {
        return count.lines() == 0 ? 0 : (int) Math.max(2, count.lines() * longest / most);
    }
}
