package fr.dmp.emergency.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.camunda.bpm.engine.test.assertions.ProcessEngineTests.init;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.assertThat;

import fr.dmp.SandboxTest;
import fr.dmp.WalkedModels;
import fr.dmp.access.Asking;
import fr.dmp.audit.AccessMode;
import fr.dmp.emergency.EmergencyAccesses;
import fr.dmp.emergency.EmergencyReason;
import fr.dmp.emergency.EmergencyWish;
import fr.dmp.emergency.OwnEmergencies;
import fr.dmp.emergency.Review;
import fr.dmp.engine.StaffBrowser;
import fr.dmp.gate.Raw;
import fr.dmp.gate.StaffPort;
import fr.dmp.vault.RecordKeys;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.history.HistoricProcessInstance;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.IdentityLink;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.transaction.support.TransactionTemplate;

/** Every path of the process, on the real engine and database, reviewers in Tasklist's own calls. */
@SandboxTest
class EmergencyAccessPathsTest {

    private static final String WEB = "/camunda/api/engine/engine/default/task/";
    private static final String WORDS = "Patient reçu aux urgences, confirmé par le service.";

    @Autowired
    private ProcessEngine engine;

    @Autowired
    private ApplicationContext program;

    @Autowired
    private EmergencyAccesses emergencies;

    @Autowired
    private OwnEmergencies own;

    @Autowired
    private StaffPort staffPort;

    @Autowired
    private RecordKeys keys;

    @Autowired
    private TransactionTemplate transactions;

    private Asking asking;
    private String doctor;

    @BeforeAll
    static void forget(@Autowired WalkedModels models) {
        models.forget(EmergencyAccess.KEY);
    }

    @AfterAll
    static void everyPathWasWalked(@Autowired WalkedModels models, @Autowired ProcessEngine engine) {
        models.assertWhollyWalked(engine, EmergencyAccess.KEY);
    }

    @BeforeEach
    void people() {
        init(engine);
        asking = Asking.of(program);
        transactions.executeWithoutResult(transaction -> keys.create(asking.record()));
        doctor = asking.professional("10");
    }

    @Test
    void whatEndsByItselfIsReviewed() throws IOException {
        UUID access = open();
        assertThat(waiting(access)).isWaitingAt("awaitEnd").hasVariables("record", "until", "remindAt", "dueAt");
        assertThat(asking.told()).containsExactly("EMERGENCY_ACCESS Ærika NÓVÁK, 10");

        fire(access, "timeOver");

        assertThat(waiting(access)).isWaitingAt("reviewEmergency");
        assertThat(asking.acts()).contains("SYSTEM END_EMERGENCY_ACCESS TIME");
        says("controleur", access, Review.JUSTIFIED, 204);
        assertThat(ended(access)).isEqualTo("endJustified");
        assertThat(outcome(access)).isEqualTo("JUSTIFIED " + WORDS);
        assertThat(asking.told())
                .containsExactly("EMERGENCY_ACCESS Ærika NÓVÁK, 10", "EMERGENCY_REVIEWED Ærika NÓVÁK, 10");
    }

    @Test
    void nobodyAloneHoldsOneForUnjustified() throws IOException {
        UUID access = open();
        emergencies.end(asking.session(doctor), asking.record(), access);
        assertThat(waiting(access)).isWaitingAt("reviewEmergency");

        says("controleur", access, Review.UNJUSTIFIED, 204);
        assertThat(waiting(access)).isWaitingAt("confirmUnjustified");
        assertThat(outcome(access)).as("not yet said").isEqualTo("PENDING null");
        assertThat(says("controleur", access, Review.UNJUSTIFIED, 400)).contains("avis");
        fire(access, "secondOverdue");
        assertThat(task(access).getPriority()).isEqualTo(EmergencyAccess.FIRST);
        says("controleuse", access, Review.UNJUSTIFIED, 204);

        assertThat(waiting(access)).isWaitingAt("followUpUnjustified");
        fire(access, "followUpOverdue");
        assertThat(task(access).getPriority()).isEqualTo(EmergencyAccess.FIRST);
        assertThat(outcome(access)).isEqualTo("UNJUSTIFIED " + WORDS);
        assertThat(asking.acts()).contains("SYSTEM ESCALATE_EMERGENCY_REVIEW UNJUSTIFIED");
        submit("conformite", access, "\"choice\":{\"type\":\"String\",\"value\":\"REPORTED\"}", 204);
        assertThat(ended(access)).isEqualTo("endUnjustified");
        assertThat(asking.acts()).contains("STAFF FOLLOW_UP_EMERGENCY_ACCESS REPORTED");
    }

