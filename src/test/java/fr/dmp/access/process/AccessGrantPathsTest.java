package fr.dmp.access.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.camunda.bpm.engine.test.assertions.ProcessEngineTests.init;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.assertThat;

import fr.dmp.SandboxTest;
import fr.dmp.WalkedModels;
import fr.dmp.access.AccessRequests;
import fr.dmp.access.AccessRequests.Answer;
import fr.dmp.access.Asking;
import fr.dmp.access.Authorizations;
import fr.dmp.access.Authorizations.Status;
import fr.dmp.access.DeclaredPhysicians;
import fr.dmp.access.ProfessionalAccess;
import fr.dmp.access.ProfessionalAccess.Consent;
import fr.dmp.access.ProfessionalAccess.Standing;
import fr.dmp.refusal.Refusal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.history.HistoricProcessInstance;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.transaction.support.TransactionTemplate;

/** Every path of the process, on the real engine and database. */
@SandboxTest
class AccessGrantPathsTest {

    @Autowired
    private ProcessEngine engine;

    @Autowired
    private ApplicationContext program;

    @Autowired
    private ProfessionalAccess access;

    @Autowired
    private AccessRequests requests;

    @Autowired
    private Authorizations authorizations;

    @Autowired
    private DeclaredPhysicians physicians;

    @Autowired
    private TransactionTemplate transactions;

    @Autowired
    private Clock clock;

    private Asking asking;
    private String doctor;

    @BeforeAll
    static void forget(@Autowired WalkedModels models) {
        models.forget(AccessGrant.KEY);
    }

    @AfterAll
    static void everyPathWasWalked(@Autowired WalkedModels models, @Autowired ProcessEngine engine) {
        models.assertWhollyWalked(engine, AccessGrant.KEY);
    }

    @BeforeEach
    void people() {
        init(engine);
        asking = Asking.of(program);
        doctor = asking.professional("10");
    }

    @Test
    void theHoldersWishIsStraightThrough() {
        authorizations.grant(asking.holderSession(), doctor, null, Supplier::get);

        assertEndedAt("HOLDER", "endGranted");
        assertThat(asking.requests()).containsExactly("HOLDER GRANTED");
        assertThat(asking.told()).as("who decides needs no telling").isEmpty();
    }

    @Test
    void anAttestedOneTellsTheHolderAtOnce() {
        Standing standing = access.attest(asking.session(doctor), asking.record(), Consent.GIVEN, Supplier::get);

        assertThat(standing.status()).isEqualTo(Status.VALID);
        assertEndedAt("HOLDER_PRESENT", "endGranted");
        assertThat(asking.told()).containsExactly("ACCESS_ATTESTED Ærika NÓVÁK, 10");
        assertThat(asking.acts()).containsExactly("PROFESSIONAL ATTEST_ACCESS HOLDER_PRESENT");
    }

    /** The refusal undoes all but its trace. */
    @Test
    void withoutConsentNothingIsStored() {
        assertThat(refused(
                        () -> access.attest(asking.session(doctor), asking.record(), Consent.MISSING, Supplier::get)))
                .isEqualTo("consent-required");
        assertThat(asking.requests()).isEmpty();
        assertThat(asking.acts()).containsExactly("PROFESSIONAL ATTEST_ACCESS_REFUSED CONSENT_REQUIRED");
        assertThat(engine.getRuntimeService()
                        .createProcessInstanceQuery()
                        .variableValueEquals(AccessGrant.RECORD, asking.record().toString())
                        .count())
                .isZero();
    }

    @Test
    void whoMayReadAlreadyHasNothingToAsk() {
        asking.declare(doctor, LocalDate.now(clock).minusDays(1));

        assertThat(ask().status()).isEqualTo(Status.VALID);

        assertEndedAt("REQUEST", "endHeld");
        assertThat(asking.requests()).containsExactly("REQUEST GRANTED HELD");
        assertThat(asking.told()).isEmpty();
        assertThat(asking.authorizations()).isZero();
    }

    @Test
    void fromAfarTheHolderAccepts() {
        Standing standing = ask();
        assertThat(standing.status()).isEqualTo(Status.UNDEFINED);
        UUID id = standing.request().id();
        assertThat(waiting(id)).isWaitingAt("awaitAnswer").hasVariables("record", "kind", "consent", "outcome");
        assertThat(asking.told()).containsExactly("ACCESS_REQUESTED Ærika NÓVÁK, 10");

        decide(id, Answer.ACCEPT);

        assertThat(ended(id)).isEqualTo("endGranted");
        assertThat(asking.requests()).containsExactly("REQUEST GRANTED");
        assertThat(asking.authorizations()).isOne();
    }

    @Test
    void fromAfarTheHolderDeclines() {
        UUID id = ask().request().id();

        decide(id, Answer.DECLINE);

        assertThat(ended(id)).isEqualTo("endDeclined");
        assertThat(asking.requests()).containsExactly("REQUEST DECLINED");
        assertThat(asking.authorizations()).isZero();
    }

