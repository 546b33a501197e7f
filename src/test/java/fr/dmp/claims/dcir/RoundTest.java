package fr.dmp.claims.dcir;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** However little memory there is, a delivery says the same. */
class RoundTest {

    private static final LocalDate OPENS = LocalDate.of(2025, 11, 1);
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 26);

    @TempDir
    private Path folder;

    private final Random random = new Random(7);

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 7, 64})
    void inSeveralRoundsADeliverySaysTheSame(int rounds) throws IOException {
        Path zip = Files.write(folder.resolve("delivery.zip"), tables().zip());

        List<String> atOnce = said(zip, 1);

        assertThat(atOnce).anyMatch(said -> said.contains("key-conflict"));
        assertThat(atOnce).anyMatch(said -> said.contains("no-claim"));
        assertThat(atOnce).anyMatch(said -> said.contains("reason=key]"));
        assertThat(said(zip, rounds)).containsExactlyInAnyOrderElementsOf(atOnce);
    }

    /** Sizes in megabytes: claims, what tells more of them, memory. */
    @ParameterizedTest
    @CsvSource({"0, 0, 512, 1", "190, 90, 512, 2", "950, 270, 512, 4", "950, 270, 8192, 1", "99999999, 0, 512, 64"})
    void thereAreAsManyAsTheMemoryAsksFor(long claims, long details, long memory, int rounds) {
        assertThat(Round.needed(claims << 20, details << 20, memory << 20)).isEqualTo(rounds);
    }

    @Test
    void theShareThatIsReadGrowsToOne() throws IOException {
        Path zip = Files.write(folder.resolve("delivery.zip"), tables().zip());
        try (ClaimsFile file = new ClaimsFile(zip)) {
            file.read(OPENS, TODAY, part -> assertThat(file.share()).isBetween(0.0, 1.0), 3);
            assertThat(file.share()).isEqualTo(1);
        }
    }

    private Tables tables() {
        Tables tables = new Tables();
        for (int n = 0; n < 2_000; n++) {
            Map<String, String> claim = Tables.claim("279035121518989", "2026-02-01", random.nextInt(1_500));
            claim.put("PRS_PAI_MNT", random.nextInt(3) + ".50");
            if (random.nextInt(50) == 0) {
                claim.put("DCT_ORD_NUM", "what");
            }
            tables.add("ER_PRS_F", claim);
            Map<String, String> other = Tables.claim("279035121518989", "2026-02-01", random.nextInt(1_800));
            tables.add("ER_PHA_F", Tables.medicine(other, random.nextInt(3), "3400935955838", "" + random.nextInt(3)));
        }
        return tables;
    }

    /** What is read, each with its fate; sums, beneficiaries and fluxes too, each once. */
    private static List<String> said(Path zip, int rounds) throws IOException {
        List<String> said = new ArrayList<>();
        Set<Object> once = new HashSet<>();
        try (ClaimsFile file = new ClaimsFile(zip)) {
            file.read(
                    OPENS,
                    TODAY,
                    part -> {
                        part.claims()
                                .forEach(claim -> said.add("%s %s %s %s %s"
                                        .formatted(
                                                claim.line(),
                                                claim.fault(),
                                                claim.paid(),
                                                claim.repeated(),
                                                claim.details().stream()
                                                        .map(detail -> detail.line() + " " + detail.quantity())
                                                        .toList())));
                        part.alone().forEach(alone -> said.add(alone.toString()));
                        part.beneficiaries()
                                .forEach(who -> assertThat(once.add(who)).isTrue());
                        part.fluxes().forEach(flux -> assertThat(once.add(flux)).isTrue());
                    },
                    rounds);
            said.add(file.cents() + " cents, " + file.rows(DcirTable.ER_PRS_F) + " claims, " + file.lines() + " lines");
        }
        return said;
    }
}
