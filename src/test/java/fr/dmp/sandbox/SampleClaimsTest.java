package fr.dmp.sandbox;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import fr.dmp.claims.dcir.Claim;
import fr.dmp.claims.dcir.ClaimsFile;
import fr.dmp.claims.dcir.DcirTable;
import fr.dmp.identity.Nir;
import fr.dmp.sandbox.SampleClaims.Order;
import fr.dmp.sandbox.SampleClaims.Shares;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
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

    private void read(Order order) throws IOException {
        Path zip = Files.write(folder.resolve("claims.zip"), zip(order));
        try (ClaimsFile file = new ClaimsFile(zip)) {
            file.read(TO.minusMonths(12), TO, part -> {
                claims.addAll(part.claims());
                alone.addAll(part.alone());
            });
            assertThat(file.tables()).containsExactlyInAnyOrder(DcirTable.values());
            assertThat(file.rows(DcirTable.ER_PRS_F)).isEqualTo(order.claims());
        }
    }

    @Test
    void eachTroubleHasItsShareAndTheRestIsGood() throws IOException {
        read(ORDER);

        assertThat(alone).as("details without a claim").isEmpty();
        assertThat(share(claim -> claim.fault() != null)).isBetween(0.007, 0.013);
        assertThat(share(Claim::repeated)).isBetween(0.007, 0.013);
        assertThat(share(claim -> claim.quantity() < 0)).isBetween(0.007, 0.013);
        assertThat(share(claim -> !claim.details().isEmpty())).isBetween(0.57, 0.63);
        assertThat(claims).allMatch(claim -> Nir.of(claim.beneficiary().nir()).isPresent());
        assertThat(claims).flatExtracting(Claim::details).allMatch(detail -> detail.fault() == null);
    }

    private double share(Predicate<Claim> what) {
        return (double) claims.stream().filter(what).count() / claims.size();
    }

    @Test
    void troublesThatAFundRarelyHasAreMadeOnDemand() throws IOException {
        read(new Order(7, 12, NIRS, TO.minusMonths(12), TO, 20_000, new Shares(0.6, 0, 0, 0, 0.05, 0.03, 0.02)));

        assertThat(share(claim -> isFaulty(claim, "too-old"))).isBetween(0.04, 0.06);
        assertThat(share(claim -> isFaulty(claim, "key-conflict"))).isBetween(0.02, 0.04);
        assertThat(share(claim -> Nir.of(claim.beneficiary().nir()).isEmpty())).isBetween(0.015, 0.025);
        assertThat(alone).as("details without a claim").isEmpty();
    }

    @Test
    void whatIsRefusedIsRefusedForManyReasons() throws IOException {
        read(new Order(7, 12, NIRS, TO.minusMonths(12), TO, 20_000, new Shares(0.6, 0.2, 0, 0, 0, 0, 0)));

        assertThat(claims.stream()
                        .map(Claim::fault)
                        .filter(Objects::nonNull)
                        .map(fault -> fault.column() + " " + fault.reason()))
                .containsOnly(
                        "EXE_SOI_DTD date",
                        "EXE_SOI_DTD future-date",
                        "EXE_SOI_DTF period",
                        "PRS_NAT_REF code",
                        "PRS_PAI_MNT amount");
    }

    private static boolean isFaulty(Claim claim, String reason) {
        return claim.fault() != null && claim.fault().reason().equals(reason);
    }

    /** No test of pregnancy for a man, no child's syrup for an old woman; and it goes on all year. */
    @Test
    void eachGetsWhatSuitsTheirAgeAndSexAllTheYear() throws IOException {
        List<String> nirs = new MadeUpNirs(500, 3, TO);
        read(new Order(3, 12, nirs, TO.minusMonths(12), TO, 20_000, new Shares(0.6, 0, 0, 0, 0, 0, 0)));

        for (Claim claim : claims) {
            String sex = SampleBenefits.sex(claim.beneficiary().nir());
            LocalDate born = SampleBenefits.born(claim.beneficiary().nir(), TO);
            assertThat(claim.from()).isGreaterThanOrEqualTo((int) born.toEpochDay());
            String table = claim.details().isEmpty()
                    ? "ER_PRS_F"
                    : claim.details().get(0).table().name();
            assertThat(SampleBenefits.of(table, sex, TO.getYear() - born.getYear()))
                    .anyMatch(benefit -> benefit.nature() == claim.nature()
                            && claim.details().stream()
                                    .allMatch(detail ->
                                            List.of(benefit.code().split(";")).contains(detail.code())));
        }
        assertThat(claims.stream()
                        .collect(groupingBy(claim -> YearMonth.from(LocalDate.ofEpochDay(claim.from())), counting()))
                        .values())
                .hasSize(13)
                .allMatch(many -> many > 100 && many < 3_000);
    }

    @Test
    void whoeverIsInsuredMayGetAMedicineAnAnalysisAndACall() {
        for (int age = 0; age < 100; age++) {
            for (String sex : List.of("F", "M")) {
                assertThat(SampleBenefits.of("ER_PRS_F", sex, age)).isNotEmpty();
                assertThat(SampleBenefits.of("ER_PHA_F", sex, age)).isNotEmpty();
                assertThat(SampleBenefits.of("ER_BIO_F", sex, age)).isNotEmpty();
            }
        }
    }
}