    /** The rules are asked again with what is so by then; the holder is told, and the refusal stands. */
    @Test
    void whoIsStruckOffBeforeTheAnswerIsRefused() {
        UUID id = ask().request().id();
        asking.strikeOff(doctor, LocalDate.now(clock).minusDays(1));

        AccessRequests.Asked answered = decide(id, Answer.ACCEPT);

        assertThat(answered.status() + " " + answered.reason()).isEqualTo("REFUSED STRUCK_OFF");
        assertThat(ended(id)).isEqualTo("endRefused");
        assertThat(asking.requests()).containsExactly("REQUEST REFUSED STRUCK_OFF");
        assertThat(asking.authorizations()).isZero();
    }

    @Test
    void aWeekWithoutAnAnswerEndsIt() {
        UUID id = ask().request().id();

        fire(id);

        assertThat(ended(id)).isEqualTo("endExpired");
        assertThat(asking.requests()).containsExactly("REQUEST EXPIRED");
        assertThat(asking.acts()).contains("SYSTEM EXPIRE_ACCESS_REQUEST UNANSWERED");
    }

    @Test
    void aBlockEndsIt() {
        UUID id = ask().request().id();

        authorizations.block(asking.holderSession(), doctor);

        assertThat(ended(id)).isEqualTo("endSettled");
        assertThat(asking.requests()).containsExactly("REQUEST DECLINED");
        assertThat(refused(this::ask)).isEqualTo("access-denied");
    }

    /** Whoever becomes the treating physician reads by that, and needs no answer. */
    @Test
    void aDeclarationAnswersIt() {
        UUID id = ask().request().id();

        transactions.executeWithoutResult(transaction -> physicians.begin(asking.record(), doctor));

        assertThat(ended(id)).isEqualTo("endSettled");
        assertThat(asking.requests()).containsExactly("REQUEST GRANTED");
    }

    /** Withdrawing access doesn't depend on a process that someone has deleted. */
    @Test
    void aBlockHoldsWithoutTheProcessToo() {
        UUID id = ask().request().id();
        engine.getRuntimeService().deleteProcessInstance(waiting(id).getId(), "test");

        authorizations.block(asking.holderSession(), doctor);

        assertThat(asking.requests()).containsExactly("REQUEST DECLINED");
        assertThat(asking.reading(doctor)).isEqualTo("403 access-denied BLOCKED");
    }

    /** What is given otherwise answers what was asked. */
    @Test
    void aGrantOfTheHoldersOwnAnswersIt() {
        UUID id = ask().request().id();

        authorizations.grant(asking.holderSession(), doctor, null, Supplier::get);

        assertThat(ended(id)).isEqualTo("endSettled");
        assertThat(asking.requests()).containsExactly("REQUEST GRANTED", "HOLDER GRANTED");
    }

    /** While the holder is waited for; of what is over the engine keeps no variable at all. */
    @Test
    void nothingPersonalIsInTheEngine() {
        UUID id = ask().request().id();
        Map<String, Object> variables =
                engine.getRuntimeService().getVariables(waiting(id).getId());
        assertThat(variables)
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "record", asking.record().toString(), "kind", "REQUEST", "consent", false, "outcome", "ASK"));
        decide(id, Answer.ACCEPT);
        assertThat(engine.getHistoryService()
                        .createHistoricVariableInstanceQuery()
                        .processInstanceId(instance(id).getId())
                        .count())
                .isZero();
    }

    private Standing ask() {
        return access.ask(asking.session(doctor), asking.record(), Supplier::get);
    }

    private AccessRequests.Asked decide(UUID id, Answer answer) {
        return requests.decide(asking.holderSession(), id, answer, null, Supplier::get);
    }

    private static String refused(Runnable asked) {
        return catchThrowableOfType(Refusal.class, asked::run).slug();
    }

    private ProcessInstance waiting(UUID id) {
        return engine.getRuntimeService()
                .createProcessInstanceQuery()
                .processInstanceBusinessKey(id.toString())
                .singleResult();
    }

    private void fire(UUID id) {
        Job job = engine.getManagementService()
                .createJobQuery()
                .processInstanceId(waiting(id).getId())
                .activityId("answerTimeout")
                .singleResult();
        engine.getManagementService().executeJob(job.getId());
    }

    private HistoricProcessInstance instance(UUID id) {
        return engine.getHistoryService()
                .createHistoricProcessInstanceQuery()
                .processInstanceBusinessKey(id.toString())
                .singleResult();
    }

    private String ended(UUID id) {
        return instance(id).getEndActivityId();
    }

    private void assertEndedAt(String kind, String end) {
        List<UUID> ids = asking.superuser()
                .sql("select id from dmp.access_request where record = ? and kind = ?")
                .params(asking.record(), kind)
                .query(UUID.class)
                .list();
        assertThat(ids).singleElement().satisfies(id -> assertThat(ended(id)).isEqualTo(end));
    }
}
