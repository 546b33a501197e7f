package fr.dmp.claims.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import fr.dmp.SandboxTest;
import fr.dmp.Statements;
import fr.dmp.WalkedModels;
import fr.dmp.claims.Holders;
import fr.dmp.claims.Inbox;
import fr.dmp.claims.Inbox.Delivery;
import fr.dmp.claims.TreatingChanges;
import fr.dmp.claims.delivery.Account;
import fr.dmp.claims.delivery.Account.Fate;
import fr.dmp.claims.delivery.Content;
import fr.dmp.claims.delivery.DeliveryKind;
import fr.dmp.identity.InsuredDirectory;
import fr.dmp.identity.InsuredPerson;
import fr.dmp.identity.Nir;
import fr.dmp.identity.Professional;
import fr.dmp.identity.Professionals;
import fr.dmp.identity.Professionals.Registration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.history.HistoricProcessInstance;
import org.camunda.bpm.engine.history.HistoricVariableInstance;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Declarations of treating physicians, from the inbox to what the holder is told; every path of the process. */
@SandboxTest
@ExtendWith(OutputCaptureExtension.class)
class TreatingPhysicianChangeTest {

    private static final String HEADER = "nir;rpps;since\n";

    @Autowired
    private ProcessEngine engine;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private InsuredDirectory directory;

    @Autowired
    private Professionals professionals;

    @Autowired
    private TreatingChanges changes;

    @Autowired
    private List<Content> contents;

    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    private Environment environment;

    @Autowired
    private Clock clock;

    @TempDir
    private Path folder;

    private final Nir nir = Holders.nir();
    private Inbox inbox;
    private InsuredPerson person;
    private LocalDate today;
    private String anne;
    private String bruno;

    @BeforeAll
    static void forget(@Autowired WalkedModels models) {
        models.forget(TreatingPhysicianChange.KEY);
    }

    @AfterAll
    static void everyPathWasWalked(@Autowired WalkedModels models, @Autowired ProcessEngine engine) {
        models.assertWhollyWalked(engine, TreatingPhysicianChange.KEY);
    }

    @BeforeEach
    void people() {
        inbox = new Inbox(environment, jdbc);
        person = Holders.insured(directory, nir);
        today = LocalDate.ofInstant(clock.instant(), ZoneId.of("Europe/Paris"));
        anne = physician("Anne", "10");
        bruno = physician("Bruno", "10");
    }

    private String physician(String givenName, String profession) {
        String rpps = "27" + String.format("%09d", ThreadLocalRandom.current().nextInt(1_000_000_000));
        professionals.register(List.of(new Registration(
                new Professional(rpps, "ORTOLANE", givenName, profession, null, null, null, false, false),
                Optional.empty())));
        return rpps;
    }

    private String line(Nir of, String rpps, LocalDate since) {
        return of.value() + ";" + rpps + ";" + since + "\n";
    }

    private Delivery drop(String lines) {
        return inbox.drop("treating-physicians", "ORTOLANE.csv", HEADER + lines);
    }

    private List<String> intervals(UUID of) {
        return jdbc.sql(
                        """
                        select rpps || ' ' || since || ' ' || coalesce(until::text, '') from dmp.treating_physician
                        where person = ? order by since
                        """)
                .param(of)
                .query(String.class)
                .list();
    }

    private List<String> acts(UUID record) {
        return jdbc.sql(
                        """
                        select actor_kind || ' ' || act || ' ' || coalesce(subject, '') from dmp.audit_entry
                        where record = ? order by seq
                        """)
                .param(record)
                .query(String.class)
                .list();
    }

    private List<String> told(UUID record) {
        return jdbc.sql(
                        """
                        select (facts ->> 'physician') || ', ' || (facts ->> 'since') from dmp.notice
                        where record = ? and kind = 'TREATING_PHYSICIAN_CHANGED' order by id
                        """)
                .param(record)
                .query(String.class)
                .list();
    }

    private static String day(LocalDate day) {
        return String.format("%02d/%02d/%d", day.getDayOfMonth(), day.getMonthValue(), day.getYear());
    }

    private void awaitTold(UUID record, int times) {
        await().atMost(Duration.ofSeconds(60)).until(() -> told(record).size() == times);
    }

    private List<String> startedFor(Delivery delivery) {
        return jdbc.sql("select id::text from dmp.treating_change where delivery = ?")
                .param(delivery.id())
                .query(String.class)
                .list();
    }

