package fr.dmp.recovery.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.camunda.bpm.engine.test.assertions.ProcessEngineTests.init;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.assertThat;

import fr.dmp.SandboxTest;
import fr.dmp.WalkedModels;
import fr.dmp.engine.StaffBrowser;
import fr.dmp.gate.Raw;
import fr.dmp.gate.StaffPort;
import fr.dmp.recovery.Answers;
import fr.dmp.recovery.CallDesk.Judgement;
import fr.dmp.recovery.CallDesk.Posting;
import fr.dmp.recovery.CallDesk.Told;
import fr.dmp.recovery.Lost;
import fr.dmp.recovery.LostHolder;
import fr.dmp.recovery.Recoveries;
import fr.dmp.refusal.Refusal;
import java.io.IOException;
import java.util.List;
import java.util.StringJoiner;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import java.util.regex.Matcher;
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
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;

/** Every path of the process, on the real engine and database, agents and supervisors in Tasklist's own calls. */
@SandboxTest
class CredentialRecoveryPathsTest {

    private static final String WEB = "/camunda/api/engine/engine/default/";
    private static final String AGENT = "agent3646";
    private static final String SUPERVISOR = "responsable3646";
    private static final String FRESH = "vélo bleu sous la pluie";
    private static final Pattern INSTANCE = Pattern.compile("\"businessKey\":\"([0-9a-f-]{36})\"");

    @Autowired
    private ProcessEngine engine;

    @Autowired
    private ApplicationContext program;

    @Autowired
    private Recoveries recoveries;

    @Autowired
    private StaffPort staffPort;

    @LocalServerPort
    private int port;

    private LostHolder holder;

    @BeforeAll
    static void forget(@Autowired WalkedModels models) {
        models.forget(CredentialRecovery.KEY);
    }

    @AfterAll
    static void everyPathWasWalked(@Autowired WalkedModels models, @Autowired ProcessEngine engine) {
        models.assertWhollyWalked(engine, CredentialRecovery.KEY);
    }

    @BeforeEach
    void people() {
        init(engine);
        holder = LostHolder.of(program);
        holder.startAfresh();
    }

    @Test
    void whoIsRecognisedByPhoneChoosesAPasswordWithinTheCall() throws IOException {
        UUID recovery = call(holder.right());
        assertThat(waiting(recovery)).isWaitingAt("tellCaller");
        assertThat(task(recovery).getAssignee()).isEqualTo(AGENT);
        assertThat(shown(AGENT, recovery)).contains("\"recognised\":true", "\"path\":\"SEND\"", "\"by\":\"SMS\"");

        tell(recovery, Told.GO_ON);
        recoveries.redeem(recovery.toString(), holder.codeBySms(port), FRESH, client());

        assertThat(ended(recovery)).isEqualTo("endOver");
        assertThat(holder.identifierByMail(port)).isEqualTo(holder.identifier());
        assertThat(holder.sent())
                .containsExactly(
                        "RECOVERY_BEGUN SMS",
                        "RECOVERY_BEGUN MAIL",
                        "RECOVERY_CODE SMS",
                        "IDENTIFIER_AGAIN MAIL",
                        "RECOVERED SMS",
                        "RECOVERED MAIL");
        assertThat(holder.acts())
                .containsExactly(
                        "STAFF ASK_RECOVERY ENOUGH",
                        "STAFF READ_RECOVERY RECOVERY_DESK",
                        "STAFF TELL_CALLER GO_ON",
                        "SYSTEM SEND_RECOVERY_CODE SMS",
                        "ANONYMOUS RECOVER_CREDENTIALS CODE_OF_KNOWN_CONTACT");
    }

    @Test
    void anIdentifierAloneNeedsNoCode() throws IOException {
        UUID recovery = call(holder.right(Lost.IDENTIFIER));
        tell(recovery, Told.GO_ON);

        assertThat(ended(recovery)).isEqualTo("endOver");
        assertThat(holder.sent()).contains("IDENTIFIER_AGAIN SMS").noneMatch(sent -> sent.startsWith("RECOVERY_CODE"));
    }

