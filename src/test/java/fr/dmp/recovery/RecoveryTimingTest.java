package fr.dmp.recovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.dmp.SandboxTest;
import fr.dmp.claims.Holders;
import fr.dmp.refusal.Refusal;
import java.time.Duration;
import java.util.Arrays;
import java.util.UUID;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** How long an answer takes tells nobody who has a record. {@code -Ddmp.timing-pairs=1000} for as many pairs. */
@SandboxTest
class RecoveryTimingTest {

    private static final Logger LOG = LoggerFactory.getLogger(RecoveryTimingTest.class);
    private static final int PAIRS = Integer.getInteger("dmp.timing-pairs", 60);
    private static final String FRESH = "vélo bleu sous la pluie";

    @Autowired
    private ApplicationContext program;

    @Autowired
    private Recoveries recoveries;

    private LostHolder holder;

    @BeforeEach
    void someone() {
        holder = LostHolder.of(program);
    }

    @Test
    void askingTakesAsLongForEverybody() {
        Answers known = holder.right();
        Answers unknown = new Answers(
                Holders.nir().value(),
                known.birthName(),
                known.birthDate(),
                known.address(),
                known.serial(),
                null,
                null);
        assertAlike("asked", () -> asking(known), () -> asking(unknown));
    }

    /** A wrong code is as wrong for a recovery that has one as for one that has none. */
    @Test
    void aWrongCodeTakesAsLongForEverybody() {
        UUID known = begun(holder.right());
        UUID unknown = begun(
                new Answers(Holders.nir().value(), "Martin", "1985-01-01", "1 rue Neuve 75001 Paris", "1", null, null));
        assertAlike("wrong codes", () -> redeeming(known), () -> redeeming(unknown));
    }

    private long asking(Answers answers) {
        holder.startAfresh();
        long start = System.nanoTime();
        UUID recovery = recoveries.begin(answers, "10.1.2.3", Supplier::get).id();
        long taken = System.nanoTime() - start;
        compared(recovery);
        return taken;
    }

    private UUID begun(Answers answers) {
        holder.startAfresh();
        UUID recovery = recoveries.begin(answers, "10.1.2.3", Supplier::get).id();
        compared(recovery);
        return recovery;
    }

    /** What is made of it a moment later isn't in the next one's way. */
    private void compared(UUID recovery) {
        await().pollInterval(Duration.ofMillis(5)).until(() -> holder.superuser()
                .sql("select status <> 'ASKED' from dmp.recovery where id = ?")
                .param(recovery)
                .query(Boolean.class)
                .single());
    }

    private long redeeming(UUID recovery) {
        holder.startAfresh();
        holder.superuser()
                .sql("update dmp.recovery set code_tries = 0, code_next_at = null where id = ?")
                .param(recovery)
                .update();
        long start = System.nanoTime();
        try {
            recoveries.redeem(recovery.toString(), "00000000", FRESH, "10.1.2.3");
        } catch (Refusal wrong) {
            assertThat(wrong.slug()).isEqualTo("recovery-code-wrong");
        }
        return System.nanoTime() - start;
    }

    private static void assertAlike(String what, LongSupplier known, LongSupplier unknown) {
        IntStream.range(0, 10).forEach(warm -> {
            known.getAsLong();
            unknown.getAsLong();
        });
        long[] one = new long[PAIRS];
        long[] other = new long[PAIRS];
        for (int pair = 0; pair < PAIRS; pair++) {
            if (pair % 2 == 0) {
                one[pair] = known.getAsLong();
                other[pair] = unknown.getAsLong();
            } else {
                other[pair] = unknown.getAsLong();
                one[pair] = known.getAsLong();
            }
        }
        long slower = IntStream.range(0, PAIRS)
                .filter(pair -> one[pair] > other[pair])
                .count();
        double share = (double) slower / PAIRS;
        double medians = (double) median(one) / median(other);
        LOG.info(
                "{}, {} pairs: the known one slower in {} %, medians {} and {} µs",
                what, PAIRS, Math.round(100 * share), median(one) / 1000, median(other) / 1000);
        assertThat(medians).isBetween(0.8, 1.25);
        // Five standard deviations of a fair coin.
        assertThat(share).isBetween(0.5 - 2.5 / Math.sqrt(PAIRS), 0.5 + 2.5 / Math.sqrt(PAIRS));
    }

    private static long median(long[] times) {
        return Arrays.stream(times).sorted().toArray()[times.length / 2];
    }
}
