package fr.dmp.claims.cda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import fr.dmp.claims.Section;
import fr.dmp.claims.delivery.Refused;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LinesTest {

    private static final int MANY = 100_000;

    private final Lines lines = new Lines(UUID.randomUUID());

    @Test
    void timeGrowsWithTheLinesAndNotWithTheirSquare() {
        List<CodedEntry> entries =
                IntStream.range(0, MANY).mapToObj(LinesTest::entry).toList();
        List<Row> rows = IntStream.range(0, MANY)
                .mapToObj(i -> new Row(Set.of("r" + i), Map.of(), false))
                .toList();
        assertTimeout(Duration.ofSeconds(10), () -> lines.add(Section.MEDICINES, rows, entries));
        assertThat(lines.refused()).hasSize(MANY);
    }

    @Test
    void anEntryThatNoRowRefersToIsALineOfItsOwn() {
        lines.add(Section.MEDICINES, List.of(new Row(Set.of("r0"), Map.of(), false)), List.of(entry(0), entry(1)));
        assertThat(lines.refused()).extracting(Refused::line).containsExactly(1L, 2L);
    }

    private static CodedEntry entry(int number) {
        return new CodedEntry(
                Optional.of("e" + number),
                Set.of("r" + number),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Map.of());
    }
}
