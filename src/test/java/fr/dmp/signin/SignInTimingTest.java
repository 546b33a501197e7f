package fr.dmp.signin;

import static org.assertj.core.api.Assertions.assertThat;

import fr.dmp.SandboxTest;
import fr.dmp.signin.Desk.Holder;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/**
 * A known and an unknown identifier take the same time, hash included. The pairs are interleaved, so that whatever else
 * the machine does falls on both. {@code -Ddmp.timing-pairs=1000} makes it the long form.
 */
@SandboxTest
class SignInTimingTest {

    private static final Logger LOG = LoggerFactory.getLogger(SignInTimingTest.class);
    private static final int PAIRS = Integer.getInteger("dmp.timing-pairs", 100);

    @Autowired
    private ApplicationContext program;

    @Test
    void theTimeDoesntTellWhoHasARecord() {
        Desk desk = Desk.of(program);
        Holder holder = desk.newcomer();
        String nobody = Desk.nobody();
        IntStream.range(0, 10).forEach(warm -> {
            nanos(desk, holder.identifier());
            nanos(desk, nobody);
        });
        long[] known = new long[PAIRS];
        long[] unknown = new long[PAIRS];
        for (int pair = 0; pair < PAIRS; pair++) {
            if (pair % 2 == 0) {
                known[pair] = nanos(desk, holder.identifier());
                unknown[pair] = nanos(desk, nobody);
            } else {
                unknown[pair] = nanos(desk, nobody);
                known[pair] = nanos(desk, holder.identifier());
            }
        }
        long slower = IntStream.range(0, PAIRS)
                .filter(pair -> known[pair] > unknown[pair])
                .count();
        double share = (double) slower / PAIRS;
        double medians = (double) median(known) / median(unknown);
        LOG.info(
                "{} pairs: the known one slower in {} %, medians {} and {} µs",
                PAIRS, Math.round(100 * share), median(known) / 1000, median(unknown) / 1000);
        assertThat(medians).isBetween(0.85, 1.15);
        // Five standard deviations of a fair coin.
        assertThat(share).isBetween(0.5 - 2.5 / Math.sqrt(PAIRS), 0.5 + 2.5 / Math.sqrt(PAIRS));
    }

    private static long nanos(Desk desk, String identifier) {
        long start = System.nanoTime();
        desk.begin(identifier, "une autre phrase", null, Desk.HOME);
        return System.nanoTime() - start;
    }

    private static long median(long[] times) {
        return Arrays.stream(times).sorted().toArray()[times.length / 2];
    }
}
