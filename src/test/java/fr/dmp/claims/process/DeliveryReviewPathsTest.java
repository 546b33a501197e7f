package fr.dmp.claims.process;

import static fr.dmp.claims.dcir.Tables.claim;
import static fr.dmp.claims.dcir.Tables.detail;
import static fr.dmp.claims.dcir.Tables.medicine;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import fr.dmp.SandboxTest;
import fr.dmp.Superuser;
import fr.dmp.TestClock;
import fr.dmp.WalkedModels;
import fr.dmp.claims.Holders;
import fr.dmp.claims.Inbox;
import fr.dmp.claims.Inbox.Delivery;
import fr.dmp.claims.dcir.Tables;
import fr.dmp.engine.StaffBrowser;
import fr.dmp.gate.Raw;
import fr.dmp.gate.StaffPort;
import fr.dmp.identity.InsuredDirectory;
import fr.dmp.identity.InsuredPerson;
import fr.dmp.reference.Nomenclature;
import fr.dmp.reference.Nomenclatures;
import fr.dmp.reference.Nomenclatures.Told;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.history.HistoricProcessInstance;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Every path of the process, from the dropped file to what the data steward sends in Tasklist. */
@SandboxTest
class DeliveryReviewPathsTest {

    private static final String WEB = "/camunda/api/engine/engine/default/task/";
    private static final String STEWARD = "donnees";

    @Autowired
    private ProcessEngine engine;

    @Autowired
    private StaffPort staffPort;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private InsuredDirectory directory;

    @Autowired
    private Nomenclatures nomenclatures;

    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    private Environment environment;

    @Autowired
    private Clock clock;

    private Inbox inbox;
    private InsuredPerson person;
    private UUID record;
    private String day;
    private StaffBrowser steward;

    /** No other test's claims have these keys, nor other lines this code: what is mapped is so for all. */
    private long number = ThreadLocalRandom.current().nextInt(1_000_000_000);

    private final String odd = "X" + ThreadLocalRandom.current().nextInt(1_000_000_000);

    @BeforeAll
    static void forget(@Autowired WalkedModels models) {
        models.forget(DeliveryReview.KEY);
    }

    @AfterAll
    static void everyPathWasWalked(@Autowired WalkedModels models, @Autowired ProcessEngine engine) {
        models.assertWhollyWalked(engine, DeliveryReview.KEY);
    }

    @BeforeEach
    void holder() throws IOException {
        inbox = new Inbox(environment, jdbc);
        person = Holders.insured(directory, Holders.nir());
        record = Holders.open(jdbc, person);
        day = LocalDate.ofInstant(clock.instant(), ZoneId.of("Europe/Paris"))
                .minusDays(20)
                .toString();
        steward = StaffBrowser.signedIn(staffPort.number(), STEWARD);
        Instant written = Instant.parse("2026-01-01T12:00:00Z");
        transaction.executeWithoutResult(status -> {
            nomenclatures.tell(Nomenclature.PRS_NAT, List.of(new Told("1111", "CONSULTATION COTEE C", null)), written);
            nomenclatures.tell(Nomenclature.NABM, List.of(new Told("552", "GLYCEMIE", null)), written);
        });
    }

    private Map<String, String> anyClaim() {
        return claim(person.nir().value(), day, number++);
    }

    private Map<String, String> oddClaim() {
        Map<String, String> claim = anyClaim();
        claim.put("PRS_NAT_REF", odd);
        return claim;
    }

    private static Map<String, String> biology(Map<String, String> claim, int ordinal, String code) {
        return detail(claim, "BIO_ORD_NUM", "" + ordinal, "BIO_PRS_IDE", code, "BIO_ACT_QSN", "1");
    }

    private Delivery drop(Tables tables) {
        return inbox.drop("claims", "dcir.zip", tables.zip());
    }

