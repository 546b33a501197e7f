package fr.dmp.claims;

import static fr.dmp.claims.dcir.Tables.claim;
import static fr.dmp.claims.dcir.Tables.detail;
import static fr.dmp.claims.dcir.Tables.medicine;
import static org.assertj.core.api.Assertions.assertThat;

import fr.dmp.SandboxTest;
import fr.dmp.TestData;
import fr.dmp.audit.AccessMode;
import fr.dmp.audit.Actor;
import fr.dmp.claims.CareHistory.Filter;
import fr.dmp.claims.CareHistory.Line;
import fr.dmp.claims.Inbox.Delivery;
import fr.dmp.claims.dcir.Tables;
import fr.dmp.identity.InsuredDirectory;
import fr.dmp.identity.InsuredPerson;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;

/** DCIR tables, from the inbox to the holder's page; and what is wrong with some. */
@SandboxTest
class ClaimsDeliveryTest {

    private static final String DOLIPRANE = "3400935955838";

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private InsuredDirectory directory;

    @Autowired
    private CareHistory history;

    @Autowired
    private Environment environment;

    @Autowired
    private Clock clock;

    private Inbox inbox;
    private InsuredPerson person;
    private UUID record;
    private String day;

    /** Claims of a test carry numbers that no other test's do. */
    private long number = ThreadLocalRandom.current().nextInt(1_000_000_000);

    @BeforeEach
    void holder() {
        inbox = new Inbox(environment, jdbc);
        person = Holders.insured(directory, Holders.nir());
        record = Holders.open(jdbc, person);
        day = LocalDate.ofInstant(clock.instant(), ZoneId.of("Europe/Paris"))
                .minusDays(20)
                .toString();
    }

    private Map<String, String> anyClaim() {
        return claim(person.nir().value(), day, number++);
    }

    private List<Line> lines() {
        return history.read(
                        new Actor(Actor.Kind.HOLDER, record.toString(), null),
                        AccessMode.NORMAL,
                        record,
                        new Filter(null, null, null, null, 200))
                .items();
    }

    @Test
    void aClaimIsShownByWhatItTellsAndItsAmountsOnce() {
        Map<String, String> consultation = anyClaim();
        Map<String, String> pharmacy = anyClaim();
        pharmacy.putAll(Map.of("PRS_NAT_REF", "3313", "PRS_PAI_MNT", "9.40", "BSE_REM_MNT", "6.11"));
        pharmacy.put("CPL_REM_MNT", "1.00");
        Tables tables = new Tables()
                .add("ER_PRS_F", consultation)
                .add("ER_PRS_F", pharmacy)
                .add("ER_PHA_F", medicine(pharmacy, 2, "3400930000001", "1"))
                .add("ER_PHA_F", medicine(pharmacy, 1, DOLIPRANE, "3"));

        Delivery delivery = inbox.drop("claims", "dcir.zip", tables.zip());

        assertThat(delivery.state()).isEqualTo("TAKEN");
        assertThat(List.of(delivery.received(), delivery.kept())).containsExactly(4L, 4L);
        Map<String, Line> byCode = lines().stream().collect(Collectors.toMap(Line::code, Function.identity()));
        assertThat(byCode.keySet()).containsExactlyInAnyOrder("1111", DOLIPRANE, "3400930000001");
        assertThat(byCode.get("1111").section()).isEqualTo(Section.CARE);
        assertThat(byCode.get("1111").paid()).isEqualByComparingTo("26.50");
        assertThat(byCode.get("1111").performer()).isEqualTo("991234567");
        Line medicine = byCode.get(DOLIPRANE);
        assertThat(medicine.section()).isEqualTo(Section.MEDICINES);
        assertThat(medicine.system()).isEqualTo("CIP13");
        assertThat(medicine.quantity()).isEqualByComparingTo(BigDecimal.valueOf(3));
        assertThat(medicine.paid()).isEqualByComparingTo("9.40");
        assertThat(medicine.reimbursed()).isEqualByComparingTo("7.11");
        assertThat(medicine.source()).isEqualTo("DCIR");
        assertThat(byCode.get("3400930000001").paid()).isNull();
    }

