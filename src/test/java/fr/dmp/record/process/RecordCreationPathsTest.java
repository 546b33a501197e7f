package fr.dmp.record.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import fr.dmp.SandboxTest;
import fr.dmp.WalkedModels;
import fr.dmp.audit.Actor;
import fr.dmp.identity.InsuredDirectory;
import fr.dmp.identity.InsuredPerson;
import fr.dmp.identity.Professional;
import fr.dmp.record.Application;
import fr.dmp.record.CaseFile;
import fr.dmp.record.Counter;
import fr.dmp.record.CreationCases;
import fr.dmp.record.CreationReason;
import fr.dmp.record.CreationStatus;
import fr.dmp.record.CreationSteps;
import fr.dmp.record.Creations;
import fr.dmp.record.Records;
import fr.dmp.record.SlipBox;
import fr.dmp.record.SomePeople;
import fr.dmp.record.SomePeople.Someone;
import fr.dmp.refusal.Refusal;
import fr.dmp.signin.ProfessionalSession;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.history.HistoricProcessInstance;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.util.ReflectionTestUtils;
import org.springframework.transaction.support.TransactionTemplate;

/** Every path of the process, on the real engine and database. */
@SandboxTest
class RecordCreationPathsTest {

    private static final Actor CASEWORKER = new Actor(Actor.Kind.STAFF, "lea", null);

    private static final ProfessionalSession PHARMACIST = new ProfessionalSession(
            new Professional("10101010107", "MARTIN", "Claire", "21", null, "Pharmacie du Pont", "LYON", false, false),
            false);

    @Autowired
    private ProcessEngine engine;

    @Autowired
    private Creations creations;

    @Autowired
    private Counter counter;

    @Autowired
    private CreationCases cases;

    @Autowired
    private CreationSteps steps;

    @Autowired
    private SlipBox slips;

    @Autowired
    private Records records;

    @Autowired
    private InsuredDirectory directory;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TransactionTemplate transactions;

    @Autowired
    private DataSource database;

    @Autowired
    private Clock clock;

    @Autowired
    private ApplicationContext context;

    @BeforeAll
    static void forget(@Autowired WalkedModels models) {
        models.forget(RecordCreation.KEY);
    }

    @AfterAll
    static void everyPathWasWalked(@Autowired WalkedModels models, @Autowired ProcessEngine engine) {
        models.assertWhollyWalked(engine, RecordCreation.KEY);
    }

    @Test
    void onlineWithTheContactOnFileIsStraightThrough() {
        Someone someone = SomePeople.anyone().delivered(directory);
        UUID id = begin(someone.application());
        assertThat(creations.progress(id).status()).isEqualTo(CreationStatus.AWAITING_CODE);

        Creations.Progress opened = prove(id);

        assertThat(opened.status()).isEqualTo(CreationStatus.OPENED);
        assertThat(opened.identifier()).isNotBlank();
        assertEnded(id, "endOpened");
        assertThat(recordOf(someone)).isPresent();
        assertThat(noticesAbout(id)).containsExactlyInAnyOrder("INITIAL_PASSWORD/SMS", "WELCOME/SMS");
    }

    @Test
    void withoutACodeItEnds() {
        UUID id = begin(SomePeople.anyone().delivered(directory).application());
        fire(id, "codeTimeout");
        assertEnded(id, "endCodeExpired");
        assertThat(creations.progress(id).reason()).isEqualTo(CreationReason.CODE_EXPIRED);
    }

    @Test
    void onlineUnknownPersonIsRefusedAfterTheCode() {
        UUID id = begin(SomePeople.anyone().application());
        assertRefused(id, CreationReason.UNKNOWN_PERSON);
    }

    @Test
    void onlineOtherCardIsRefusedAfterTheCode() {
        Someone someone = SomePeople.anyone().delivered(directory);
        UUID id = begin(someone.application("N'Guyen Dupont", "9999", someone.mobile()));
        assertRefused(id, CreationReason.CARD_INVALID);
    }

    @Test
    void onlineOtherRegimeIsRefused() {
        UUID id = begin(SomePeople.of("8", "08C835").delivered(directory).application());
        assertRefused(id, CreationReason.NOT_ELIGIBLE);
    }

    @Test
    void onlineExistingRecordIsToldBeforeTheRegime() {
        Someone someone = SomePeople.of("8", "08C835").delivered(directory);
        open(someone);
        assertRefused(begin(someone.application()), CreationReason.RECORD_EXISTS);
    }