    @Test
    void whoIsNotRecognisedGetsNothing() throws IOException {
        UUID recovery = call(holder.wrong());
        assertThat(shown(AGENT, recovery))
                .contains("\"recognised\":false", "\"path\":\"REFUSE\"", "\"letter\":false")
                .doesNotContain("\"by\"");
        assertThat(submit(AGENT, recovery, field("choice", Told.LETTER), 400)).contains("suite");

        tell(recovery, Told.GO_ON);

        assertThat(ended(recovery)).isEqualTo("endOver");
        assertThat(holder.sent()).containsExactly("RECOVERY_FAILED SMS");
        assertThat(holder.acts()).contains("SYSTEM REFUSE_RECOVERY NOT_RECOGNISED");
    }

    @Test
    void aNewContactHasToCoolOffAndKnownContactsCanStopIt() throws IOException {
        holder.contactsSince("2026-11-20");
        UUID recovery = call(holder.right());
        assertThat(shown(AGENT, recovery)).contains("\"path\":\"COOL_OFF\"");
        tell(recovery, Told.GO_ON);
        assertThat(waiting(recovery)).isWaitingAt("coolingOver");
        assertThat(held()).isTrue();
        assertThat(holder.sent()).doesNotContain("RECOVERY_CODE SMS");

        recoveries.cancel(reference(recovery), holder.cancellationBySms(port), client());

        assertThat(ended(recovery)).isEqualTo("endCancelled");
        assertThat(held()).isFalse();
        assertThat(holder.sent()).doesNotContain("RECOVERY_CODE SMS");
    }

    /** Else whoever asks twice and is stopped once could have the record read. */
    @Test
    void whatIsStoppedLeavesWhatAnotherHolds() throws IOException {
        holder.contactsSince("2026-11-20");
        UUID one = call(holder.right());
        tell(one, Told.GO_ON);
        UUID other = call(holder.right());
        tell(other, Told.GO_ON);
        recoveries.cancel(reference(one), holder.cancellationBySms(port, reference(one)), client());
        assertThat(held()).isTrue();

        fire(other, "coolingOver");
        assertThat(held()).isFalse();
    }

    @Test
    void afterTheCoolingOffTheCodeLeaves() throws IOException {
        holder.contactsSince("2026-11-20");
        UUID recovery = call(holder.right(Lost.PASSWORD));
        tell(recovery, Told.GO_ON);

        fire(recovery, "coolingOver");

        assertThat(waiting(recovery)).isWaitingAt("awaitCode");
        assertThat(held()).isFalse();
        recoveries.redeem(reference(recovery).toLowerCase(), holder.codeBySms(port), FRESH, client());
        assertThat(ended(recovery)).isEqualTo("endOver");
        assertThat(holder.sent()).doesNotContain("IDENTIFIER_AGAIN MAIL");
    }

    @Test
    void whoseContactIsGoneByThenGetsNothing() throws IOException {
        holder.contactsSince("2026-11-20");
        UUID recovery = call(holder.right());
        tell(recovery, Told.GO_ON);
        holder.loseContacts();

        fire(recovery, "coolingOver");

        assertThat(ended(recovery)).isEqualTo("endOver");
        assertThat(holder.sent()).doesNotContain("RECOVERY_CODE SMS", "RECOVERY_CODE MAIL");
    }

    @Test
    void aCodeThatNobodyTypesEndsIt() throws IOException {
        UUID recovery = call(holder.right());
        tell(recovery, Told.GO_ON);
        fire(recovery, "codeOver");
        assertThat(ended(recovery)).isEqualTo("endOver");
        assertThat(holder.acts()).contains("SYSTEM END_RECOVERY DEADLINE");
    }

