package fr.dmp.claims;

import static org.assertj.core.api.Assertions.assertThat;

import fr.dmp.SandboxTest;
import fr.dmp.TestClock;
import fr.dmp.TestData;
import fr.dmp.audit.AccessMode;
import fr.dmp.audit.Actor;
import fr.dmp.claims.CareHistory.Filter;
import fr.dmp.claims.CareHistory.Line;
import fr.dmp.claims.CareHistory.Page;
import fr.dmp.claims.CareHistory.Statement;
import fr.dmp.claims.Inbox.Delivery;
import fr.dmp.identity.InsuredDirectory;
import fr.dmp.identity.InsuredPerson;
import fr.dmp.identity.Nir;
import fr.dmp.sandbox.SampleHistory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Documents of the Assurance Maladie, from the inbox to the holder's page. */
@SandboxTest
class CareDeliveryTest {

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

    @BeforeEach
    void inbox() {
        inbox = new Inbox(environment, jdbc);
    }

    private Page read(UUID record) {
        return read(record, new Filter(null, null, null, null, 200));
    }

    private Page read(UUID record, Filter filter) {
        return history.read(new Actor(Actor.Kind.HOLDER, record.toString(), null), AccessMode.NORMAL, record, filter);
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).minusDays(1);
    }

    private String sample(InsuredPerson person, int version) {
        return SampleHistory.of(person, today(), version);
    }

    /** In bytes that no run before this one delivered. */
    private static byte[] unseen(String example) throws IOException {
        return (Files.readString(TestData.file(example)) + "<!-- " + UUID.randomUUID() + " -->")
                .getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void theOfficialExampleIsShownWhole() throws Exception {
        byte[] example = unseen("cda/examples/CNAM-HR_2021.01.xml");
        byte[] emptyTwin = unseen("cda/examples/CNAM-HR_2021.01_sans-info.xml");
        InsuredPerson person =
                Holders.insured(directory, Nir.of("279035121518989").orElseThrow());
        UUID record = Holders.open(jdbc, person);
        try (TestClock time = TestClock.of(clock).set("2019-07-15T10:00:00Z")) {
            Delivery delivery = inbox.drop("claims", "exemple-" + record + ".xml", example);
            Page page = read(record);

            assertThat(delivery.state()).isEqualTo("TAKEN");
            assertThat(delivery.kept()).isEqualTo(25);
            assertThat(page.items()).hasSize(25).extracting(Line::from).isSortedAccordingTo((a, b) -> b.compareTo(a));
            // The document names a period until 1 July, and has care of the 11th.
            assertThat(page.upToDateAt()).isEqualTo(Instant.parse("2019-07-10T22:00:00Z"));
            assertThat(page.statements()).isEmpty();
            assertThat(page.items())
                    .filteredOn(line -> "G".equals(line.code()))
                    .hasSize(5)
                    .allSatisfy(line -> {
                        assertThat(line.label()).isEqualTo("Consultation d'un médecin généraliste");
                        assertThat(line.officialLabel()).isEqualTo("CONSULTATION MEDECINE GENERALE");
                        assertThat(line.performer()).isEqualTo("Dr Laure MARIGNY");
                    });
            assertThat(inbox.drop("claims", "autre-nom.xml", example).state()).isEqualTo("DUPLICATE");
            assertThat(read(record)).isEqualTo(page);
            assertThat(inbox.drop("claims", "sans-info-" + record + ".xml", emptyTwin)
                            .state())
                    .isEqualTo("TAKEN");
            assertThat(read(record)).as("what is there isn't called nothing").isEqualTo(page);
        }
        UUID other = Holders.open(jdbc, person);
        try (TestClock time = TestClock.of(clock).set("2019-07-15T10:00:00Z")) {
            byte[] again = (new String(emptyTwin, StandardCharsets.UTF_8) + "<!-- " + other + " -->")
                    .getBytes(StandardCharsets.UTF_8);
            inbox.drop("claims", "sans-info.xml", again);
            assertThat(read(other).items()).isEmpty();
            assertThat(read(other).statements())
                    .hasSize(7)
                    .extracting(Statement::text)
                    .containsOnly("Aucune donnée de remboursement connue dans la période");
        }
    }

    @Test
    void aDocumentIsKeptOnceAndAHigherVersionReplacesIt() {
        InsuredPerson person = Holders.insured(directory, Holders.nir());
        UUID record = Holders.open(jdbc, person);
        String first = sample(person, 1);

        Delivery delivery = inbox.drop("claims", "a.xml", first);
        Page page = read(record);
        assertThat(delivery.state()).isEqualTo("TAKEN");
        assertThat(delivery.received())
                .isEqualTo(delivery.kept())
                .isEqualTo(page.items().size());

        // The same document in other bytes: every line is known.
        Delivery spaced = inbox.drop("claims", "b.xml", first + "\n<!-- again -->");
        assertThat(spaced.state()).isEqualTo("TAKEN");
        assertThat(spaced.duplicate()).isEqualTo(delivery.kept());
        assertThat(read(record)).isEqualTo(page);

        // A second version with one act less, then the first again, late.
        String second = sample(person, 2)
                .replaceFirst("(?s)<entry>\\s*<encounter.*?</entry>", "")
                .replaceFirst("<tr><td>le .*?</tr>", "");
        assertThat(inbox.drop("claims", "c.xml", second).kept()).isEqualTo(delivery.kept() - 1);
        Page replaced = read(record);
        assertThat(replaced.items()).hasSize(page.items().size() - 1);
        Delivery late = inbox.drop("claims", "d.xml", first + "<!-- late -->");
        assertThat(late.duplicate()).isEqualTo(late.received());
        assertThat(read(record)).isEqualTo(replaced);

        // The standing version with other content is nobody's word.
        Delivery changed = inbox.drop("claims", "e.xml", sample(person, 2));
        assertThat(changed.state()).isEqualTo("SET_ASIDE");
        assertThat(changed.reason()).isEqualTo("version-changed");
        assertThat(read(record)).isEqualTo(replaced);
    }

    @Test
    void thoseWhoHaveNoRecordAreCountedAndNothingIsKeptUntilTheyHave() {
        InsuredPerson person = Holders.insured(directory, Holders.nir());
        String document = sample(person, 1);

        Delivery dropped = inbox.drop("claims", "a.xml", document);
        assertThat(dropped.state()).isEqualTo("TAKEN");
        assertThat(dropped.noRecord()).isEqualTo(dropped.received()).isPositive();

        UUID record = Holders.open(jdbc, person);
        assertThat(read(record).items()).isEmpty();
        assertThat(inbox.drop("claims", "a.xml", document).kept()).isEqualTo(dropped.received());
        assertThat(read(record).items()).hasSize((int) dropped.received());
    }

    @Test
    void feedingIsTracedAndToldOnceADay() {
        InsuredPerson person = Holders.insured(directory, Holders.nir());
        UUID record = Holders.open(jdbc, person);
        Delivery first = inbox.drop("claims", "a.xml", sample(person, 1));
        inbox.drop("claims", "b.xml", sample(person, 2));

        assertThat(jdbc.sql(
                                "select actor_kind || ' ' || act || ' ' || subject from dmp.audit_entry where record = ? order by seq")
                        .param(record)
                        .query(String.class)
                        .list())
                .hasSize(2)
                .first()
                .isEqualTo("ASSURANCE_MALADIE FEED_CARE_HISTORY " + first.id());
        assertThat(jdbc.sql("select count(*) from dmp.notice where record = ? and kind = 'HISTORY_ARRIVED'")
                        .param(record)
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void linesOutOfTheWindowAreCountedAndDropped() {
        InsuredPerson person = Holders.insured(directory, Holders.nir());
        UUID record = Holders.open(jdbc, person);
        String old = SampleHistory.of(person, today().minusMonths(13), 1);

        Delivery delivery = inbox.drop("claims", "a.xml", old);

        assertThat(delivery.refused()).isEqualTo(delivery.received()).isPositive();
        assertThat(read(record).items()).isEmpty();
        assertThat(jdbc.sql("select distinct reason from dmp.delivery_refusal where delivery = ? and sealed is null")
                        .param(delivery.id())
                        .query(String.class)
                        .list())
                .containsExactly("too-old");
    }

    @Test
    void careThatCannotBeShownIsCountedAndNothingIsSaidInItsPlace() {
        InsuredPerson person = Holders.insured(directory, Holders.nir());
        UUID record = Holders.open(jdbc, person);
        String words = sample(person, 1)
                .replaceAll("(?s)<entry>.*?</entry>", "")
                .replaceAll("(?s)<text>\\s*<table.*?</text>", "<text><list><item>SPASFON</item></list></text>");

        Delivery delivery = inbox.drop("claims", "a.xml", words);

        assertThat(delivery.state()).isEqualTo("TAKEN");
        assertThat(delivery.refused()).isEqualTo(delivery.received()).isEqualTo(7);
        assertThat(jdbc.sql("select distinct reason from dmp.delivery_refusal where delivery = ? and sealed is null")
                        .param(delivery.id())
                        .query(String.class)
                        .list())
                .containsExactly("prose");
        assertThat(read(record).statements()).isEmpty();
        assertThat(read(record).upToDateAt()).isNotNull();
    }
}
