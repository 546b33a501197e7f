package fr.dmp.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import fr.dmp.claims.dcir.Claim;
import fr.dmp.claims.dcir.ClaimsFile;
import fr.dmp.claims.dcir.DcirTable;
import fr.dmp.identity.Nir;
import fr.dmp.sandbox.SampleClaims.Order;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SampleClaimsTest {

    private static final LocalDate TO = LocalDate.of(2026, 11, 27);
    private static final List<String> NIRS = List.of("279035121518989", "160017500000045");
    private static final Order ORDER = Order.of(7, NIRS, TO.minusMonths(12), TO, 20_000);

    @TempDir
    private Path folder;

    private final List<Claim> claims = new ArrayList<>();
    private final List<ClaimsFile.Alone> alone = new ArrayList<>();

    private static byte[] zip(Order order) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        new SampleClaims(order).write(bytes);
        return bytes.toByteArray();
    }

    @Test
    void theSameOrderGivesTheSameBytes() throws IOException {
        assertThat(zip(ORDER)).isEqualTo(zip(ORDER));
        assertThat(zip(ORDER)).isNotEqualTo(zip(Order.of(8, NIRS, TO.minusMonths(12), TO, 20_000)));
    }

    @Test
    void eachTroubleHasItsShareAndTheRestIsGood() throws IOException {
        Path zip = Files.write(folder.resolve("claims.zip"), zip(ORDER));
        try (ClaimsFile file = new ClaimsFile(zip)) {
            file.read(TO.minusMonths(12), TO, part -> {
                claims.addAll(part.claims());
                alone.addAll(part.alone());
            });
            assertThat(file.tables()).containsExactlyInAnyOrder(DcirTable.values());
            assertThat(file.rows(DcirTable.ER_PRS_F)).isEqualTo(20_000);
        }
        assertThat(alone).as("details without a claim").isEmpty();
        assertThat(share(claim -> claim.fault() != null)).isBetween(0.007, 0.013);
        assertThat(share(Claim::repeated)).isBetween(0.007, 0.013);
        assertThat(share(claim -> claim.quantity() < 0)).isBetween(0.007, 0.013);
        assertThat(share(claim -> !claim.details().isEmpty())).isBetween(0.57, 0.63);
        assertThat(claims).allMatch(claim -> Nir.of(claim.nir()).isPresent());
        assertThat(claims).flatExtracting(Claim::details).allMatch(detail -> detail.fault() == null);
    }

    private double share(Predicate<Claim> what) {
        return (double) claims.stream().filter(what).count() / claims.size();
    }
}
