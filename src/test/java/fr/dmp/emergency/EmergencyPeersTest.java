package fr.dmp.emergency;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is out of line is found, and hardly anybody else. */
class EmergencyPeersTest {

    private static final int OTHERS = 1_980;
    private static final int OFFENDERS = 20;

    /** Emergency doctors open many, general practitioners few, nurses fewer; each of them more or less than the others. */
    private enum Peers {
        URGENTISTS("10", "SM26", 12, 4),
        GENERALISTS("10", "SM54", 2, 1.5),
        NURSES("60", null, 1, 2);

        private final String profession;
        private final String setting;
        private final double mean;
        private final double size;

        Peers(String profession, String setting, double mean, double size) {
            this.profession = profession;
            this.setting = setting;
            this.mean = mean;
            this.size = size;
        }

        Tally tally(String professional, int accesses) {
            return new Tally(professional, profession, setting, accesses);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 5, 8, 13, 21, 34, 55, 89})
    void thePlantedAreFoundAndHardlyAnybodyElse(long seed) {
        Random random = new Random(seed);
        List<Tally> all = new ArrayList<>();
        for (int i = 0; i < OTHERS; i++) {
            Peers peers = Peers.values()[i % 3];
            all.add(peers.tally("other-" + i, spread(random, peers)));
        }
        for (int i = 0; i < OFFENDERS; i++) {
            Peers peers = Peers.values()[i % 3];
            all.add(peers.tally("planted-" + i, (int) (peers.mean * 6) + 15 + random.nextInt(20)));
        }

        Set<String> found = EmergencyPeers.outOfLine(all);

        assertThat(found.stream().filter(one -> one.startsWith("planted"))).hasSize(OFFENDERS);
        assertThat(found.stream().filter(one -> one.startsWith("other"))).hasSizeLessThanOrEqualTo(OTHERS / 100);
    }

    @Test
    void manyOutOfLineDoNotHideEachOther() {
        List<Tally> all = new ArrayList<>();
        Random random = new Random(7);
        for (int i = 0; i < 184; i++) {
            all.add(Peers.GENERALISTS.tally("other-" + i, spread(random, Peers.GENERALISTS)));
        }
        for (int i = 0; i < 16; i++) {
            all.add(Peers.GENERALISTS.tally("planted-" + i, 60 + i));
        }

        assertThat(EmergencyPeers.outOfLine(all).stream().filter(one -> one.startsWith("planted")))
                .hasSize(16);
    }

    @Test
    void whatIsUsualAmongUrgentistsIsNotAmongOthers() {
        List<Tally> all = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            all.add(Peers.URGENTISTS.tally("urgentist-" + i, 10 + i % 5));
            all.add(Peers.GENERALISTS.tally("generalist-" + i, 1 + i % 2));
        }
        all.add(Peers.URGENTISTS.tally("usual", 13));
        all.add(Peers.GENERALISTS.tally("many", 13));

        assertThat(EmergencyPeers.outOfLine(all)).containsExactly("many");
    }

    @Test
    void fourAreNoPattern() {
        List<Tally> all = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            all.add(Peers.NURSES.tally("other-" + i, 0));
        }
        all.add(Peers.NURSES.tally("four", 4));
        all.add(Peers.NURSES.tally("five", 5));

        assertThat(EmergencyPeers.outOfLine(all)).containsExactly("five");
    }

    /** Of a rare setting the profession is looked at; among too few, nobody stands out. */
    @Test
    void tooFewPeersAreWidened() {
        List<Tally> all = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            all.add(Peers.GENERALISTS.tally("other-" + i, 1 + i % 3));
        }
        all.add(new Tally("rare", "10", "SM99", 40));
        assertThat(EmergencyPeers.outOfLine(all)).containsExactly("rare");
        assertThat(EmergencyPeers.outOfLine(all.subList(45, 51))).isEmpty();
        assertThat(EmergencyPeers.outOfLine(List.of())).isEmpty();
    }

    /** Negative binomial: a Poisson whose mean is gamma distributed, of a whole number of halves. */
    private static int spread(Random random, Peers peers) {
        double gamma = 0;
        for (int i = 0; i < 2 * peers.size; i++) {
            double normal = random.nextGaussian();
            gamma += normal * normal / 2;
        }
        double mean = gamma * peers.mean / peers.size;
        double limit = Math.exp(-mean);
        double product = random.nextDouble();
        int count = 0;
        while (product > limit) {
            product *= random.nextDouble();
            count++;
        }
        return count;
    }
}