    @Test
    void aMappedCodeOfAClaimBringsItInWithAllThatTellsMoreOfIt() throws IOException {
        Map<String, String> claim = oddClaim();
        Delivery delivery = drop(new Tables()
                .add("ER_PRS_F", anyClaim())
                .add("ER_PRS_F", claim)
                .add("ER_PHA_F", medicine(claim, 1, "3400935955838", "2")));
        assertThat(delivery.refused()).isEqualTo(2);
        Task task = task(delivery);
        assertThat(task.getDescription()).matches("Livraison [0-9A-F]{4}-[0-9A-F]{4}");
        assertThat(lines()).hasSize(1);

        claimTask(task);
        sends(task, Map.of("choice", "MAP", "codes", "ER_PRS_F.PRS_NAT_REF;" + odd + ";1111"), 204);

        assertEnded(delivery, "endSettled");
        assertThat(account(delivery)).isEqualTo("3/5300 3/5300 0/0 0/0 0/0 0/0");
        assertThat(lines()).containsExactlyInAnyOrder("1111 26.50 ER_PRS", "3400935955838 26.50 ER_PHA");
        assertThat(refusals(delivery)).isEmpty();
        assertThat(review(delivery)).isEqualTo("SETTLED 2");
        assertThat(acts(delivery.id()))
                .containsExactly(
                        "SYSTEM OPEN_DELIVERY_REVIEW",
                        "STAFF MAP_CODES",
                        "SYSTEM TAKE_REFUSED_LINES",
                        "SYSTEM SETTLE_DELIVERY_REVIEW");
        assertThat(acts(record)).contains("ASSURANCE_MALADIE FEED_CARE_HISTORY");
        assertThat(jdbc.sql(
                                "select known || ' ' || version || ' ' || decided_by from dmp.code_mapping where unknown = ?")
                        .param(odd)
                        .query(String.class)
                        .list())
                .containsExactly("1111 1 donnees");
    }

    @Test
    void aMappedCodeOfARowBringsItToItsClaimWhichStands() throws IOException {
        Map<String, String> told = anyClaim();
        Map<String, String> alone = anyClaim();
        Delivery delivery = drop(new Tables()
                .add("ER_PRS_F", told)
                .add("ER_PRS_F", alone)
                .add("ER_BIO_F", biology(told, 1, "552"))
                .add("ER_BIO_F", biology(told, 2, odd))
                .add("ER_BIO_F", biology(told, 3, odd))
                .add("ER_BIO_F", biology(alone, 1, odd)));
        assertThat(delivery.refused()).isEqualTo(3);

        decides(delivery, Map.of("choice", "MAP", "codes", "ER_BIO_F.BIO_PRS_IDE;" + odd + ";552"));

        assertEnded(delivery, "endSettled");
        assertThat(account(delivery)).isEqualTo("6/5300 6/5300 0/0 0/0 0/0 0/0");
        assertThat(lines()).filteredOn(line -> line.contains("ER_BIO")).hasSize(4);
        assertThat(paid(record)).isEqualTo(5300);
    }

    /** The row's number is lower than its claim's, which is passed by when the row is refused on its own. */
    @Test
    void aClaimAndItsRowAreBothPutRightInOneGo() throws IOException {
        Map<String, String> told = anyClaim();
        Map<String, String> claim = oddClaim();
        Delivery delivery = drop(new Tables()
                .add("ER_PRS_F", told)
                .add("ER_PRS_F", anyClaim())
                .add("ER_PRS_F", claim)
                .add("ER_BIO_F", biology(claim, 1, odd))
                .add("ER_BIO_F", biology(told, 1, odd)));
        assertThat(refusals(delivery))
                .containsExactlyInAnyOrder(
                        "4 ER_PRS_F.PRS_NAT_REF code", "2 ER_BIO_F claim-refused", "3 ER_BIO_F.BIO_PRS_IDE code");

        decides(
                delivery,
                Map.of(
                        "choice",
                        "MAP",
                        "codes",
                        "ER_PRS_F.PRS_NAT_REF;%s;1111\nER_BIO_F.BIO_PRS_IDE;%s;552".formatted(odd, odd)));

        assertEnded(delivery, "endSettled");
        assertThat(account(delivery)).isEqualTo("5/7950 5/7950 0/0 0/0 0/0 0/0");
    }