    @Test
    void aReversalCancelsOneLineAndAReplayDoesNotBringItBack() {
        Map<String, String> first = anyClaim();
        Map<String, String> second = anyClaim();
        Map<String, String> reversal = anyClaim();
        reversal.putAll(Map.of("PRS_ACT_QTE", "-1", "PRS_PAI_MNT", "-26.50", "BSE_REM_MNT", "-18.55"));
        byte[] original =
                new Tables().add("ER_PRS_F", first).add("ER_PRS_F", second).zip();
        inbox.drop("claims", "1.zip", original);
        assertThat(lines()).hasSize(2);

        assertThat(inbox.drop(
                                "claims",
                                "2.zip",
                                new Tables().add("ER_PRS_F", reversal).zip())
                        .state())
                .isEqualTo("TAKEN");

        assertThat(lines()).hasSize(1);
        inbox.drop("claims", "3.zip", original);
        inbox.drop(
                "claims",
                "4.zip",
                new Tables().add("ER_PRS_F", second).add("ER_PRS_F", first).zip());
        assertThat(lines()).hasSize(1);
    }

    @Test
    void aReversalWaitsForWhatItCancels() {
        Map<String, String> reversal = anyClaim();
        reversal.put("PRS_ACT_QTE", "-1");
        inbox.drop("claims", "1.zip", new Tables().add("ER_PRS_F", reversal).zip());
        assertThat(lines()).isEmpty();

        inbox.drop("claims", "2.zip", new Tables().add("ER_PRS_F", anyClaim()).zip());
        assertThat(lines()).isEmpty();

        Map<String, String> another = anyClaim();
        another.put("PFS_EXE_NUM", "771234567");
        inbox.drop("claims", "3.zip", new Tables().add("ER_PRS_F", another).zip());
        assertThat(lines()).hasSize(1);
    }

    @Test
    void holdersAreToldOnceAndTheFeedingIsTraced() {
        Delivery delivery = inbox.drop(
                "claims", "1.zip", new Tables().add("ER_PRS_F", anyClaim()).zip());
        inbox.drop("claims", "2.zip", new Tables().add("ER_PRS_F", anyClaim()).zip());

        assertThat(jdbc.sql("select count(*) from dmp.notice where record = ? and kind = 'HISTORY_ARRIVED'")
                        .param(record)
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
        assertThat(jdbc.sql("select count(*) from dmp.audit_entry where record = ? and act = 'FEED_CARE_HISTORY'")
                        .param(record)
                        .query(Long.class)
                        .single())
                .isEqualTo(2);
        assertThat(jdbc.sql("select subject from dmp.audit_entry where record = ? and act = 'FEED_CARE_HISTORY'"
                                + " order by seq limit 1")
                        .param(record)
                        .query(String.class)
                        .single())
                .isEqualTo(delivery.id().toString());
    }

    /** The beneficiaries of the published example are no NIR: each line is refused for that, and none is lost. */
    @Test
    void thePublishedTablesAreRefusedLineByLine() throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        Path folder = TestData.file("dcir");
        long rows = 0;
        try (Stream<Path> all = Files.list(folder)) {
            for (Path file : all.sorted().toList()) {
                files.put(file.getFileName().toString(), Files.readAllBytes(file));
                if (file.toString().endsWith(".csv")) {
                    rows += Files.readAllLines(file).size() - 1;
                }
            }
        }
        files.put("jamais-vu.txt", UUID.randomUUID().toString().getBytes(StandardCharsets.UTF_8));

        Delivery delivery = inbox.drop("claims", "dcir.zip", Tables.zip(files, 6));

        assertThat(delivery.state()).isEqualTo("TAKEN");
        assertThat(List.of(delivery.received(), delivery.refused())).containsExactly(rows, rows);
    }