    @Test
    void onlineClosedRecordIsTold() {
        Someone someone = SomePeople.anyone().delivered(directory);
        open(someone);
        jdbc.sql("update dmp.record set status = 'CLOSED' where person = ?")
                .param(directory.find(someone.nir()).orElseThrow().id())
                .update();
        assertRefused(begin(someone.application()), CreationReason.RECORD_CLOSED);
    }

    @Test
    void anUnknownContactIsCheckedAndSecretsGoByTwoLetters() {
        Someone someone = SomePeople.anyone().delivered(directory);
        UUID id = begin(someone.application("N'Guyen Dupont", someone.serial(), "+33611223344"));
        assertThat(prove(id).status()).isEqualTo(CreationStatus.AWAITING_CHECK);

        judge(id, true);

        assertEnded(id, "endOpened");
        assertThat(creations.progress(id).identifier()).isNull();
        assertThat(noticesAbout(id)).contains("IDENTIFIER/LETTER", "INITIAL_PASSWORD/LETTER");
    }

    @Test
    void otherTraitsAreCheckedOnceAndConfirmed() {
        Someone someone = SomePeople.anyone().delivered(directory);
        UUID id = begin(someone.otherName());
        assertThat(prove(id).status()).isEqualTo(CreationStatus.AWAITING_CHECK);
        Task task = task(id);
        assertThat(task.getName()).isEqualTo("Vérifier l’identité");
        assertThat(task.getDescription()).isEqualTo("Demande " + CaseFile.reference(id));
        assertThat(task.getDueDate()).isNotNull();

        judge(id, true);

        assertEnded(id, "endOpened");
        assertThat(creations.progress(id).identifier()).isNull();
        assertThat(noticesAbout(id)).contains("IDENTIFIER/LETTER", "INITIAL_PASSWORD/LETTER");
    }