    @Test
    void whatIsStillRefusedIsTheSameStewardsNextTask() throws IOException {
        Map<String, String> twice = oddClaim();
        twice.put("PRS_ACT_QTE", "beaucoup");
        Delivery delivery = drop(new Tables().add("ER_PRS_F", twice).add("ER_PRS_F", oddClaim()));

        decides(delivery, Map.of("choice", "MAP", "codes", "ER_PRS_F.PRS_NAT_REF;" + odd + ";1111"));

        assertThat(refusals(delivery)).containsExactly("2 ER_PRS_F.PRS_ACT_QTE number");
        assertThat(account(delivery)).isEqualTo("2/5300 1/2650 0/0 0/0 0/0 1/2650");
        assertThat(task(delivery).getAssignee()).isEqualTo(STEWARD);
        decides(
                delivery,
                Map.of(
                        "choice", "DISMISS",
                        "group", "ER_PRS_F.PRS_ACT_QTE;number",
                        "motive", "CANNOT_BE_CORRECTED"));
        assertEnded(delivery, "endSettled");
        assertThat(sealed(delivery)).isZero();
        assertThat(refusals(delivery)).hasSize(1);
    }

    @Test
    void dismissedLinesAreDestroyedAndTheOthersWait() throws IOException {
        Map<String, String> late = anyClaim();
        late.put("PRS_PAI_MNT", "12,5");
        Delivery delivery = drop(new Tables().add("ER_PRS_F", late).add("ER_PRS_F", oddClaim()));
        assertThat(sealed(delivery)).isEqualTo(2);

        decides(
                delivery,
                Map.of("choice", "DISMISS", "group", "ER_PRS_F.PRS_PAI_MNT;amount", "motive", "CORRECTED_BY_SENDER"));

        assertThat(sealed(delivery)).isOne();
        assertThat(review(delivery)).isEqualTo("OPEN 0");
        decides(delivery, Map.of("choice", "DISMISS", "group", "ALL", "motive", "TEST_LINES"));
        assertThat(sealed(delivery)).isZero();
        assertEnded(delivery, "endSettled");
        assertThat(account(delivery)).as("they stay refused").endsWith("2/2650");
        assertThat(acts(delivery.id())).contains("STAFF DISMISS_REFUSED_LINES");
    }

    @Test
    void aDeliveryThatIsAskedForAgainLeavesARequest() throws IOException {
        Delivery delivery = drop(new Tables().add("ER_PRS_F", oddClaim()));

        decides(delivery, Map.of("choice", "ASK_AGAIN", "motive", "DAMAGED"));

        assertEnded(delivery, "endAskedAgain");
        assertThat(review(delivery)).isEqualTo("ASKED_AGAIN 0");
        assertThat(sealed(delivery)).isZero();
        assertThat(steward.with("Accept", "application/json").get("/staff/deliveries/" + delivery.id()))
                .as("none waits any more")
                .contains("\"waiting\":0")
                .doesNotContainPattern("\"waiting\":[1-9]");
        Path request = Path.of(environment.getRequiredProperty("dmp.data"))
                .resolve("outbox/redelivery-requests/" + delivery.id() + ".csv");
        await().until(() -> Files.exists(request));
        String digest = jdbc.sql("select encode(sha256, 'hex') from dmp.delivery where id = ?")
                .param(delivery.id())
                .query(String.class)
                .single();
        assertThat(Files.readString(request))
                .startsWith("delivery;kind;sha256;received_at;reason\n" + delivery.id() + ";claims;" + digest + ";")
                .endsWith(";DAMAGED\n");
        assertThat(acts(delivery.id())).contains("STAFF ASK_FOR_DELIVERY");
    }

    /** Nothing was wrong with the file as its sender sees it: the same bytes are looked at anew, and nothing is doubled. */
    @Test
    void theSameFileThatIsAskedForAgainIsLookedAtAnew() throws IOException {
        byte[] file = new Tables()
                .add("ER_PRS_F", oddClaim())
                .add("ER_PRS_F", anyClaim())
                .zip();
        Delivery delivery = inbox.drop("claims", "first.zip", file);
        assertThat(List.of(delivery.kept(), delivery.refused())).containsExactly(1L, 1L);
        assertThat(inbox.drop("claims", "unasked.zip", file).state()).isEqualTo("DUPLICATE");
        decides(delivery, Map.of("choice", "ASK_AGAIN", "motive", "DAMAGED"));

        Delivery again = inbox.drop("claims", "again.zip", file);

        assertThat(again.state()).isEqualTo("TAKEN");
        assertThat(List.of(again.kept(), again.duplicate(), again.refused())).containsExactly(0L, 1L, 1L);
        assertThat(review(again)).isEqualTo("OPEN 0");
        assertThat(sealed(again)).isEqualTo(1);
    }

