package fr.dmp.claims.treating;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import fr.dmp.claims.delivery.Refused;
import fr.dmp.claims.delivery.Unusable;
import fr.dmp.claims.treating.TreatingPhysiciansFile.Chunk;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TreatingPhysiciansFileTest {

    private static final String HEADER = "nir;rpps;since\n";
    private static final String GOOD = "279035121518989;10100100014;2026-03-31\n";

    @TempDir
    private Path folder;

    private List<Chunk> read(byte[] content) {
        try {
            List<Chunk> chunks = new ArrayList<>();
            new TreatingPhysiciansFile(Files.write(folder.resolve("file"), content), LocalDate.of(2026, 3, 31))
                    .read(chunks::add);
            return chunks;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private Chunk read(String content) {
        return read(content.getBytes(StandardCharsets.UTF_8)).get(0);
    }

    @Test
    void columnsAreBoundByTheirHeader() {
        Chunk chunk = read("\uFEFFsince; nir;rpps\r\n2005-01-01;2 79 03 51 215 189 89;10100100014\r\n");

        assertThat(chunk.faults()).isEmpty();
        assertThat(chunk.lines())
                .extracting(TreatingLine::number, line -> line.nir().value(), TreatingLine::rpps, TreatingLine::since)
                .containsExactly(tuple(2L, "279035121518989", "10100100014", LocalDate.of(2005, 1, 1)));
        assertThat(chunk.lines().get(0)).hasToString("TreatingLine[2]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "279035121518989 | 279035121518988 | nir | nir-key",
                "279035121518989 | '' | nir | nir-key",
                "10100100014 | 1010010001 | rpps | rpps",
                "10100100014 | 810100100014 | rpps | rpps",
                "10100100014 | '' | rpps | rpps",
                "2026-03-31 | 2026-04-01 | since | future-date",
                "2026-03-31 | 2004-08-12 | since | date",
                "2026-03-31 | 31/03/2026 | since | date",
                "2026-03-31 | 2026-02-30 | since | date",
                "2026-03-31 | '' | since | date",
                ";2026-03-31 | '' | '' | columns",
                "2026-03-31 | 2026-03-31; | '' | columns",
            })
    void aFaultyLineIsToldByNumberColumnAndReason(String right, String wrong, String column, String reason) {
        String bad = GOOD.replace(right, wrong);
        Chunk chunk = read(HEADER + GOOD + bad + GOOD);

        assertThat(chunk.lines()).hasSize(2);
        assertThat(chunk.faults())
                .extracting(Refused::line, Refused::column, Refused::reason, Refused::content)
                .containsExactly(tuple(3L, column, reason, bad.strip()));
    }

    @Test
    void filesOfAnotherKindAreUnusable() {
        assertUnusable("", "empty");
        assertUnusable(GOOD, "header");
        assertUnusable(HEADER.replace(';', ','), "header");
        assertUnusable("nir;rpps\n", "header");
        assertUnusable("nir;rpps;rpps\n", "header");
        assertUnusable("nir;rpps;since;until\n", "header");
        assertUnusable(HEADER + "\"" + GOOD.repeat(3000), "format");
        assertThatThrownBy(() -> read((HEADER + GOOD + "é").getBytes(StandardCharsets.ISO_8859_1)))
                .isInstanceOf(Unusable.class)
                .hasMessage("charset");
    }

    private void assertUnusable(String content, String reason) {
        assertThatThrownBy(() -> read(content)).isInstanceOf(Unusable.class).hasMessage(reason);
    }

    @Test
    void manyLinesComeInChunks() {
        assertThat(read((HEADER + GOOD.repeat(12_000)).getBytes(StandardCharsets.UTF_8)))
                .extracting(Chunk::received)
                .containsExactly(5000, 5000, 2000);
    }
}