    @Test
    void theSecondOpinionMayBeAnother() throws IOException {
        UUID access = open();
        emergencies.end(asking.session(doctor), asking.record(), access);
        says("controleur", access, Review.UNJUSTIFIED, 204);

        says("controleuse", access, Review.JUSTIFIED, 204);

        assertThat(ended(access)).isEqualTo("endJustified");
    }

    @Test
    void aContestPutsItFirst() throws IOException {
        UUID access = open();
        emergencies.end(asking.session(doctor), asking.record(), access);
        assertThat(task(access).getPriority()).isEqualTo(EmergencyAccess.USUAL);

        own.contest(asking.holderSession(), access, "Je n'étais pas à l'hôpital ce jour-là.");

        assertThat(task(access).getPriority()).isEqualTo(EmergencyAccess.FIRST);
        UUID later = another();
        assertThat(listed("controleur"))
                .as("before what came later, in Tasklist's own order")
                .containsSubsequence(task(access).getId(), task(later).getId());
        says("controleur", access, Review.JUSTIFIED, 204);
        assertThat(ended(access)).isEqualTo("endJustified");
    }

    /** Of somebody else, and over already. */
    private UUID another() {
        Asking other = Asking.of(program);
        transactions.executeWithoutResult(transaction -> keys.create(other.record()));
        UUID access = open(other);
        emergencies.end(other.session(doctor), other.record(), access);
        return access;
    }