    /** Control characters, as a scanned code may have them, stop neither the delivery nor its review. */
    @Test
    void aControlCharacterInACodeIsRefusedLikeAnyOther() throws IOException {
        Map<String, String> scanned = oddClaim();
        scanned.put("PRS_NAT_REF", "[)>\u001E06");

        Delivery delivery = drop(new Tables().add("ER_PRS_F", scanned));

        assertThat(delivery.state()).isEqualTo("TAKEN");
        assertThat(delivery.refused()).isEqualTo(1);
        decides(delivery, Map.of("choice", "DISMISS", "group", "ALL", "motive", "TEST_LINES"));
        assertThat(review(delivery)).startsWith("SETTLED");
    }

    @Test
    void whatNobodyDecidesAboutExpiresAfterNinetyDays() {
        Delivery delivery = drop(new Tables().add("ER_PRS_F", oddClaim()));
        HistoricProcessInstance instance = instance(delivery);
        Job timer = engine.getManagementService()
                .createJobQuery()
                .processInstanceId(instance.getId())
                .activityId("reviewTimeout")
                .singleResult();
        assertThat(Duration.between(
                        instance.getStartTime().toInstant(), timer.getDuedate().toInstant()))
                .isBetween(Duration.ofDays(90).minusSeconds(2), Duration.ofDays(90));

        engine.getManagementService().executeJob(timer.getId());

        assertEnded(delivery, "endExpired");
        assertThat(review(delivery)).isEqualTo("EXPIRED 0");
        assertThat(sealed(delivery)).isZero();
        assertThat(acts(delivery.id())).contains("SYSTEM EXPIRE_DELIVERY_REVIEW");
    }

    /** The deadline is the delivery's, however often a task is made anew. */
    @Test
    void anotherTaskGetsNoOtherDeadline() throws IOException {
        Delivery delivery = drop(new Tables().add("ER_PRS_F", oddClaim()).add("ER_PRS_F", brokenClaim()));
        Instant before = deadline(delivery);
        try (TestClock time = TestClock.of(clock)) {
            time.advance(Duration.ofDays(3));
            // Sessions of before have ended by now.
            steward = StaffBrowser.signedIn(staffPort.number(), STEWARD);
            decides(
                    delivery,
                    Map.of("choice", "DISMISS", "group", "ER_PRS_F.PRS_NAT_REF;code", "motive", "OUT_OF_SCOPE"));
        }
        assertThat(deadline(delivery)).isEqualTo(before);
    }

    private Map<String, String> brokenClaim() {
        Map<String, String> claim = anyClaim();
        claim.put("PRS_PAI_MNT", "x");
        return claim;
    }

    private Instant deadline(Delivery delivery) {
        return engine.getManagementService()
                .createJobQuery()
                .processInstanceId(instance(delivery).getId())
                .singleResult()
                .getDuedate()
                .toInstant();
    }

    @Test
    void aDeliveryWithoutLinesToDecideOnStartsNothing() {
        Map<String, String> old = anyClaim();
        old.putAll(Map.of("EXE_SOI_DTD", "2019-01-01", "EXE_SOI_DTF", "2019-01-01"));
        Delivery delivery = drop(
                new Tables().add("ER_PRS_F", anyClaim()).add("ER_PRS_F", old).add("ER_BIO_F", biology(old, 1, "552")));
        assertThat(delivery.refused()).isEqualTo(2);
        assertThat(instance(delivery)).isNull();
    }

