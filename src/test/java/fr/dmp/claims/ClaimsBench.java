package fr.dmp.claims;

import static fr.dmp.claims.ClaimsGround.say;
import static org.assertj.core.api.Assertions.assertThat;

import fr.dmp.SandboxTest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.TestPropertySource;

/**
 * How fast claims come in, against a binary COPY of the same kept rows into the same partitions, in turn on the same
 * PostgreSQL: {@code mvn test -Dtest=ClaimsBench}, {@code -Ddmp.bench.claims=} for the size, {@code -Ddmp.bench.pairs=}
 * for how often, {@code -DargLine=-XX:+UseParallelGC} for the collector that suits deliveries best. Its name keeps it out of
 * the tests.
 */
@SandboxTest
@Import(ClaimsGround.class)
@TestPropertySource(properties = {"dmp.notice.poll=1d", "dmp.data=target/bench-data"})
class ClaimsBench {

    private static final long CLAIMS = Long.getLong("dmp.bench.claims", 1_000_000);
    private static final int PAIRS = Integer.getInteger("dmp.bench.pairs", 10);
    private static final int EMITTER = 75;

    @Autowired
    private ClaimsGround ground;

    private final List<Double> ratios = new ArrayList<>();
    private final List<Double> wals = new ArrayList<>();
    private final List<Double> untoldRatios = new ArrayList<>();
    private final List<Double> untoldWals = new ArrayList<>();
    private double taken;
    private double untold;

    @Test
    void againstABinaryCopyOfTheSameRows() throws Exception {
        ground.openRecords();
        Path zip = ground.delivery(CLAIMS, EMITTER);
        ground.clear();
        ground.take(zip);
        ground.tellSlowest();
        long received = ground.received();
        long kept = ground.kept();
        List<String> months = ground.export();
        for (int pair = 0; pair < PAIRS; pair++) {
            measure(zip, months, pair % 2 == 0);
        }
        say(
                "%d claims, %d rows of all tables, %d kept: ratio %s, WAL %s of the floor's, %.0f claims/s, %.0f rows/s",
                CLAIMS, received, kept, spread(ratios), spread(wals), CLAIMS / taken * PAIRS, received / taken * PAIRS);
        say(
                "without the trace and the notices of %d holders, which the floor's rows go without: ratio %s, WAL %s, %.0f rows/s",
                ClaimsGround.HOLDERS, spread(untoldRatios), spread(untoldWals), received / untold * PAIRS);
        seenBefore(zip, months);
        again(zip);
        assertThat(ratios).isNotEmpty();
    }

    private void measure(Path zip, List<String> months, boolean oursFirst) throws Exception {
        double ours = 0;
        double floor = 0;
        long oursWal = 0;
        long floorWal = 0;
        ClaimsGround.Telling telling = new ClaimsGround.Telling(0, 0);
        for (boolean first : new boolean[] {oursFirst, !oursFirst}) {
            ground.clear();
            long wal = ground.wal();
            if (first) {
                ours = ground.take(zip);
                oursWal = ground.wal() - wal;
                telling = ground.telling();
            } else {
                floor = ground.copy(months);
                floorWal = ground.wal() - wal;
            }
        }
        ratios.add(floor / ours);
        wals.add((double) oursWal / floorWal);
        taken += ours;
        untoldRatios.add(floor / (ours - telling.seconds()));
        untoldWals.add((double) (oursWal - telling.wal()) / floorWal);
        untold += ours - telling.seconds();
        say(
                "ours %.2f s, %.2f GB of WAL; floor %.2f s, %.2f GB; ratio %.2f",
                ours, oursWal / 1e9, floor, floorWal / 1e9, floor / ours);
    }

    private static String spread(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        return "%.2f (%.2f to %.2f)"
                .formatted(sorted.get(sorted.size() / 2), sorted.get(0), sorted.get(sorted.size() - 1));
    }

    /** Of fluxes that another delivery held, each line is asked for; none is there. */
    private void seenBefore(Path zip, List<String> months) throws Exception {
        List<Double> ratios = new ArrayList<>();
        for (int run = 0; run < 3; run++) {
            ground.clear();
            double floor = ground.copy(months);
            ground.clear();
            ground.take(zip);
            months.forEach(
                    month -> ground.superuser().sql("truncate dmp." + month).update());
            ground.forgetDeliveries();
            ratios.add(floor / ground.take(zip));
        }
        say("fluxes seen before: ratio %s", spread(ratios));
    }

    /** The same file again, packed anew, line by line and in another order: nothing changes each time. */
    private void again(Path zip) throws Exception {
        ground.clear();
        double first = ground.take(zip);
        say("statements a 1000 claims %.1f", ground.statements() * 1000.0 / CLAIMS);
        long rows = ground.rows();
        double same = ground.take(zip);
        double packed = ground.take(ground.repacked(zip));
        double shuffled = ground.take(ground.reshuffled(zip));
        say(
                "again: same bytes %.3f, packed anew %.2f, reshuffled %.2f of the first time; rows changed %d",
                same / first, packed / first, shuffled / first, ground.rows() - rows);
        assertThat(ground.rows()).isEqualTo(rows);
    }
}
