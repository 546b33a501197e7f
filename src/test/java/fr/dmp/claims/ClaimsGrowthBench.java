package fr.dmp.claims;

import static fr.dmp.claims.ClaimsGround.say;
import static org.assertj.core.api.Assertions.assertThat;

import fr.dmp.SandboxTest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.TestPropertySource;

/**
 * How the time grows with the number of claims, {@code mvn test -Dtest=ClaimsGrowthBench}, drawn as
 * {@code target/claims-growth.svg}; {@code -Ddmp.bench.sizes=} for other numbers, {@code -DargLine=-Xmx512m} for a small
 * heap; and into a table that is full already, {@code -Ddmp.bench.full=50000000}: the first
 * run fills it, the second measures, with 4 GB of memory for the database.
 */
@SandboxTest
@Import(ClaimsGround.class)
@TestPropertySource(properties = {"dmp.notice.poll=1d", "dmp.data=target/bench-data"})
class ClaimsGrowthBench {

    private static final long[] SIZES = Stream.of(
                    System.getProperty("dmp.bench.sizes", "10000,30000,100000,300000,1000000,3000000,5000000")
                            .split(","))
            .mapToLong(Long::parseLong)
            .toArray();

    private static final long FULL = Long.getLong("dmp.bench.full", 0);
    private static final long INTO_FULL = Long.getLong("dmp.bench.claims", 1_000_000);
    private static final int NIGHT = 6;
    private static final int WIDTH = 640;
    private static final int HEIGHT = 400;
    private static final int MARGIN = 60;

    @Autowired
    private ClaimsGround ground;

    @Test
    void withTheNumberOfClaims() throws Exception {
        ground.openRecords();
        Path warm = ground.delivery(SIZES[0], 75);
        for (int run = 0; run < 5; run++) {
            ground.clear();
            ground.take(warm);
        }
        Map<Long, Double> seconds = new TreeMap<>();
        for (long size : SIZES) {
            Path zip = ground.delivery(size, 75);
            ground.clear();
            seconds.put(size, ground.take(zip));
            assertThat(ground.rows()).isPositive();
            say(
                    "%d claims: %.2f s, %.0f claims/s, heap of at most %d MB",
                    size,
                    seconds.get(size),
                    size / seconds.get(size),
                    Runtime.getRuntime().maxMemory() >> 20);
        }
        Files.writeString(Path.of("target", "claims-growth.svg"), chart(seconds));
    }

    @Test
    void intoAFullTable() throws Exception {
        if (FULL == 0) {
            return;
        }
        ground.openRecords();
        say("shared_buffers %s", sharedBuffers());
        // A table that a former run filled is filled still; what came in then must not come again.
        int emitter = 80 + (int) (System.nanoTime() / 1_000_000_000 % 900);
        if (ground.rows() < FULL) {
            ground.clear();
            fill();
            // From the next start on, the database has what a server of its own is advised to give it.
            ground.superuser().sql("alter system set shared_buffers = '4GB'").update();
            say("run it again: the table is kept, and the database has shared_buffers 4GB then");
            return;
        }
        double[] full = night("into a table of " + FULL + " lines", emitter);
        ground.clear();
        double[] empty = night("into an empty table", emitter);
        say("full to empty, whole night: %.2f", sum(full, 0) / sum(empty, 0));
        say("full to empty, its second half: %.2f", sum(full, NIGHT / 2) / sum(empty, NIGHT / 2));
    }

    /**
     * The seconds of each delivery of a night. The first of them, after a start, finds no page of the table in memory, and
     * the log takes each page that it changes as a whole: what comes once a night isn't what each delivery costs.
     */
    private double[] night(String where, int emitter) throws Exception {
        ground.take(ground.delivery(SIZES[0], emitter + NIGHT));
        double[] seconds = new double[NIGHT];
        for (int one = 0; one < NIGHT; one++) {
            Path zip = ground.delivery(INTO_FULL, emitter + one);
            long wal = ground.wal();
            seconds[one] = ground.take(zip);
            say("%s: %.2f s, %.2f GB of WAL", where, seconds[one], (ground.wal() - wal) / 1e9);
        }
        return seconds;
    }

    private static double sum(double[] seconds, int from) {
        return Arrays.stream(seconds).skip(from).sum();
    }

    private String sharedBuffers() {
        return ground.superuser().sql("show shared_buffers").query(String.class).single();
    }

    /** As many lines of the same people and months, of other deliveries. */
    private void fill() {
        for (String month : ground.months()) {
            String first = month.replaceAll("care_line_(\\d{4})_(\\d{2})", "$1-$2-01");
            ground.superuser()
                    .sql(
                            """
                            insert into dmp.%s (record, care_from, line_key, detail, care_to, section, system, code,
                                quantity, paid_cents, reimbursed_cents, performer, prescriber, source, delivery,
                                received_at, told)
                            select id, day, gen_random_uuid(), 'PHA/1', day, 'MEDICINES', 'CIP13', '3400935955838', 1, 940,
                                611, '991234567', '991234575', 'DCIR', '00000000-0000-0000-0000-000000000000', now(), 1
                            from (select id from dmp.record order by id) as record,
                                generate_series(1, :each) i, lateral (select ?::date + i %% 28 as day) as spread
                            """
                                    .formatted(month)
                                    .replace("?::date", "'" + first + "'::date")
                                    .replace(":each", String.valueOf(each())))
                    .update();
        }
        ground.superuser().sql("vacuum analyze dmp.care_line").update();
        ground.superuser().sql("checkpoint").update();
        say("the table holds %d lines", ground.rows());
    }

    private long each() {
        long records = ground.superuser()
                .sql("select count(*) from dmp.record")
                .query(Long.class)
                .single();
        return FULL / ground.months().size() / records + 1;
    }

    /** Both scales by powers of ten: where time grows as the number does, the line rises by one for one. */
    private static String chart(Map<Long, Double> seconds) {
        StringBuilder line = new StringBuilder();
        StringBuilder labels = new StringBuilder();
        seconds.forEach((claims, time) -> {
            double x = MARGIN + (Math.log10(claims) - 4) / 3 * (WIDTH - 2 * MARGIN);
            double y = HEIGHT - MARGIN - (Math.log10(time) + 1) / 4 * (HEIGHT - 2 * MARGIN);
            line.append(String.format(Locale.ROOT, "%.1f,%.1f ", x, y));
            labels.append(String.format(
                    Locale.ROOT,
                    "<circle cx='%.1f' cy='%.1f' r='4'/><text x='%.1f' y='%.1f'>%,d : %.1f s</text>%n",
                    x,
                    y,
                    x + 8,
                    y + 14,
                    claims,
                    time));
        });
        return """
                <svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 %d %d' font-family='sans-serif' font-size='11'>
                <text x='%d' y='20' font-size='14'>Prestations reçues, et temps du ZIP à la validation</text>
                <polyline fill='none' stroke='#0b3d5c' stroke-width='2' points='%s'/>
                %s</svg>
                """
                .formatted(WIDTH + 120, HEIGHT, MARGIN, line.toString().strip(), labels);
    }
}