    @Test
    void aMappingHoldsForTheNextDeliveryToo() throws IOException {
        Delivery first = drop(new Tables().add("ER_PRS_F", oddClaim()));
        decides(first, Map.of("choice", "MAP", "codes", "ER_PRS_F.PRS_NAT_REF;" + odd + ";1111"));

        Delivery next = drop(new Tables().add("ER_PRS_F", oddClaim()).add("ER_PRS_F", anyClaim()));

        assertThat(next.refused()).isZero();
        assertThat(next.kept()).isEqualTo(2);
        assertThat(instance(next)).isNull();
        assertThat(lines()).hasSize(3);
        assertThat(jdbc.sql("select count(*) from dmp.audit_entry where record = ? and subject = ?")
                        .params(record, next.id().toString())
                        .query(Long.class)
                        .single())
                .as("told once of both lines")
                .isOne();
    }

    @Test
    void onlyCodesOfTheDeliveryAreMappedAndOnlyToKnownOnes() throws IOException {
        Delivery delivery = drop(new Tables().add("ER_PRS_F", oddClaim()));
        Task task = task(delivery);
        claimTask(task);
        for (String codes : List.of(
                "ER_PRS_F.PRS_NAT_REF;DUPONT1;1111",
                "ER_PRS_F.BEN_NIR_PSA;" + odd + ";1111",
                "ER_PRS_F.PRS_NAT_REF;" + odd + ";7777",
                "ER_PRS_F.PRS_NAT_REF;" + odd,
                "ER_PRS_F.PRS_NAT_REF;%1$s;1111\nER_PRS_F.PRS_NAT_REF;%1$s;1111".formatted(odd),
                "")) {
            assertThat(sends(task, Map.of("choice", "MAP", "codes", codes), 400))
                    .contains("\"type\":\"Refusal\"")
                    .doesNotContain("DUPONT1");
        }
        sends(task, Map.of("choice", "DISMISS", "group", "ER_PRS_F.PRS_NAT_REF;date", "motive", "TEST_LINES"), 400);
        sends(task, Map.of("choice", "DISMISS", "group", "ALL", "motive", "parce que"), 400);
        sends(task, Map.of("choice", "DISMISS", "group", "", "motive", "TEST_LINES"), 400);
        sends(task, Map.of("choice", "ASK_AGAIN"), 400);
        sends(task, Map.of("choice", "FORGET"), 400);
        sends(task, Map.of("choice", "MAP", "note", person.nir().value()), 400);
        assertThat(task(delivery).getId()).isEqualTo(task.getId());
        assertThat(Raw.status(steward.send("PUT", WEB + task.getId() + "/variables/note", "{\"value\":\"x\"}")))
                .isGreaterThanOrEqualTo(400);
        assertThatThrownBy(() -> engine.getRuntimeService()
                        .setVariable(
                                instance(delivery).getId(), "nir", person.nir().value()))
                .hasMessageContaining("undeclared variable");
    }

    @Test
    void nothingOfAPersonIsInTheEngine() throws IOException {
        Delivery delivery = drop(new Tables().add("ER_PRS_F", oddClaim()));
        decides(delivery, Map.of("choice", "MAP", "codes", "ER_PRS_F.PRS_NAT_REF;" + odd + ";1111"));
        assertThat(engine.getHistoryService()
                        .createHistoricVariableInstanceQuery()
                        .processInstanceId(instance(delivery).getId())
                        .list())
                .extracting(variable -> variable.getName())
                .isSubsetOf("delivery", "expiresAt", "decision", "why", "waits");
        List<String> tables = Superuser.of(environment)
                .sql("select tablename from pg_tables where schemaname = 'engine' and tablename like 'act_%'")
                .query(String.class)
                .list();
        for (String table : tables) {
            assertThat(Superuser.of(environment)
                            .sql("select count(*) from engine." + table + " t where t::text like ? or t::text like ?")
                            .params("%" + odd + "%", "%" + person.nir().value() + "%")
                            .query(Long.class)
                            .single())
                    .as(table)
                    .isZero();
        }
    }

