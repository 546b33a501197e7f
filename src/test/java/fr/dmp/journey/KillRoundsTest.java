package fr.dmp.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** Three rounds here; {@code -Ddmp.kill-rounds=50} runs the whole campaign. */
class KillRoundsTest {

    @Test
    void nothingIsLostAndNothingDoneTwice(@TempDir Path data) throws Exception {
        int rounds = Integer.getInteger("dmp.kill-rounds", 3);
        long seed = Long.getLong("dmp.seed", 2026);
        KillRounds.Outcome outcome = new KillRounds(data, rounds, seed).run();
        LoggerFactory.getLogger(KillRoundsTest.class).info("{}", outcome);
        assertThat(outcome.rounds()).isEqualTo(rounds);
        assertThat(outcome.people()).isEqualTo(6 * rounds);
        assertThat(outcome.emergencies()).isEqualTo(6 * rounds);
        assertThat(outcome.recoveries()).isEqualTo(6 * rounds);
    }
}
