package fr.dmp.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** Two rounds here; {@code -Ddmp.claims-kill-rounds=20} runs the whole campaign. */
class ClaimsKillRoundsTest {

    @Test
    void eachFileIsTakenOnceAndItsAccountCloses(@TempDir Path data) throws Exception {
        int rounds = Integer.getInteger("dmp.claims-kill-rounds", 2);
        ClaimsKillRounds.Outcome outcome =
                new ClaimsKillRounds(data, rounds, 30_000, Long.getLong("dmp.seed", 2026)).run();
        LoggerFactory.getLogger(ClaimsKillRoundsTest.class).info("{}", outcome);
        assertThat(outcome.files()).isEqualTo(2 * rounds);
        assertThat(outcome.lines()).isPositive();
        assertThat(outcome.orphaned()).as("kills that hit a delivery").isPositive();
    }
}