    /** Whatever is refused for a code: put right, it is on the account and in the record as if it had come right. */
    @RepeatedTest(6)
    void putRightItIsAsIfItHadComeRight() throws IOException {
        Random random = new Random(ThreadLocalRandom.current().nextLong());
        InsuredPerson twin = Holders.insured(directory, Holders.nir());
        UUID twinsRecord = Holders.open(jdbc, twin);
        Tables wrong = new Tables();
        Tables right = new Tables();
        for (int i = 0; i < 30; i++) {
            boolean nobody = random.nextInt(7) == 0;
            Map<String, String> claim = anyClaim();
            claim.put("PRS_ACT_QTE", random.nextInt(5) == 0 ? "-1" : "1");
            claim.put("PRS_PAI_MNT", random.nextInt(4) == 0 ? "x" : "26.50");
            Map<String, String> mine = with(claim, "BEN_NIR_PSA", nobody ? "199999999999999" : nir(person));
            Map<String, String> twins = with(claim, "BEN_NIR_PSA", nobody ? "199999999999999" : nir(twin));
            twins.put("DCT_ORD_NUM", String.valueOf(number++));
            wrong.add("ER_PRS_F", with(mine, "PRS_NAT_REF", i == 0 || random.nextInt(3) == 0 ? odd : "1111"));
            right.add("ER_PRS_F", twins);
            for (int ordinal = random.nextInt(3); ordinal > 0; ordinal--) {
                wrong.add("ER_BIO_F", biology(mine, ordinal, random.nextInt(3) == 0 ? odd : "552"));
                right.add("ER_BIO_F", biology(twins, ordinal, "552"));
            }
        }
        // Something is there to put right, whatever chance says.
        wrong.add("ER_PRS_F", oddClaim());
        right.add("ER_PRS_F", claim(nir(twin), day, number++));
        Delivery delivery = drop(wrong);
        mapAll(delivery);

        assertThat(account(delivery)).isEqualTo(account(inbox.drop("claims", "twin.zip", right.zip())));
        assertThat(closes(delivery)).isTrue();
        assertThat(refusals(delivery)).hasSize((int) number(delivery, "refused"));
        assertThat(paid(record)).isEqualTo(paid(twinsRecord));
        List<String> standing = lines(record);
        assertThat(standing.stream().filter(line -> line.endsWith("ER_BIO")).count())
                .isEqualTo(lines(twinsRecord).stream()
                        .filter(line -> line.endsWith("ER_BIO"))
                        .count());

        assertThat(drop(wrong).state()).isEqualTo("DUPLICATE");
        Delivery again = inbox.drop("claims", "2.zip", wrong.shuffled(3).zip());
        assertThat(again.kept()).isZero();
        assertThat(closes(again)).isTrue();
        assertThat(lines(record)).isEqualTo(standing);
    }

    private static String nir(InsuredPerson holder) {
        return holder.nir().value();
    }

    private static Map<String, String> with(Map<String, String> claim, String column, String value) {
        Map<String, String> other = new HashMap<>(claim);
        other.put(column, value);
        return other;
    }

    /** Until no line is refused for a code that may be mapped. */
    private void mapAll(Delivery delivery) throws IOException {
        for (int round = 0; round < 3; round++) {
            Map<String, String> columns = Map.of("ER_PRS_F.PRS_NAT_REF", "1111", "ER_BIO_F.BIO_PRS_IDE", "552");
            String codes = refusals(delivery).stream()
                    .filter(line -> line.endsWith(" code"))
                    .map(line -> line.split(" ")[1])
                    .distinct()
                    .map(column -> column + ";" + odd + ";" + columns.get(column))
                    .collect(Collectors.joining("\n"));
            if (!codes.isEmpty()) {
                decides(delivery, Map.of("choice", "MAP", "codes", codes));
            }
        }
    }

    private void decides(Delivery delivery, Map<String, String> fields) throws IOException {
        Task task = task(delivery);
        claimTask(task);
        sends(task, fields, 204);
    }

    private void claimTask(Task task) throws IOException {
        if (task.getAssignee() == null) {
            String answer = steward.send("POST", WEB + task.getId() + "/claim", "{\"userId\":\"" + STEWARD + "\"}");
            assertThat(Raw.status(answer)).as(answer).isEqualTo(204);
        }
    }

