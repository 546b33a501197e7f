package fr.dmp.claims;

import static org.assertj.core.api.Assertions.assertThat;

import fr.dmp.SandboxTest;
import fr.dmp.Statements;
import fr.dmp.TestData;
import fr.dmp.audit.AccessMode;
import fr.dmp.audit.Actor;
import fr.dmp.claims.CareHistory.Filter;
import fr.dmp.claims.CareHistory.Line;
import fr.dmp.claims.Inbox.Delivery;
import fr.dmp.claims.delivery.Account;
import fr.dmp.claims.delivery.Account.Fate;
import fr.dmp.claims.delivery.CareDocument;
import fr.dmp.claims.delivery.CareLine;
import fr.dmp.claims.delivery.Content;
import fr.dmp.claims.delivery.DeliveryKind;
import fr.dmp.claims.store.CareFeed;
import fr.dmp.identity.InsuredDirectory;
import fr.dmp.vault.HouseKeys;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Nomenclatures from the inbox to the label that a holder reads. */
@SandboxTest
@ExtendWith(OutputCaptureExtension.class)
class NomenclatureDeliveryTest {

    private static final String HEADER = "CAM_PRS_IDE_COD;CAM_PRS_IDE_LIB;CAM_PRS_RGT\n";
    private static final String LABELLED = "select count(*) from dmp.label where system = ? and told_at = ?";
    private static final Instant WRITTEN = Instant.parse("2026-01-15T12:00:00Z");
    private static final List<String> PUBLISHED = List.of(
            "nomenclatures/IR_CCAM_V63.csv",
            "nomenclatures/IR_BIO_R.csv",
            "nomenclatures/IR_ACT_COD.csv",
            "nomenclatures/IR_NAT_V.csv",
            "nomenclatures/IR_RGM_V.csv",
            "nomenclatures/IR_CAI_V.csv",
            "nomenclatures/NU_UCD_R.csv",
            "nomenclatures/NT_LPP.csv.gz",
            "bdpm/CIS_CIP_bdpm.txt.gz",
            "bdpm/CIS_bdpm.txt.gz",
            "nos/document-types.csv");

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private Environment environment;

    @Autowired
    private InsuredDirectory directory;

    @Autowired
    private CareHistory history;

    @Autowired
    private CareFeed feed;

    @Autowired
    private List<Content> contents;

    @Autowired
    private HouseKeys keys;

    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    private Clock clock;

    private final String code =
            UUID.randomUUID().toString().toUpperCase(Locale.ROOT).substring(0, 13);
    private Inbox inbox;

    @BeforeEach
    void inbox() {
        inbox = new Inbox(environment, jdbc);
    }

    @Test
    void theGoodLinesAreTakenAndTheBadOnesRefusedOneByOne(CapturedOutput log) {
        String bad = code + ";KANARI;ATM;x";
        String file = HEADER + code + "1;Acte un;ATM\n" + bad + "\n" + code + "2;Acte deux;ATM\n" + code
                + "1;Acte premier;ATM\n";

        Delivery first = inbox.drop("nomenclatures", "KANARI.csv", file);
        assertThat(first.state()).isEqualTo("TAKEN");
        assertThat(List.of(first.received(), first.kept(), first.duplicate(), first.refused()))
                .containsExactly(4L, 2L, 1L, 1L);
        assertThat(official(code + "1")).containsExactly("Acte premier");
        byte[] sealed = jdbc.sql(
                        "select sealed from dmp.delivery_refusal where delivery = ? and line = 3 and col = '' and reason = 'columns'")
                .param(first.id())
                .query(byte[].class)
                .single();
        assertThat(keys.open("delivery-refusal/" + first.id(), sealed)).isEqualTo(bad);

        assertThat(inbox.drop("nomenclatures", "b.csv", file).state()).isEqualTo("DUPLICATE");
        Delivery inOtherBytes = inbox.drop("nomenclatures", "c.csv", file + "\n");
        assertThat(List.of(inOtherBytes.received(), inOtherBytes.kept(), inOtherBytes.duplicate()))
                .containsExactly(4L, 0L, 3L);
        assertThat(official(code + "1")).containsExactly("Acte premier");
        assertThat(log).contains(first.id().toString()).doesNotContain("KANARI");
    }

    private List<String> official(String of) {
        return jdbc.sql("select official from dmp.label where code = ?")
                .param(of)
                .query(String.class)
                .list();
    }

    /** Also where its end is all that is wrong: what came before isn't taken in. */
    @Test
    void aFileThatCannotBeReadIsSetAsideWhole() {
        String lines = (code + ";Acte;ATM\n").repeat(6000);

        assertSetAside(inbox.drop("nomenclatures", "a.csv", HEADER + lines + "X;\"open;\n"), "format");
        assertThat(official(code)).isEmpty();
        assertSetAside(inbox.drop("nomenclatures", "b.csv", lines), "header");
        assertSetAside(inbox.drop("nomenclatures", "CIS_COMPO_bdpm.txt", lines), "no-labels");
    }

    private static void assertSetAside(Delivery delivery, String reason) {
        assertThat(delivery.state()).isEqualTo("SET_ASIDE");
        assertThat(delivery.reason()).isEqualTo(reason);
    }