    /** The first list that Tasklist shows, as it asks for it: the newest first. */
    private List<String> listed(String login) throws IOException {
        StaffBrowser browser = StaffBrowser.signedIn(staffPort.number(), login);
        String filter = engine.getFilterService()
                .createFilterQuery()
                .filterName("À traiter")
                .singleResult()
                .getId();
        String answer = browser.send(
                "POST",
                "/camunda/api/engine/engine/default/filter/" + filter + "/list?firstResult=0&maxResults=500",
                "{\"sorting\":[{\"sortBy\":\"created\",\"sortOrder\":\"desc\"}]}");
        assertThat(Raw.status(answer)).as(answer).isEqualTo(200);
        return Pattern.compile("\"id\":\"([0-9a-f-]{36})\"")
                .matcher(answer)
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    /** Also where the second opinion is what is waited for, and where it comes after the contest. */
    @Test
    void aContestPutsTheSecondOpinionFirst() throws IOException {
        UUID access = open();
        emergencies.end(asking.session(doctor), asking.record(), access);
        says("controleur", access, Review.UNJUSTIFIED, 204);
        assertThat(task(access).getPriority()).isEqualTo(EmergencyAccess.USUAL);

        own.contest(asking.holderSession(), access, "Je n'y étais pas.");

        assertThat(waiting(access)).isWaitingAt("confirmUnjustified");
        assertThat(task(access).getPriority()).isEqualTo(EmergencyAccess.FIRST);
        people();
        UUID before = open();
        own.contest(asking.holderSession(), before, "Je n'y étais pas.");
        emergencies.end(asking.session(doctor), asking.record(), before);
        says("controleur", before, Review.UNJUSTIFIED, 204);
        assertThat(task(before).getPriority()).isEqualTo(EmergencyAccess.FIRST);
    }

    /** However often a review begins again: the very first opinion of it was one, too. */
    @Test
    void whoeverGaveAnOpinionGivesNoOther() throws IOException {
        UUID access = open();
        emergencies.end(asking.session(doctor), asking.record(), access);
        says("controleur", access, Review.UNJUSTIFIED, 204);
        says("controleuse", access, Review.JUSTIFIED, 204);
        own.contest(asking.holderSession(), access, "Je n'y étais pas.");
        for (String before : List.of("controleur", "controleuse")) {
            assertThat(says(before, access, Review.UNJUSTIFIED, 400)).contains("avis");
        }
        says("medecin-controleur", access, Review.UNJUSTIFIED, 204);
        assertThat(waiting(access)).isWaitingAt("confirmUnjustified");

        for (String before : List.of("controleur", "controleuse", "medecin-controleur")) {
            assertThat(says(before, access, Review.UNJUSTIFIED, 400)).as(before).contains("avis");
        }

        fire(access, "secondOverdue");
        says("conformite", access, Review.UNJUSTIFIED, 204);
        assertThat(waiting(access)).isWaitingAt("followUpUnjustified");
    }

    @Test
    void whatIsContestedWhileOpenIsReviewedFirst() {
        UUID access = open();
        own.contest(asking.holderSession(), access, "Je suis chez moi.");
        assertThat(waiting(access)).isWaitingAt("awaitEnd");

        emergencies.end(asking.session(doctor), asking.record(), access);

        assertThat(task(access).getPriority()).isEqualTo(EmergencyAccess.FIRST);
    }

    @Test
    void aContestReopensWhatWasJustified() throws IOException {
        UUID access = open();
        emergencies.end(asking.session(doctor), asking.record(), access);
        says("controleur", access, Review.JUSTIFIED, 204);

        own.contest(asking.holderSession(), access, "Je n'y étais pas.");

        assertThat(outcome(access)).isEqualTo("PENDING null");
        assertThat(waiting(access)).isWaitingAt("reviewEmergency");
        assertThat(says("controleur", access, Review.JUSTIFIED, 400))
                .as("it is somebody else's")
                .contains("avis");
        says("controleuse", access, Review.JUSTIFIED, 204);
        assertThat(outcome(access)).isEqualTo("JUSTIFIED " + WORDS);
    }

    @Test
    void remindersAndDeadlinesGoByTimers() throws IOException {
        UUID access = open();
        emergencies.end(asking.session(doctor), asking.record(), access);

        fire(access, "reviewReminder");
        assertThat(task(access).getPriority()).isEqualTo(EmergencyAccess.SOON);
        fire(access, "reviewOverdue");

        assertThat(task(access).getPriority()).isEqualTo(EmergencyAccess.FIRST);
        assertThat(engine.getTaskService().getIdentityLinksForTask(task(access).getId()))
                .extracting(IdentityLink::getGroupId)
                .contains("reviewer", "compliance");
        assertThat(asking.acts()).contains("SYSTEM ESCALATE_EMERGENCY_REVIEW OVERDUE");
        says("conformite", access, Review.JUSTIFIED, 204);
        assertThat(ended(access)).isEqualTo("endJustified");
    }

    private UUID open() {
        return open(asking);
    }

    private UUID open(Asking at) {
        return emergencies
                .open(
                        at.session(doctor),
                        at.record(),
                        new EmergencyWish(
                                AccessMode.BRIS_DE_GLACE,
                                EmergencyReason.UNCONSCIOUS,
                                "Trouvé inconscient dans la rue.",
                                null),
                        Supplier::get)
                .id();
    }

    private String outcome(UUID access) {
        return own.list(asking.holderSession()).stream()
                .filter(one -> one.id().equals(access))
                .map(one -> one.review() + " " + one.outcomeReason())
                .findFirst()
                .orElseThrow();
    }

    private String says(String login, UUID access, Review finding, int status) throws IOException {
        return submit(
                login,
                access,
                "\"choice\":{\"type\":\"String\",\"value\":\"%s\"},\"words\":{\"type\":\"String\",\"value\":\"%s\"}"
                        .formatted(finding, WORDS),
                status);
    }

    private String submit(String login, UUID access, String variables, int status) throws IOException {
        StaffBrowser browser = StaffBrowser.signedIn(staffPort.number(), login);
        String task = WEB + task(access).getId();
        String claimed = browser.send("POST", task + "/claim", "{\"userId\":\"" + login + "\"}");
        assertThat(Raw.status(claimed)).as(claimed).isEqualTo(204);
        String answer = browser.send("POST", task + "/submit-form", "{\"variables\":{" + variables + "}}");
        assertThat(Raw.status(answer)).as(answer).isEqualTo(status);
        if (status != 204) {
            engine.getTaskService().setAssignee(task(access).getId(), null);
        }
        return answer;
    }

    private Task task(UUID access) {
        return engine.getTaskService()
                .createTaskQuery()
                .processInstanceBusinessKey(access.toString())
                .singleResult();
    }

    private ProcessInstance waiting(UUID access) {
        return engine.getRuntimeService()
                .createProcessInstanceQuery()
                .processInstanceBusinessKey(access.toString())
                .singleResult();
    }

    private void fire(UUID access, String timer) {
        Job job = engine.getManagementService()
                .createJobQuery()
                .processInstanceId(waiting(access).getId())
                .activityId(timer)
                .singleResult();
        engine.getManagementService().executeJob(job.getId());
    }

    private String ended(UUID access) {
        List<HistoricProcessInstance> all = engine.getHistoryService()
                .createHistoricProcessInstanceQuery()
                .processInstanceBusinessKey(access.toString())
                .orderByProcessInstanceStartTime()
                .desc()
                .list();
        return all.get(0).getEndActivityId();
    }
}