    @Test
    void aCallThatNobodyEndsIsOver() throws IOException {
        UUID recovery = call(holder.right());
        fire(recovery, "tellTimeout");
        assertThat(ended(recovery)).isEqualTo("endOver");
        assertThat(holder.sent()).doesNotContain("RECOVERY_CODE SMS");
    }

    @Test
    void withoutContactALetterIsWrittenAndPosted() throws IOException {
        holder = LostHolder.withoutContact(program);
        UUID recovery = call(holder.right());
        assertThat(shown(AGENT, recovery)).contains("\"path\":\"LETTER\"");
        tell(recovery, Told.GO_ON);
        assertThat(waiting(recovery)).isWaitingAt("confirmPosting");
        fire(recovery, "postingOverdue");
        assertThat(engine.getTaskService()
                        .getIdentityLinksForTask(task(recovery).getId()))
                .extracting(IdentityLink::getGroupId)
                .contains("supervisor-3646");

        submit(AGENT, recovery, field("choice", Posting.PRINT_AGAIN), 204);
        submit(AGENT, recovery, field("choice", Posting.POSTED), 204);

        assertThat(waiting(recovery)).isWaitingAt("awaitCode");
        assertThat(holder.sent())
                .containsExactly(
                        "RECOVERY_BEGUN LETTER",
                        "RECOVERY_LETTER LETTER",
                        "IDENTIFIER_AGAIN LETTER",
                        "RECOVERY_LETTER LETTER",
                        "IDENTIFIER_AGAIN LETTER");
    }

    @Test
    void aLetterMayBeReadBeforeItsPostingIsSaid() throws IOException {
        holder = LostHolder.withoutContact(program);
        UUID recovery = call(holder.right(Lost.PASSWORD));
        tell(recovery, Told.GO_ON);
        engine.getRuntimeService()
                .createMessageCorrelation(CredentialRecovery.CODE_USED)
                .processInstanceBusinessKey(recovery.toString())
                .correlate();
        assertThat(ended(recovery)).isEqualTo("endOver");
    }

    @Test
    void aLetterWithNothingButTheIdentifierEndsWithItsPosting() throws IOException {
        holder = LostHolder.withoutContact(program);
        UUID recovery = call(holder.right(Lost.IDENTIFIER));
        tell(recovery, Told.GO_ON);
        submit(AGENT, recovery, field("choice", Posting.POSTED), 204);
        assertThat(ended(recovery)).isEqualTo("endOver");
        assertThat(holder.sent()).containsExactly("RECOVERY_BEGUN LETTER", "IDENTIFIER_AGAIN LETTER");
    }

    @Test
    void withoutContactNorAddressThereIsTheCounter() throws IOException {
        holder = LostHolder.withoutContactNorAddress(program);
        UUID recovery = call(holder.right(Lost.BOTH));
        assertThat(shown(AGENT, recovery)).contains("\"recognised\":true", "\"path\":\"REFUSE\"");
        tell(recovery, Told.GO_ON);
        assertThat(holder.acts()).contains("SYSTEM REFUSE_RECOVERY COUNTER");
    }

    @Test
    void aDoubtGoesToASecondPairOfEyes() throws IOException {
        UUID recovery = call(holder.right());
        tell(recovery, Told.DOUBT);
        assertThat(waiting(recovery)).isWaitingAt("lookAgain");
        assertThat(shown(SUPERVISOR, recovery)).contains("\"reasons\":[\"DOUBT\"]", "\"agent\":\"agent3646\"");

        submit(SUPERVISOR, recovery, field("choice", Judgement.APPROVE), 204);

        assertThat(waiting(recovery)).as("known contacts keep their time").isWaitingAt("coolingOver");
    }

    @Test
    void fewAnswersGoToASecondPairOfEyesWhoMaySayNo() throws IOException {
        UUID recovery = call(holder.few());
        tell(recovery, Told.GO_ON);
        assertThat(waiting(recovery)).isWaitingAt("lookAgain");
        submit(SUPERVISOR, recovery, field("choice", Judgement.REFUSE), 204);
        assertThat(ended(recovery)).isEqualTo("endOver");
        assertThat(holder.acts()).contains("SYSTEM REFUSE_RECOVERY NOT_APPROVED");
    }