    @Test
    void drugsAreLabelledOnceTheirNameAndTheirPackagingAreHere() {
        String cis = code.substring(0, 8);
        String packagings = cis + "\t\tboîte de 8\t\t\t\t" + code + "\t\t\t\t\t\t\n";
        String names = cis + "\tDOLIPRANE 1 g, comprimé\t\t\t\t\t\t\t\t\t\t\n";

        assertThat(inbox.drop("nomenclatures", "CIS_CIP_bdpm.txt", packagings.getBytes(StandardCharsets.ISO_8859_1))
                        .kept())
                .isOne();
        assertThat(official(code)).isEmpty();
        assertThat(inbox.drop("nomenclatures", "CIS_bdpm.txt", names.getBytes(StandardCharsets.ISO_8859_1))
                        .kept())
                .isOne();
        assertThat(official(code)).containsExactly("DOLIPRANE 1 g, comprimé, boîte de 8");
    }

    /** A layman's label where the project has one, with the official one beside it; else what the nomenclature says. */
    @Test
    void theHolderReadsThePlainLabelFirst() {
        inbox.drop("nomenclatures", "a.csv", HEADER + code + ";Acte officiel;ATM\n");
        UUID record = Holders.open(jdbc, Holders.insured(directory, Holders.nir()));
        feed(
                record,
                line(1, "CCAM", code, null),
                line(2, "PRS_NAT", "1111", null),
                line(3, "NABM", "552", "GLYCEMIE"),
                line(4, "CCAM", "INCONNU", null));

        assertThat(read(record))
                .extracting(line -> line.label() + " | " + line.officialLabel())
                .containsExactlyInAnyOrder(
                        "Acte officiel | null",
                        "Consultation d'un médecin | CONSULTATION COTEE C",
                        "Taux de sucre dans le sang (glycémie) | GLYCEMIE",
                        "INCONNU | null");
    }

    private List<Line> read(UUID record) {
        return history.read(
                        new Actor(Actor.Kind.HOLDER, record.toString(), null), AccessMode.NORMAL, record, Filter.ALL)
                .items();
    }

    private void feed(UUID record, CareLine... lines) {
        CareDocument document = new CareDocument(
                Holders.nir(),
                UUID.randomUUID(),
                1,
                new byte[32],
                null,
                clock.instant(),
                List.of(lines),
                List.of(),
                List.of());
        transaction.executeWithoutResult(status -> {
            feed.ensureMonths(List.of(yesterday()));
            feed.take(record, document, "TEST", UUID.randomUUID());
            feed.add(record, document.set(), List.of(lines), "TEST", UUID.randomUUID());
        });
    }

    private CareLine line(int n, String system, String coded, @Nullable String label) {
        return new CareLine(
                n,
                new UUID(7, n),
                "T#" + n,
                Section.CARE,
                yesterday(),
                yesterday(),
                system,
                coded,
                label,
                null,
                null,
                null,
                null,
                null,
                List.of());
    }

    private LocalDate yesterday() {
        return LocalDate.ofInstant(clock.instant(), ZoneId.of("Europe/Paris")).minusDays(1);
    }

    /**
     * Every file as it is published, in one transaction that is undone; then once more, when all of it is known. What it
     * costs is three statements for five thousand lines, however busy the machine.
     */
    @Test
    void theWholePublishedFolderIsTakenBySetsOfLines() {
        PUBLISHED.forEach(TestData::file);
        Statements.Count sent = Statements.during(() -> transaction.executeWithoutResult(status -> {
            status.setRollbackOnly();
            takeThePublishedTwice();
        }));

        int chunksOfBoth = 2 * (2 + 1 + 1 + 1 + 1 + 1 + 1 + 4 + 5 + 3 + 1);
        assertThat(sent.repeated())
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "set local role dmp_intake",
                        (long) chunksOfBoth,
                        "select dmp.tell_nomenclature(?, ?, ?, ?, ?)",
                        (long) chunksOfBoth,
                        "reset role",
                        (long) chunksOfBoth,
                        LABELLED,
                        2L));
        assertThat(sent.statements()).isEqualTo(3 * chunksOfBoth + 2);
    }

    private void takeThePublishedTwice() {
        long start = System.nanoTime();
        List<Account> first = PUBLISHED.stream().map(this::taken).toList();
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        List<Account> again = PUBLISHED.stream().map(this::taken).toList();

        LoggerFactory.getLogger(getClass()).info("the published nomenclatures are taken in {}", took);
        assertThat(took).isLessThan(Duration.ofMinutes(1));
        assertThat(first)
                .allMatch(Account::closes)
                .extracting(account -> account.received().lines())
                .containsExactly(8161L, 1076L, 434L, 1348L, 1272L, 2756L, 1812L, 19_717L, 20_083L, 14_442L, 101L);
        // Known beforehand are ten labels of the project and thirty-one of its sandbox, and types of documents, which
        // say the same.
        assertThat(first)
                .extracting(account -> account.of(Fate.KEPT).lines())
                .containsExactly(8144L, 1068L, 434L, 1337L, 1272L, 2756L, 1812L, 19_712L, 20_083L, 14_442L, 91L);
        assertThat(again).allMatch(account -> account.of(Fate.DUPLICATE).equals(account.received()));
        assertThat(labelled("CIP13"))
                .as("all but those of three drugs without a name")
                .isEqualTo(20_080);
        assertThat(labelled("UCD")).isEqualTo(1812);
    }

    private long labelled(String system) {
        return jdbc.sql(LABELLED)
                .params(system, WRITTEN.atOffset(ZoneOffset.UTC))
                .query(Long.class)
                .single();
    }

    private Account taken(String file) {
        Content nomenclatures = contents.stream()
                .filter(content -> content.kind() == DeliveryKind.NOMENCLATURES)
                .findFirst()
                .orElseThrow();
        return nomenclatures.read(TestData.file(file), WRITTEN).take(UUID.randomUUID());
    }
}