    private String sends(Task task, Map<String, String> fields, int status) throws IOException {
        String variables = fields.entrySet().stream()
                .map(field -> "\"%s\":{\"type\":\"String\",\"value\":\"%s\"}"
                        .formatted(field.getKey(), field.getValue().replace("\n", "\\n")))
                .collect(Collectors.joining(","));
        String answer =
                steward.send("POST", WEB + task.getId() + "/submit-form", "{\"variables\":{" + variables + "}}");
        assertThat(Raw.status(answer)).as(answer).isEqualTo(status);
        return answer;
    }

    private Task task(Delivery delivery) {
        return engine.getTaskService()
                .createTaskQuery()
                .processInstanceBusinessKey(delivery.id().toString())
                .singleResult();
    }

    private HistoricProcessInstance instance(Delivery delivery) {
        return engine.getHistoryService()
                .createHistoricProcessInstanceQuery()
                .processInstanceBusinessKey(delivery.id().toString())
                .singleResult();
    }

    private void assertEnded(Delivery delivery, String at) {
        assertThat(instance(delivery).getEndActivityId()).isEqualTo(at);
    }

    private List<String> refusals(Delivery delivery) {
        return jdbc.sql("select line || ' ' || col || ' ' || reason from dmp.delivery_refusal where delivery = ?")
                .param(delivery.id())
                .query(String.class)
                .list();
    }

    private long sealed(Delivery delivery) {
        return jdbc.sql("select count(*) from dmp.delivery_refusal where delivery = ? and sealed is not null")
                .param(delivery.id())
                .query(Long.class)
                .single();
    }

    private String review(Delivery delivery) {
        return jdbc.sql("select state || ' ' || put_right from dmp.delivery_review where delivery = ?")
                .param(delivery.id())
                .query(String.class)
                .single();
    }

    private List<String> acts(UUID chain) {
        return jdbc.sql("select actor_kind || ' ' || act from dmp.audit_entry where record = ? order by seq")
                .param(chain)
                .query(String.class)
                .list();
    }

    /** Lines and cents: received, kept, duplicate, reversed, without record, refused. */
    private String account(Delivery delivery) {
        return jdbc.sql(
                        """
                        select received || '/' || received_cents || ' ' || kept || '/' || kept_cents || ' ' || duplicate || '/'
                            || duplicate_cents || ' ' || reversed || '/' || reversed_cents || ' ' || no_record || '/'
                            || no_record_cents || ' ' || refused || '/' || refused_cents
                        from dmp.delivery where id = ?
                        """)
                .param(delivery.id())
                .query(String.class)
                .single();
    }

    private long number(Delivery delivery, String column) {
        return jdbc.sql("select " + column + " from dmp.delivery where id = ?")
                .param(delivery.id())
                .query(Long.class)
                .single();
    }

    /** The whole and the sum of its tables; each table by itself is checked by the database. */
    private boolean closes(Delivery delivery) {
        return jdbc.sql(
                        """
                        select d.received = d.kept + d.duplicate + d.reversed + d.no_record + d.refused
                            and d.received_cents = d.kept_cents + d.duplicate_cents + d.reversed_cents + d.no_record_cents
                                + d.refused_cents
                            and d.kept = t.kept and d.refused = t.refused
                        from dmp.delivery d, (select sum(kept) as kept, sum(refused) as refused from dmp.delivery_table
                            where delivery = ?) t
                        where d.id = ?
                        """)
                .params(delivery.id(), delivery.id())
                .query(Boolean.class)
                .single();
    }

    /** What stands of the record: code, amount, table. */
    private List<String> lines() {
        return lines(record);
    }

    private List<String> lines(UUID of) {
        return Superuser.of(environment)
                .sql(
                        """
                        select code || ' ' || coalesce((paid_cents / 100.0)::numeric(9, 2)::text, '-') || ' ER_'
                            || left(detail, 3)
                        from dmp.care_line where record = ? order by 1
                        """)
                .param(of)
                .query(String.class)
                .list();
    }

    private long paid(UUID of) {
        return Superuser.of(environment)
                .sql("select coalesce(sum(paid_cents), 0) from dmp.care_line where record = ?")
                .param(of)
                .query(Long.class)
                .single();
    }
}