    static Stream<Arguments> unusable() {
        Map<String, String> claim = claim("1", "2026-01-01", 1);
        String csv = new Tables().add("ER_PRS_F", claim).csv("ER_PRS_F");
        byte[] good = new Tables().add("ER_PRS_F", claim).zip();
        return Stream.of(
                Arguments.of("a broken end", Arrays.copyOf(good, good.length - 30), "zip"),
                Arguments.of("a broken middle", broken(good), "zip"),
                Arguments.of("a path in its names", prs("dcir/ER_PRS_F.csv", csv), "zip-path"),
                Arguments.of("a path upwards", prs("..\\ER_PRS_F.csv", csv), "zip-path"),
                Arguments.of("no claims", prs("ER_PHA_F.csv", csv), "missing-table"),
                Arguments.of("nothing in it", prs("ER_PRS_F.csv", ""), "empty"),
                Arguments.of("another header", prs("ER_PRS_F.csv", csv.replace("BEN_NIR_PSA", "NIR")), "header"),
                Arguments.of(
                        "a column twice", prs("ER_PRS_F.csv", csv.replace("CPL_REM_MNT", "BSE_REM_MNT")), "header"),
                Arguments.of("a quote never closed", prs("ER_PRS_F.csv", csv + "\"1,2,3\n".repeat(9)), "format"),
                Arguments.of("a line of ten megabytes", prs("ER_PRS_F.csv", csv + "x".repeat(10 << 20)), "format"),
                Arguments.of("a bomb", prs("ER_PRS_F.csv", csv + "\n".repeat(64 << 20)), "zip-bomb"),
                Arguments.of(
                        "another charset",
                        Tables.zip(
                                Map.of(
                                        "ER_PRS_F.csv",
                                        csv.replace("01C751234", "01é751234").getBytes(StandardCharsets.ISO_8859_1)),
                                6),
                        "charset"));
    }

    private static byte[] prs(String name, String csv) {
        return Tables.zip(Map.of(name, csv.getBytes(StandardCharsets.UTF_8)), 6);
    }

    private static byte[] broken(byte[] zip) {
        byte[] broken = zip.clone();
        for (int i = 60; i < 120; i++) {
            broken[i] ^= 0x55;
        }
        return broken;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("unusable")
    void whatCantBeReadIsSetAsideWhole(String what, byte[] zip, String reason) {
        Delivery delivery = inbox.drop("claims", "dcir.zip", zip);

        assertThat(delivery.state()).isEqualTo("SET_ASIDE");
        assertThat(delivery.reason()).isEqualTo(reason);
    }

    static Stream<Arguments> refused() {
        return Stream.of(
                Arguments.of("EXE_SOI_DTD", "1913-10-16", "too-old"),
                Arguments.of("EXE_SOI_DTD", "2099-01-01", "period"),
                Arguments.of("EXE_SOI_DTD", "31/03/2026", "date"),
                Arguments.of("EXE_SOI_DTF", "2000-01-01", "period"),
                Arguments.of("BEN_NIR_PSA", "279035121518980", "nir-key"),
                Arguments.of("PRS_PAI_MNT", "26,50", "amount"),
                Arguments.of("PRS_PAI_MNT", "2.65E1", "amount"),
                Arguments.of("PRS_ACT_QTE", "", "number"),
                Arguments.of("PRS_NAT_REF", "C", "code"),
                Arguments.of("PFS_EXE_NUM", "99 1234567", "code"),
                Arguments.of("FLX_DIS_DTD", "", "key"));
    }

    @ParameterizedTest(name = "{0} {1}: {2}")
    @MethodSource("refused")
    void aWrongFieldRefusesItsLine(String column, String value, String reason) {
        Map<String, String> wrong = anyClaim();
        wrong.put(column, value);

        Delivery delivery = inbox.drop(
                "claims",
                "dcir.zip",
                new Tables().add("ER_PRS_F", anyClaim()).add("ER_PRS_F", wrong).zip());

        assertThat(List.of(delivery.kept(), delivery.refused())).containsExactly(1L, 1L);
        assertThat(refusals(delivery))
                .hasSize(1)
                .first()
                .asString()
                .startsWith("3 ER_PRS_F.")
                .endsWith(" " + reason);
    }

    @Test
    void aDetailWithoutItsClaimIsRefused() {
        Delivery delivery = inbox.drop(
                "claims",
                "dcir.zip",
                new Tables()
                        .add("ER_PRS_F", anyClaim())
                        .add(
                                "ER_TIP_F",
                                detail(anyClaim(), "TIP_ORD_NUM", "1", "TIP_PRS_IDE", "1100070", "TIP_ACT_QSN", "1"))
                        .zip());

        assertThat(refusals(delivery)).containsExactly("2 ER_TIP_F no-claim");
    }

    private List<String> refusals(Delivery delivery) {
        return jdbc.sql("select line || ' ' || col || ' ' || reason from dmp.delivery_refusal where delivery = ?")
                .param(delivery.id())
                .query(String.class)
                .list();
    }
}