    @Test
    void anAgentWhoGivesBackMoreThanOthersIsLookedAt() throws IOException {
        holder.muchWorkOf(AGENT, 20);
        UUID recovery = call(holder.right());
        assertThat(shown(SUPERVISOR, recovery)).contains("\"path\":\"SECOND_LOOK\"", "\"reasons\":[\"AGENT_RATE\"]");
        holder.startAfresh();
        holder.muchWorkOf(AGENT, 19);
        assertThat(shown(AGENT, call(holder.right()))).contains("\"path\":\"SEND\"");
    }

    @Test
    void severalRequestsForOnePersonCoolOff() throws IOException {
        for (int time = 0; time < 2; time++) {
            form(LostHolder.calling(holder.wrong(), "0388000000"));
        }
        assertThat(shown(AGENT, call(holder.right()))).contains("\"path\":\"COOL_OFF\"");
    }

    @Test
    void aSecondLookThatNobodyTakesIsANo() throws IOException {
        UUID recovery = call(holder.few());
        tell(recovery, Told.GO_ON);
        fire(recovery, "lookOverdue");
        assertThat(ended(recovery)).isEqualTo("endOver");
        assertThat(holder.acts()).contains("SYSTEM REFUSE_RECOVERY NOT_JUDGED");
    }

    @Test
    void aFormThatIsRightIsDecidedAtOnce() {
        UUID recovery = form(holder.right());
        await().untilAsserted(() -> assertThat(waiting(recovery)).isWaitingAt("awaitCode"));
        assertThatThrownBy(() -> recoveries.redeem(recovery.toString(), "00000000", FRESH, client()))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.slug()).isEqualTo("recovery-code-wrong"));
        String code = holder.codeBySms(port);
        await().ignoreExceptionsInstanceOf(Refusal.class).untilAsserted(() -> {
            recoveries.redeem(recovery.toString(), code, FRESH, client());
        });
        assertThat(ended(recovery)).isEqualTo("endOver");
    }

    @Test
    void aFormThatIsNotEnoughIsCalledBack() throws IOException {
        UUID recovery = form(LostHolder.calling(holder.few(), "03 88 00 00 00"));
        await().untilAsserted(() -> assertThat(waiting(recovery)).isWaitingAt("callBack"));
        assertThat(shown(AGENT, recovery)).contains("\"phone\":\"0388000000\"");
        fire(recovery, "callOverdue");
        assertThat(task(recovery).getPriority()).isEqualTo(CredentialRecovery.LATE);

        submit(AGENT, recovery, field("choice", "UNREACHED"), 204);
        assertThat(waiting(recovery)).isWaitingAt("callBack");
        submit(AGENT, recovery, field("choice", "REACHED") + "," + fields(holder.right()), 204);

        assertThat(waiting(recovery)).isWaitingAt("tellCaller");
        tell(recovery, Told.GO_ON);
        assertThat(waiting(recovery)).isWaitingAt("awaitCode");
        assertThat(holder.sent()).containsOnlyOnce("RECOVERY_BEGUN SMS").contains("RECOVERY_CODE SMS");
    }

    @Test
    void whoIsNeverReachedIsRefused() throws IOException {
        UUID recovery = form(LostHolder.calling(holder.wrong(), "0388000000"));
        await().untilAsserted(() -> assertThat(waiting(recovery)).isWaitingAt("callBack"));
        for (int call = 0; call < 3; call++) {
            submit(AGENT, recovery, field("choice", "UNREACHED"), 204);
        }
        assertThat(ended(recovery)).isEqualTo("endOver");
    }

    /** A caller's answers, typed by the agent into Tasklist's start form. */
    private UUID call(Answers answers) throws IOException {
        String answer = StaffBrowser.signedIn(staffPort.number(), AGENT)
                .send(
                        "POST",
                        WEB + "process-definition/key/" + CredentialRecovery.KEY + "/submit-form",
                        "{\"variables\":{" + fields(answers) + "," + field("callingNumber", number()) + "}}");
        assertThat(Raw.status(answer)).as(answer).isEqualTo(200);
        Matcher key = INSTANCE.matcher(answer);
        assertThat(key.find()).as(answer).isTrue();
        return UUID.fromString(key.group(1));
    }

    private UUID form(Answers answers) {
        return recoveries.begin(answers, client(), Supplier::get).id();
    }

    /** Each from a network of its own: what is counted by network is tested elsewhere. */
    private static String client() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        return "10." + random.nextInt(256) + "." + random.nextInt(256) + "." + random.nextInt(256);
    }

    private static String number() {
        return "+33388" + ThreadLocalRandom.current().nextInt(100_000, 1_000_000);
    }

    private static String fields(Answers answers) {
        StringJoiner all = new StringJoiner(",");
        all.add(field("nir", answers.nir()));
        all.add(field("birthName", answers.birthName()));
        all.add(field("birthDate", "01/01/1985"));
        all.add(field("address", answers.address()));
        all.add(field("serial", answers.serial()));
        all.add(field("lost", answers.lost() == null ? Lost.BOTH : answers.lost()));
        return all.toString();
    }

    private static String field(String name, Object value) {
        return "\"%s\":{\"type\":\"String\",\"value\":\"%s\"}".formatted(name, value);
    }

    private void tell(UUID recovery, Told choice) throws IOException {
        submit(AGENT, recovery, field("choice", choice), 204);
    }

    private String shown(String login, UUID recovery) throws IOException {
        String answer = StaffBrowser.signedIn(staffPort.number(), login)
                .with("Accept", "application/json")
                .get("/staff/recoveries/" + recovery);
        assertThat(Raw.status(answer)).as(answer).isEqualTo(200);
        return answer;
    }

    private String submit(String login, UUID recovery, String variables, int status) throws IOException {
        StaffBrowser browser = StaffBrowser.signedIn(staffPort.number(), login);
        Task task = task(recovery);
        if (task.getAssignee() == null) {
            String claimed =
                    browser.send("POST", WEB + "task/" + task.getId() + "/claim", "{\"userId\":\"" + login + "\"}");
            assertThat(Raw.status(claimed)).as(claimed).isEqualTo(204);
        }
        String answer = browser.send(
                "POST", WEB + "task/" + task.getId() + "/submit-form", "{\"variables\":{" + variables + "}}");
        assertThat(Raw.status(answer)).as(answer).isEqualTo(status);
        return answer;
    }

    private Task task(UUID recovery) {
        return engine.getTaskService()
                .createTaskQuery()
                .processInstanceBusinessKey(recovery.toString())
                .singleResult();
    }

    private ProcessInstance waiting(UUID recovery) {
        return engine.getRuntimeService()
                .createProcessInstanceQuery()
                .processInstanceBusinessKey(recovery.toString())
                .singleResult();
    }

    private void fire(UUID recovery, String timer) {
        Job job = engine.getManagementService()
                .createJobQuery()
                .processInstanceId(waiting(recovery).getId())
                .activityId(timer)
                .singleResult();
        engine.getManagementService().executeJob(job.getId());
    }

    private String ended(UUID recovery) {
        List<HistoricProcessInstance> all = engine.getHistoryService()
                .createHistoricProcessInstanceQuery()
                .processInstanceBusinessKey(recovery.toString())
                .list();
        return all.get(0).getEndActivityId();
    }

    private String reference(UUID recovery) {
        return holder.superuser()
                .sql("select reference from dmp.recovery where id = ?")
                .param(recovery)
                .query(String.class)
                .single();
    }

    private boolean held() {
        return holder.superuser()
                .sql("select held_until is not null from dmp.credential where record = ?")
                .param(holder.record())
                .query(Boolean.class)
                .single();
    }
}
