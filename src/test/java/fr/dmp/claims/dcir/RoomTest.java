package fr.dmp.claims.dcir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.dmp.claims.delivery.Unusable;
import java.util.Random;
import java.util.function.LongConsumer;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** A delivery that no memory holds is set aside before the memory is full. */
class RoomTest {

    private static final long MEGABYTES = 8L << 20;

    private final Random random = new Random(1);

    @Test
    void manyDetailsTakeNoMoreThanTheirRoom() {
        Details details = new Details(new Room(MEGABYTES));
        assertFull(
                n -> details.add(random.nextLong(), random.nextLong(), DcirTable.ER_PHA_F, n, 1, 1, 1),
                MEGABYTES / 100);
    }

    @Test
    void manyClaimsTakeNoMoreThanTheirRoom() {
        SeenClaims seen = new SeenClaims(new Room(MEGABYTES));
        assertFull(n -> seen.add(random.nextLong(), n), MEGABYTES / 100);
    }

    /** What came before is still known once the shards have grown many times. */
    @Test
    void everyClaimIsKnownHoweverManyThereAre() {
        SeenClaims seen = new SeenClaims(new Room(MEGABYTES));
        long[] keys = random.longs(100_000).distinct().toArray();
        assertThat(LongStream.of(keys).mapToObj(key -> seen.add(key, ~key))).containsOnly(SeenClaims.Seen.FIRST);
        assertThat(LongStream.of(keys).mapToObj(key -> seen.add(key, ~key))).containsOnly(SeenClaims.Seen.REPEATED);
        assertThat(LongStream.of(keys).mapToObj(key -> seen.add(key, key))).containsOnly(SeenClaims.Seen.CONFLICT);
    }

    private static void assertFull(LongConsumer add, long few) {
        LongStream.range(0, few).forEach(add);
        assertThatThrownBy(() -> LongStream.range(few, few * 20).forEach(add))
                .isInstanceOf(Unusable.class)
                .hasMessage("too-large");
    }
}
