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
import fr.dmp.record.Casework;
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

    private static final ProfessionalSession PHARMACIST = professional("10101010107");

    private static final String OF_NO_CREATION =
            "p.business_key_ is not null and not exists (select from dmp.record_creation c where c.id::text = p.business_key_)";

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
    private Casework casework;

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
        assertThat(refusalsSeenBy(someone)).containsExactly("anonymous RECORD_EXISTS");
    }

    @Test
    void whoHasARecordSeesThatSomeoneElseFailedACheck() {
        Someone someone = SomePeople.anyone().delivered(directory);
        open(someone);
        UUID id = begin(someone.otherName());
        prove(id);
        judge(id, false);
        assertThat(refusalsSeenBy(someone)).containsExactly("anonymous CHECK_FAILED");
    }

    /** The trace of the opening names whom the record's row names. */
    @Test
    void onlineItIsTheHolderWhoOpens() {
        Someone someone = SomePeople.anyone().delivered(directory);
        prove(begin(someone.application()));
        Records.Summary record = recordOf(someone).orElseThrow();
        assertThat(jdbc.sql(
                                "select actor_kind || ' ' || actor from dmp.audit_entry where record = ? and act = 'OPEN_RECORD'")
                        .param(record.record())
                        .query(String.class)
                        .single())
                .isEqualTo("HOLDER " + record.record())
                .isEqualTo(record.opener().kind() + " " + record.opener().id());
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
        UUID id = begin(someone.application(
                "N'Guyen Dupont", someone.serial(), SomePeople.anyone().mobile()));
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
        assertThat(casework.show(id, CASEWORKER).byLetter()).isTrue();

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

    @Test
    void atTheCounterPaperNeedsNoAddress() {
        UUID id = atCounter(SomePeople.anyone()
                .delivered(directory, new InsuredPerson.Address(null, null, null, null))
                .otherName());
        assertThat(casework.show(id, CASEWORKER).byLetter()).isFalse();
        judge(id, true);
        assertThat(task(id).getName()).isEqualTo("Remettre le bordereau");
    }

    /** What passes isn't the model's to decide: it is told at once, nothing moves, and the same code serves later. */
    @Test
    void whereNoPasswordCanBeMadeNowNothingMoves() {
        UUID id = begin(SomePeople.anyone().delivered(directory).application());
        Semaphore turns = (Semaphore) ReflectionTestUtils.getField(
                ReflectionTestUtils.getField(context.getBean("passwordHashes"), "turns"), "turns");
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
    @CsvSource({"ACTIVE, RECORD_EXISTS, openedMeanwhile", "CLOSED, RECORD_CLOSED, closedMeanwhile"})
    void aRecordOpenedAtTheSameMomentIsRefusedByTheDatabase(String status, CreationReason reason, String passed)
            throws Exception {
        Someone someone = SomePeople.anyone().delivered(directory);
        UUID id = begin(someone.application());
        CompletableFuture<Creations.Progress> confirmed;
        try (Connection other = database.getConnection()) {
            other.setAutoCommit(false);
            opened(other, directory.find(someone.nir()).orElseThrow().id(), status);
            confirmed = CompletableFuture.supplyAsync(() -> prove(id));
            await().until(() -> waitingToOpen() > 0);
            other.commit();
        }
        assertThat(confirmed.get(5, TimeUnit.SECONDS).reason()).isEqualTo(reason);
        assertEnded(id, "endRefused");
        assertThat(engine.getHistoryService()
                        .createHistoricActivityInstanceQuery()
                        .processInstanceId(instance(id).getId())
                        .activityId(passed)
                        .finished()
                        .count())
                .isOne();
    }

    private static void opened(Connection connection, UUID person, String status) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                """
                insert into dmp.record (id, person, status, opened_at, opened_by, opener_kind, opener, consent_at)
                values (?, ?, ?, now(), 'COUNTER', 'STAFF', 'lea', now())
                """)) {
            insert.setObject(1, UUID.randomUUID());
            insert.setObject(2, person);
            insert.setString(3, status);
            insert.executeUpdate();
        }
    }

    private long waitingToOpen() {
        return jdbc.sql(
                        "select count(*) from pg_stat_activity where wait_event_type = 'Lock' and query like 'insert into dmp.record (%'")
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
        String rpps = UUID.randomUUID().toString();
        List<Long> before = left(rpps, someone.mobile());

        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> creations.openFor(professional(rpps), application))
                .extracting(Refusal::slug)
                .isEqualTo(slug);

        if (!what.equals("exists")) {
            assertThat(left(rpps, someone.mobile())).isEqualTo(before);
            return;
        }
        assertThat(refusalsSeenBy(someone)).containsExactly(rpps + " RECORD_EXISTS");
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
        List<String> askers = List.of("anonymous", PHARMACIST.actor().id(), CASEWORKER.id());
        List<List<Long>> before = askers.stream().map(asker -> left(asker, "")).toList();
        for (Runnable asked : List.<Runnable>of(
                () -> creations.begin(refused, "192.0.2.1"),
                () -> creations.openFor(PHARMACIST, refused),
                () -> counter.begin(refused, CASEWORKER))) {
            assertThatExceptionOfType(Refusal.class)
                    .isThrownBy(asked::run)
                    .extracting(Refusal::slug)
                    .isEqualTo("consent-required");
        }
        assertThat(askers.stream().map(asker -> left(asker, "")).toList()).isEqualTo(before);
    }

    private static ProfessionalSession professional(String rpps) {
        return new ProfessionalSession(
                new Professional(rpps, "MARTIN", "Claire", "21", null, "Pharmacie du Pont", "LYON", false, false),
                false);
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

    private List<String> refusalsSeenBy(Someone someone) {
        return jdbc.sql(
                        "select actor || ' ' || ground from dmp.audit_entry where record = ? and act = 'CREATION_REFUSED'")
                .param(recordOf(someone).orElseThrow().record())
                .query(String.class)
                .list();
    }

    /**
     * How much there is of all that a creation could leave: by whom it was asked for, where it writes to, and what belongs
     * to no creation at all. What is sent to others and falls due meanwhile isn't in it.
     */
    private List<Long> left(String asker, String mobile) {
        return Stream.of(
                        "dmp.record where opener = :asker",
                        "dmp.record_creation where starter = :asker",
                        "dmp.audit_entry where actor = :asker",
                        "dmp.notice where destination = :mobile",
                        "dmp.record_key k where not exists (select from dmp.record r where r.id = k.record)",
                        "engine.act_hi_procinst p where " + OF_NO_CREATION,
                        "engine.act_ru_execution p where " + OF_NO_CREATION,
                        "engine.act_hi_varinst v where not exists (select from engine.act_hi_procinst p where p.id_ = v.proc_inst_id_)")
                .map(place -> jdbc.sql("select count(*) from " + place)
                        .param("asker", asker)
                        .param("mobile", mobile)
                        .query(Long.class)
                        .single())
                .toList();
    }
}