    @Test
    void theFirstPhysicianBeginsAndTheNextEndsTheirRights(CapturedOutput log) {
        UUID record = Holders.open(jdbc, person);
        LocalDate before = today.minusDays(30);
        Instant start = clock.instant();

        assertThat(drop(line(nir, anne, before)).kept()).isOne();
        assertThat(intervals(person.id())).containsExactly(anne + " " + before + " ");
        awaitTold(record, 1);
        assertThat(acts(record)).containsExactly("ASSURANCE_MALADIE BEGIN_TREATING_RIGHTS " + anne);

        Delivery next = drop(line(nir, bruno, today));
        assertThat(intervals(person.id()))
                .containsExactly(anne + " " + before + " " + today, bruno + " " + today + " ");
        assertThat(professionals.treating(person.id()))
                .map(Professional::givenName)
                .contains("Bruno");
        awaitTold(record, 2);
        assertThat(told(record)).containsExactly("Anne ORTOLANE, " + day(before), "Bruno ORTOLANE, " + day(today));
        assertThat(acts(record))
                .containsExactly(
                        "ASSURANCE_MALADIE BEGIN_TREATING_RIGHTS " + anne,
                        "ASSURANCE_MALADIE END_TREATING_RIGHTS " + anne,
                        "ASSURANCE_MALADIE BEGIN_TREATING_RIGHTS " + bruno);
        assertThat(startedFor(next)).as("what waits to be told").isEmpty();
        assertNothingPersonalInTheEngine(start);
        assertThat(log.toString())
                .contains(next.id().toString())
                .doesNotContain("ORTOLANE", nir.value(), nir.value().substring(0, 13), anne, bruno);
    }

    /** A block on whoever becomes it has no effect any more, and ends as a dated fact; another's stays. */
    @Test
    void aBlockOnTheNewPhysicianEnds() {
        UUID record = Holders.open(jdbc, person);
        for (String blocked : List.of(anne, bruno)) {
            jdbc.sql(
                            "insert into dmp.access_block (record, professional, since) values (?, ?, now() - interval '1 day')")
                    .params(record, blocked)
                    .update();
        }

        drop(line(nir, anne, today));
        awaitTold(record, 1);

        assertThat(jdbc.sql("select professional from dmp.access_block where record = ? and ended_at is null")
                        .param(record)
                        .query(String.class)
                        .list())
                .containsExactly(bruno);
        assertThat(acts(record))
                .containsExactly(
                        "ASSURANCE_MALADIE BEGIN_TREATING_RIGHTS " + anne,
                        "ASSURANCE_MALADIE UNBLOCK_PROFESSIONAL " + anne);
    }

    private void assertNothingPersonalInTheEngine(Instant since) {
        List<HistoricProcessInstance> instances = engine.getHistoryService()
                .createHistoricProcessInstanceQuery()
                .processDefinitionKey(TreatingPhysicianChange.KEY)
                .startedAfter(java.util.Date.from(since.minusSeconds(5)))
                .list();
        assertThat(instances).isNotEmpty().allSatisfy(instance -> {
            assertThat(UUID.fromString(instance.getBusinessKey())).isNotNull();
            assertThat(engine.getHistoryService()
                            .createHistoricVariableInstanceQuery()
                            .processInstanceId(instance.getId())
                            .list())
                    .extracting(HistoricVariableInstance::getName, HistoricVariableInstance::getTypeName)
                    .allMatch(variable -> variable.toList().equals(List.of("former", "boolean")));
        });
    }

    @Test
    void withoutAnOpenRecordTheTableAloneChanges() {
        Delivery delivery = drop(line(nir, anne, today.minusDays(3)) + line(nir, bruno, today));

        assertThat(List.of(delivery.received(), delivery.kept())).containsExactly(2L, 2L);
        assertThat(intervals(person.id())).hasSize(2);
        assertThat(startedFor(delivery)).isEmpty();
    }

    @Test
    void theSameAgainAndAnOlderDayChangeNothing() {
        UUID record = Holders.open(jdbc, person);
        String file = line(nir, anne, today.minusDays(10));
        drop(file);
        awaitTold(record, 1);

        assertThat(drop(file).state()).isEqualTo("DUPLICATE");
        Delivery again = drop(file + line(nir, bruno, today.minusDays(11)) + line(nir, anne, today));
        assertThat(List.of(again.received(), again.kept(), again.duplicate())).containsExactly(3L, 0L, 3L);
        assertThat(intervals(person.id())).containsExactly(anne + " " + today.minusDays(10) + " ");
        assertThat(startedFor(again)).isEmpty();
        assertThat(told(record)).hasSize(1);
    }

    @Test
    void anotherFromTheSameDayCorrectsTheOneOnFile() {
        UUID record = Holders.open(jdbc, person);
        drop(line(nir, anne, today));
        awaitTold(record, 1);
        drop(line(nir, bruno, today));
        awaitTold(record, 2);

        assertThat(intervals(person.id())).containsExactly(bruno + " " + today + " ");
        assertThat(acts(record)).contains("ASSURANCE_MALADIE END_TREATING_RIGHTS " + anne);
    }