    /** What opens a record after a check goes by letter: without an address it would reach nobody. */
    @Test
    void nobodyIsConfirmedWhomNoLetterReaches() {
        UUID id = begin(SomePeople.anyone()
                .delivered(directory, new InsuredPerson.Address(null, null, null, null))
                .otherName());
        prove(id);
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> judge(id, true))
                .extracting(Refusal::slug)
                .isEqualTo("no-postal-address");
        assertThat(creations.progress(id).status()).isEqualTo(CreationStatus.AWAITING_CHECK);
        judge(id, false);
        assertEnded(id, "endCheckFailed");
    }

    /** What passes isn't the model's to decide: it is told at once, nothing moves, and the same code serves later. */
    @Test
    void whereNoPasswordCanBeMadeNowNothingMoves() {
        UUID id = begin(SomePeople.anyone().delivered(directory).application());
        Semaphore turns = (Semaphore) ReflectionTestUtils.getField(context.getBean("passwordHashes"), "turns");
        turns.acquireUninterruptibly(2);
        try {
            Refusal busy =
                    assertTimeout(Duration.ofMillis(2500), () -> catchThrowableOfType(Refusal.class, () -> prove(id)));
            assertThat(busy.slug()).isEqualTo("busy");
            assertThat(busy.properties()).containsKey("retryAfter");
            assertThat(creations.progress(id).status()).isEqualTo(CreationStatus.AWAITING_CODE);
        } finally {
            turns.release(2);
        }
        assertThat(creations.confirm(id, "123456").status()).isEqualTo(CreationStatus.OPENED);
    }

    @Test
    void otherTraitsAreCheckedAndRefused() {
        UUID id = begin(SomePeople.anyone().delivered(directory).otherName());
        prove(id);
        judge(id, false);
        assertEnded(id, "endCheckFailed");
        assertThat(creations.progress(id).reason()).isEqualTo(CreationReason.CHECK_FAILED);
    }

    @Test
    void aCheckThatNobodyMakesEndsAfterFourteenDays() {
        UUID id = begin(SomePeople.anyone().delivered(directory).otherName());
        prove(id);
        fire(id, "checkTimeout");
        assertEnded(id, "endCheckFailed");
    }

    @Test
    void aRecordOpenedDuringTheCheckIsFoundAfterIt() {
        Someone someone = SomePeople.anyone().delivered(directory);
        UUID id = begin(someone.otherName());
        prove(id);
        open(someone);
        judge(id, true);
        assertEnded(id, "endRefused");
        assertThat(creations.progress(id).reason()).isEqualTo(CreationReason.RECORD_EXISTS);
    }

    /** Between the look for a record and its opening another creation may be faster: the database decides. */
    @ParameterizedTest
    @CsvSource({"ACTIVE, RECORD_EXISTS", "CLOSED, RECORD_CLOSED"})
    void aRecordOpenedAtTheSameMomentIsRefusedByTheDatabase(String status, CreationReason reason) throws Exception {
        Someone someone = SomePeople.anyone().delivered(directory);
        UUID id = begin(someone.application());
        CompletableFuture<Creations.Progress> confirmed;
        try (Connection other = database.getConnection()) {
            other.setAutoCommit(false);
            opened(other, directory.find(someone.nir()).orElseThrow().id(), status);
            confirmed = CompletableFuture.supplyAsync(() -> prove(id));
            await().until(() -> waitingForALock() > 0);
            other.commit();
        }
        assertThat(confirmed.get(5, TimeUnit.SECONDS).reason()).isEqualTo(reason);
        assertEnded(id, "endRefused");
    }

    private static void opened(Connection connection, UUID person, String status) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                """
                insert into dmp.record (id, person, status, opened_at, opened_by, opener_kind, opener, consent_at,
                    break_glass, regulation)
                values (?, ?, ?, now(), 'COUNTER', 'STAFF', 'lea', now(), true, true)
                """)) {
            insert.setObject(1, UUID.randomUUID());
            insert.setObject(2, person);
            insert.setString(3, status);
            insert.executeUpdate();
        }
    }

    private long waitingForALock() {
        return jdbc.sql("select count(*) from pg_locks where not granted")
                .query(Long.class)
                .single();
    }

    @Test
    void aProfessionalOpensAtOnceAndGetsASlip() {
        Someone someone = SomePeople.anyone().delivered(directory);
        Creations.Outcome outcome = creations.openFor(PHARMACIST, someone.application());
        assertThat(outcome.status()).isEqualTo(CreationStatus.OPENED);
        assertThat(outcome.record()).isEqualTo(recordOf(someone).orElseThrow().record());
        assertThat(outcome.slip()).isNotNull();
        assertEnded(outcome.creation(), "endOpened");
    }

    @Test
    void aProfessionalsMismatchIsCheckedAndSecretsGoByLetter() {
        Creations.Outcome outcome = creations.openFor(
                PHARMACIST, SomePeople.anyone().delivered(directory).otherName());
        assertThat(outcome.status()).isEqualTo(CreationStatus.AWAITING_CHECK);
        judge(outcome.creation(), true);
        Creations.Outcome after = creations.outcome(PHARMACIST, outcome.creation());
        assertThat(after.status()).isEqualTo(CreationStatus.OPENED);
        assertThat(after.slip()).isNull();
        assertThat(noticesAbout(outcome.creation())).contains("IDENTIFIER/LETTER", "INITIAL_PASSWORD/LETTER");
    }

    @ParameterizedTest
    @CsvSource({"unknown, unknown-person", "card, card-invalid", "regime, not-eligible", "exists, record-exists"})
    void aProfessionalIsToldFaceToFaceAndNothingStaysButATraceOfTheRecord(String what, String slug) {
        Someone someone = what.equals("regime") ? SomePeople.of("99", "99C000") : SomePeople.anyone();
        if (!what.equals("unknown")) {
            someone.delivered(directory);
        }
        if (what.equals("exists")) {
            open(someone);
        }
        Application application = what.equals("card")
                ? someone.application("N'Guyen Dupont", "9999", someone.mobile())
                : someone.application();
        List<Long> before = stored();

        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> creations.openFor(PHARMACIST, application))
                .extracting(Refusal::slug)
                .isEqualTo(slug);

        if (!what.equals("exists")) {
            assertThat(stored()).isEqualTo(before);
            return;
        }
        assertThat(jdbc.sql("select actor || ' ' || ground from dmp.audit_entry where record = ? and act = ?")
                        .params(recordOf(someone).orElseThrow().record(), "CREATION_REFUSED")
                        .query(String.class)
                        .list())
                .containsExactly("10101010107 RECORD_EXISTS");
    }

    @Test
    void atTheCounterTheSlipIsRemadeAndHandedOver() {
        UUID id = atCounter(SomePeople.anyone().delivered(directory).application());
        UUID first = slips.ofCreation(id).orElseThrow().id();
        assertThat(task(id).getTaskDefinitionKey()).isEqualTo("handOverSlip");

        complete(id, Map.of(RecordCreation.HANDED_OVER, false));
        assertThat(slips.ofCreation(id).orElseThrow().id()).isNotEqualTo(first);
        complete(id, Map.of(RecordCreation.HANDED_OVER, true));

        assertEnded(id, "endHandedOver");
    }

    @Test
    void aSlipOfWhichNobodySaysWhatBecameEndsAfterFourteenDaysAndTheRecordStays() {
        Someone someone = SomePeople.anyone().delivered(directory);
        UUID id = atCounter(someone.application());
        fire(id, "slipTimeout");
        assertEnded(id, "endUnconfirmed");
        UUID record = recordOf(someone).orElseThrow().record();
        assertThat(jdbc.sql("select act from dmp.audit_entry where record = ? order by seq desc limit 1")
                        .param(record)
                        .query(String.class)
                        .single())
                .isEqualTo("SLIP_UNCONFIRMED");
    }

    @Test
    void withoutConsentNothingAtAllIsStored() {
        Application refused = new Application(null, null, false, null);
        List<Long> before = stored();
        for (Runnable asked : List.<Runnable>of(
                () -> creations.begin(refused, "192.0.2.1"),
                () -> creations.openFor(PHARMACIST, refused),
                () -> counter.begin(refused, CASEWORKER))) {
            assertThatExceptionOfType(Refusal.class)
                    .isThrownBy(asked::run)
                    .extracting(Refusal::slug)
                    .isEqualTo("consent-required");
        }
        assertThat(stored()).isEqualTo(before);
    }

    private UUID begin(Application application) {
        return creations.begin(application, UUID.randomUUID().toString()).id();
    }

    /** The code is known to nobody but its addressee: the test puts one of its own in its place. */
    private Creations.Progress prove(UUID id) {
        transactions.executeWithoutResult(
                transaction -> cases.expectCode(id, "123456", clock.instant().plusSeconds(60)));
        return creations.confirm(id, "123456");
    }

    private void open(Someone someone) {
        assertThat(creations.openFor(PHARMACIST, someone.application()).status())
                .isEqualTo(CreationStatus.OPENED);
    }

    private UUID atCounter(Application application) {
        return transactions.execute(transaction -> {
            UUID id = counter.begin(application, CASEWORKER);
            engine.getRuntimeService()
                    .startProcessInstanceByKey(
                            RecordCreation.KEY,
                            id.toString(),
                            Map.of(
                                    RecordCreation.CHANNEL,
                                    "COUNTER",
                                    RecordCreation.REFERENCE,
                                    CaseFile.reference(id)));
            return id;
        });
    }

    private void judge(UUID id, boolean confirmed) {
        transactions.executeWithoutResult(transaction -> {
            if (confirmed) {
                steps.confirmIdentity(id, "lea");
            } else {
                steps.doubtIdentity(id, "lea");
            }
            complete(id, Map.of(RecordCreation.CONFIRMED, confirmed, RecordCreation.TRUSTED, confirmed));
        });
    }

    private void complete(UUID id, Map<String, Object> variables) {
        engine.getTaskService().complete(task(id).getId(), variables);
    }

    private Task task(UUID id) {
        return engine.getTaskService()
                .createTaskQuery()
                .processInstanceBusinessKey(id.toString())
                .taskCandidateGroup("caseworker")
                .singleResult();
    }

    private void fire(UUID id, String timer) {
        Job job = engine.getManagementService()
                .createJobQuery()
                .processInstanceId(instance(id).getId())
                .activityId(timer)
                .singleResult();
        engine.getManagementService().executeJob(job.getId());
    }

    private HistoricProcessInstance instance(UUID id) {
        return engine.getHistoryService()
                .createHistoricProcessInstanceQuery()
                .processInstanceBusinessKey(id.toString())
                .singleResult();
    }

    private void assertEnded(UUID id, String at) {
        assertThat(instance(id).getEndActivityId()).isEqualTo(at);
    }

    private void assertRefused(UUID id, CreationReason reason) {
        assertThat(creations.progress(id).reason()).isNull();
        Creations.Progress progress = prove(id);
        assertThat(progress.status()).isEqualTo(CreationStatus.REFUSED);
        assertThat(progress.reason()).isEqualTo(reason);
        assertEnded(id, "endRefused");
    }

    private Optional<Records.Summary> recordOf(Someone someone) {
        return records.ofPerson(directory.find(someone.nir()).orElseThrow().id());
    }

    private List<String> noticesAbout(UUID creation) {
        return jdbc.sql("select kind || '/' || channel from dmp.notice where record = ?")
                .param(cases.find(creation).orElseThrow().record())
                .query(String.class)
                .list();
    }

    /** How much there is of all that a creation could leave. */
    private List<Long> stored() {
        return Stream.of(
                        "dmp.record",
                        "dmp.record_creation",
                        "dmp.slip",
                        "dmp.audit_entry",
                        "dmp.notice",
                        "dmp.record_key",
                        "engine.act_hi_procinst",
                        "engine.act_ru_execution",
                        "engine.act_hi_varinst")
                .map(table -> jdbc.sql("select count(*) from " + table)
                        .query(Long.class)
                        .single())
                .toList();
    }
}
