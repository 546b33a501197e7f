package fr.dmp.claims.dcir;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import fr.dmp.claims.delivery.Unusable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Whatever is delivered is read to its end, each row told of once, or it is unusable for a reason of ours; nothing else
 * happens: {@code JAZZER_FUZZ=1 mvn test -Dtest=DeliveryFuzz#tables}, ten minutes long. Its name keeps it out of the tests,
 * whose classes Jazzer would change as well; {@link DeliverySamplesTest} is its short form.
 */
class DeliveryFuzz {

    private static final LocalDate TODAY = LocalDate.of(2026, 3, 1);

    /** Tables by their content: of the claims, and after a zero byte of the medicines. */
    @FuzzTest(maxDuration = "10m")
    void tables(byte[] content) throws IOException {
        int end = 0;
        while (end < content.length && content[end] != 0) {
            end++;
        }
        Path zip = Files.createTempFile("fuzz", ".zip");
        try {
            try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
                write(out, "ER_PRS_F.csv", content, 0, end);
                if (end < content.length) {
                    write(out, "ER_PHA_F.csv", content, end + 1, content.length - end - 1);
                }
            }
            read(zip);
        } finally {
            Files.delete(zip);
        }
    }

    /** The ZIP itself. */
    @FuzzTest(maxDuration = "10m")
    void zip(byte[] content) throws IOException {
        Path zip = Files.createTempFile("fuzz", ".zip");
        try {
            Files.write(zip, content);
            read(zip);
        } finally {
            Files.delete(zip);
        }
    }

    private static void write(ZipOutputStream out, String name, byte[] content, int from, int length)
            throws IOException {
        out.putNextEntry(new ZipEntry(name));
        ((OutputStream) out).write(content, from, length);
        out.closeEntry();
    }

    private static void read(Path zip) throws IOException {
        Map<DcirTable, Long> told = new EnumMap<>(DcirTable.class);
        try (ClaimsFile file = new ClaimsFile(zip)) {
            file.read(TODAY.minusMonths(12), TODAY, part -> {
                part.alone().forEach(row -> told.merge(row.table(), 1L, Long::sum));
                part.claims().forEach(claim -> {
                    told.merge(DcirTable.ER_PRS_F, 1L, Long::sum);
                    claim.details().forEach(detail -> told.merge(detail.table(), 1L, Long::sum));
                    SealedClaim sealed = SealedClaim.open(SealedClaim.of(claim));
                    assertThat(sealed.line()).isEqualTo(claim.line());
                    assertThat(sealed.details()).hasSameSizeAs(claim.details());
                    assertThat(claim.fault() != null || claim.from() <= claim.to())
                            .isTrue();
                });
            });
            for (DcirTable table : file.tables()) {
                assertThat(told.getOrDefault(table, 0L)).as(table.name()).isEqualTo(file.rows(table));
            }
        } catch (Unusable expected) {
            assertThat(expected.reason()).matches("[a-z-]+");
        }
    }
}