    @Test
    void whatIsNotKnownHereIsRefusedLineByLine() {
        String nurse = physician("Nina", "60");
        Delivery delivery = drop(line(Holders.nir(), anne, today)
                + line(nir, "27000000000", today)
                + line(nir, nurse, today)
                + line(nir, anne, today.plusDays(1))
                + line(nir, anne, today).replace(nir.value(), "279035121518988")
                + line(nir, anne, today));

        assertThat(List.of(delivery.received(), delivery.kept(), delivery.refused()))
                .containsExactly(6L, 1L, 5L);
        assertThat(jdbc.sql(
                                """
                                select line || ' ' || col || ' ' || reason || ' ' || (sealed is not null)
                                from dmp.delivery_refusal where delivery = ? order by line
                                """)
                        .param(delivery.id())
                        .query(String.class)
                        .list())
                .containsExactly(
                        "2 nir unknown-person true",
                        "3 rpps unknown-rpps true",
                        "4 rpps not-a-doctor true",
                        "5 since future-date true",
                        "6 nir nir-key true");
    }

    /** Closed between the delivery and its turn: traced, but there is no one to tell. */
    @Test
    void theHolderOfARecordThatWasClosedMeanwhileIsNotTold() {
        UUID record = Holders.open(jdbc, person);
        UUID change = UUID.randomUUID();
        jdbc.sql(
                        """
                        insert into dmp.treating_change (id, record, person, rpps, since, delivery)
                        values (?, ?, ?, ?, ?, ?)
                        """)
                .params(change, record, person.id(), anne, today, UUID.randomUUID())
                .update();
        jdbc.sql("update dmp.record set status = 'DELETED' where id = ?")
                .param(record)
                .update();
        transaction.executeWithoutResult(status -> changes.tellHolder(change));

        assertThat(told(record)).isEmpty();
        assertThatThrownBy(() -> transaction.executeWithoutResult(status -> changes.tellHolder(change)))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void nobodyHasTwoPhysiciansOnOneDay() {
        professionals.declareTreating(person.id(), anne, today.minusDays(10));
        professionals.declareTreating(person.id(), bruno, today);
        professionals.declareTreating(person.id(), bruno, today.minusDays(10));
        professionals.declareTreating(person.id(), anne, today.minusDays(20));

        assertThat(intervals(person.id()))
                .containsExactly(anne + " " + today.minusDays(10) + " " + today, bruno + " " + today + " ");
    }

    /** Whoever comes later waits, and finds what the one before has left. */
    @Test
    void declarationsThatRaceLeaveOneIntervalBesideTheOther() {
        List<CompletableFuture<Void>> racing = IntStream.range(0, 8)
                .mapToObj(i -> CompletableFuture.runAsync(() ->
                        professionals.declareTreating(person.id(), i % 2 == 0 ? anne : bruno, today.minusDays(8L - i))))
                .toList();
        racing.forEach(CompletableFuture::join);

        assertThat(jdbc.sql(
                                """
                                select count(*) from dmp.treating_physician a join dmp.treating_physician b
                                    on b.person = a.person and b.since > a.since and b.since < coalesce(a.until, 'infinity')
                                where a.person = ?
                                """)
                        .param(person.id())
                        .query(Integer.class)
                        .single())
                .isZero();
        assertThat(intervals(person.id()))
                .filteredOn(interval -> interval.endsWith(" "))
                .hasSize(1);
    }

    /** The changes themselves are told afterwards; what the delivery's transaction pays for each is its start. */
    @Test
    void manyDeclarationsAreTakenBySets() throws IOException {
        List<InsuredPerson> many = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            many.add(Holders.insured(directory, Holders.nir()));
        }
        int open = 100;
        List<UUID> records = new ArrayList<>();
        many.stream().distinct().limit(open).forEach(one -> records.add(Holders.open(jdbc, one)));
        StringBuilder lines = new StringBuilder(HEADER);
        many.forEach(one -> lines.append(line(one.nir(), anne, today)));
        Path file = Files.writeString(folder.resolve("many"), lines);
        Content treating = contents.stream()
                .filter(content -> content.kind() == DeliveryKind.TREATING_PHYSICIANS)
                .findFirst()
                .orElseThrow();

        long start = System.nanoTime();
        Statements.Count sent = Statements.during(() -> {
            Account account = transaction.execute(
                    status -> treating.read(file, Instant.now()).take(UUID.randomUUID()));
            assertThat(account.of(Fate.KEPT).lines()
                            + account.of(Fate.DUPLICATE).lines())
                    .isEqualTo(many.size());
        });
        LoggerFactory.getLogger(getClass())
                .info(
                        "{} declarations, of {} open records, in {} and {} statements",
                        many.size(),
                        open,
                        Duration.ofNanos(System.nanoTime() - start),
                        sent.statements());

        assertThat(sent.statements()).isLessThan(10 + 15 * open);
        records.forEach(record -> awaitTold(record, 1));
    }
}
