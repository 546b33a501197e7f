package fr.dmp.emergency.web;

import fr.dmp.emergency.EmergencyEvidence.Month;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Accesses by month as bars, those held for unjustified within them: measured out for a drawing of the server's.
 *
 * @param width of the drawing, in its own units
 * @param height likewise
 * @param axis where the bars stand
 */
record MonthChart(int width, int height, int axis, List<Bar> bars) {

    /** @param unjustified height of the lower part; 0 where there is none */
    record Bar(String label, long opened, int x, int y, int width, int height, int unjustified) {}

    private static final DateTimeFormatter LABEL = DateTimeFormatter.ofPattern("MM/yy", Locale.FRENCH);
    private static final int COLUMN = 52;
    private static final int THICK = 18;
    private static final int HIGHEST = 150;
    private static final int ABOVE = 20;
    private static final int BELOW = 24;

    static MonthChart of(List<Month> months) {
        long most = months.stream().mapToLong(Month::opened).max().orElse(0);
        List<Bar> bars = new ArrayList<>();
        for (Month month : months) {
            int height = height(month.opened(), most);
            bars.add(new Bar(
                    month.month().format(LABEL),
                    month.opened(),
                    bars.size() * COLUMN + (COLUMN - THICK) / 2,
                    ABOVE + HIGHEST - height,
                    THICK,
                    height,
                    height(month.unjustified(), most)));
        }
        return new MonthChart(Math.max(1, bars.size()) * COLUMN, ABOVE + HIGHEST + BELOW, ABOVE + HIGHEST, bars);
    }

    /** A single one among many can still be seen. */
    private static int height(long things, long most) {
        return things == 0 ? 0 : (int) Math.max(2, things * HIGHEST / most);
    }
}
