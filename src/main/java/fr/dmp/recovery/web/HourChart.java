package fr.dmp.recovery.web;

import fr.dmp.recovery.CallCases.Hour;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/**
 * Recoveries by hour as bars, those by form within them: measured out for a drawing of the server's.
 *
 * @param width of the drawing, in its own units
 * @param height likewise
 * @param axis where the bars stand
 */
record HourChart(int width, int height, int axis, List<Bar> bars) {

    /**
     * @param label the hour in Paris; empty for most of them, else they wouldn't fit
     * @param byForm height of the lower part; 0 where there is none
     */
    record Bar(String label, long all, int x, int y, int width, int height, int byForm) {}

    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
    private static final int COLUMN = 28;
    private static final int THICK = 18;
    private static final int HIGHEST = 150;
    private static final int ABOVE = 20;
    private static final int BELOW = 24;

    static HourChart of(List<Hour> hours) {
        long most = hours.stream().mapToLong(HourChart::all).max().orElse(0);
        List<Bar> bars = new ArrayList<>();
        for (Hour hour : hours) {
            int height = height(all(hour), most);
            int clock = hour.from().atZone(PARIS).getHour();
            bars.add(new Bar(
                    clock % 3 == 0 ? clock + "\u00a0h" : "",
                    all(hour),
                    bars.size() * COLUMN + (COLUMN - THICK) / 2,
                    ABOVE + HIGHEST - height,
                    THICK,
                    height,
                    height(hour.byForm(), most)));
        }
        return new HourChart(Math.max(1, bars.size()) * COLUMN, ABOVE + HIGHEST + BELOW, ABOVE + HIGHEST, bars);
    }

    private static long all(Hour hour) {
        return hour.byPhone() + hour.byForm();
    }

    /** A single one among many can still be seen. */
    private static int height(long things, long most) {
        return things == 0 ? 0 : (int) Math.max(2, things * HIGHEST / most);
    }
}
