package fr.dmp.engine;

import static org.assertj.core.api.Assertions.assertThat;

import fr.dmp.SandboxTest;
import fr.dmp.gate.Raw;
import fr.dmp.gate.StaffPort;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What people type goes into the domain; whichever way they send it, the engine keeps none of it. */
@SandboxTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class IntakeTest {

    private static final String WEB = "/camunda/api/engine/engine/default";
    private static final String REST = "/engine-rest";
    private static final String START = "/process-definition/key/trial/submit-form";
    private static final String TYPED =
            "{\"variables\":{\"nir\":{\"value\":\"CANARI-279035121518989\"},\"familyName\":{\"value\":\"CANARI-Zwoelf\"}}}";
    private static final String[] CANARIES = {"CANARI", "279035121518989"};

    @Autowired
    private ProcessEngine engine;

    @Autowired
    private StaffPort staffPort;

    @Autowired
    private JdbcClient jdbc;

    private Trial trial;

    private final Map<String, StaffBrowser> browsers = new HashMap<>();

    @BeforeAll
    void deploy() {
        trial = new Trial(engine);
    }

    @AfterEach
    void clear() {
        trial.clear();
    }

    @AfterAll
    void remove() {
        trial.close();
    }

    @Test
    void aStartFormGoesIntoTheDomain() throws IOException {
        String answer = caseworker().send("POST", WEB + START, TYPED);
        assertThat(Raw.status(answer)).as(answer).isEqualTo(200);
        assertThat(TrialProcess.TAKEN)
                .containsExactly(Map.of("nir", "CANARI-279035121518989", "familyName", "CANARI-Zwoelf"));
        var instance = engine.getRuntimeService()
                .createProcessInstanceQuery()
                .processDefinitionKey("trial")
                .singleResult();
        assertThat(UUID.fromString(instance.getBusinessKey())).isNotNull();
        assertThat(engine.getRuntimeService().getVariables(instance.getId()))
                .containsOnly(Map.entry("channel", "COUNTER"));
        Trial.nothingStored(jdbc, CANARIES);
    }

    @Test
    void aTaskFormGoesIntoTheDomain() throws IOException {
        StaffBrowser caseworker = caseworker();
        Task task = started(caseworker);
        claim(caseworker, task);
        String answer = caseworker.send(
                "POST",
                WEB + "/task/" + task.getId() + "/submit-form",
                "{\"variables\":{\"note\":{\"value\":\"CANARI note\"}}}");
        assertThat(Raw.status(answer)).as(answer).isEqualTo(204);
        assertThat(TrialProcess.TAKEN).contains(Map.of("note", "CANARI note"));
        assertThat(trial.onlyTask().getTaskDefinitionKey()).isEqualTo("plain");
        Trial.nothingStored(jdbc, CANARIES);
    }

    @Test
    void aRefusalIsASentence() throws IOException {
        for (StaffBrowser caller : List.of(caseworker(), StaffBrowser.program(port(), "trial-caseworker"))) {
            String base = caller.get(WEB + "/task").startsWith("HTTP/1.1 200") ? WEB : REST;
            String answer = caller.send("POST", base + START, "{\"variables\":{\"nir\":{\"value\":\"1\"}}}");
            assertThat(answer)
                    .startsWith("HTTP/1.1 400")
                    .contains("\"type\":\"Refusal\"")
                    .contains("clé est faux")
                    .doesNotContain("org.camunda", "fr.dmp");
        }
        assertThat(trial.instances()).isZero();
    }

    /** Each is a way round the forms; %s is the task. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "PUT  | /task/%s/variables/x | {\"value\":\"CANARI\"}",
                "PUT  | /task/%s/variables/matches | {\"value\":\"CANARI\"}",
                "PUT  | /task/%s/variables/CANARI | {\"value\":true}",
                "PUT  | /task/%s/localVariables/x | {\"value\":\"CANARI\"}",
                "POST | /task/%s/variables | {\"modifications\":{\"x\":{\"value\":\"CANARI\"}}}",
                "POST | /task/%s/delegate | {\"userId\":\"CANARI\"}",
                "POST | /task/%s/resolve | {\"variables\":{\"x\":{\"value\":\"CANARI\"}}}",
                "POST | /task/%s/complete | {\"variables\":{\"x\":{\"value\":\"CANARI\"}}}",
                "POST | /task/%s/complete | {\"variables\":{\"channel\":{\"value\":\"ONLINE\"}}}",
                "POST | /task/%s/submit-form | {\"variables\":{\"note\":{\"value\":\"CANARI\"},\"x\":{\"value\":\"CANARI\"}}}",
                "POST | /task/%s/claim | {\"userId\":\"CANARI\"}",
                "POST | /task/%s/assignee | {\"userId\":\"CANARI\"}",
                "POST | /task/%s/comment/create | {\"message\":\"CANARI\"}",
                "POST | /task/%s/bpmnError | {\"errorCode\":\"CANARI\"}",
                "POST | /task/%s/bpmnEscalation | {\"escalationCode\":\"CANARI\"}",
                "POST | /task/%s/identity-links | {\"userId\":\"CANARI\",\"type\":\"candidate\"}",
                "POST | /task/%s/identity-links | {\"groupId\":\"CANARI\",\"type\":\"candidate\"}",
                "PUT  | /task/%s/ | {\"name\":\"CANARI\",\"description\":\"CANARI\"}",
                "POST | /task/create | {\"name\":\"CANARI\"}",
                "POST | /process-definition/key/trial/start | {\"businessKey\":\"CANARI\"}",
                "POST | /process-definition/key/trial/start | {\"businessKey\":\"0194f0a0-0000-7000-8000-000000000001\"}",
                "POST | /process-definition/key/trial/start | {\"variables\":{\"x\":{\"value\":\"CANARI\"}}}",
                "POST | /process-definition/key/trial/start | {\"variables\":{\"channel\":{\"value\":\"ONLINE\"}}}",
                "POST | /process-definition/key/trial/submit-form | {\"businessKey\":\"CANARI\",\"variables\":{}}",
                "POST | /process-definition/key/trial/start | {\"startInstructions\":[{\"type\":\"startBeforeActivity\",\"activityId\":\"plain\"}]}",
                "POST | /process-definition/key/trial/start | {\"variables\":{\"nir\":{\"value\":\"e30=\",\"type\":\"Bytes\"}}}"
            })
    void everyWayAroundIsRefused(String method, String path, String body) throws IOException {
        for (String login : List.of("trial-caseworker", "trial-admin")) {
            for (String base : List.of(WEB, REST)) {
                StaffBrowser caller = base.equals(WEB) ? signedIn(login) : StaffBrowser.program(port(), login);
                String task = startedByTheProgram();
                String answer = caller.send(method, base + path.formatted(task), body);
                assertThat(Raw.status(answer))
                        .as(login + " " + base + ": " + answer)
                        .isBetween(400, 404);
                assertThat(answer).doesNotContain("org.camunda", "fr.dmp");
                Trial.nothingStored(jdbc, "CANARI");
                engine.getRuntimeService().deleteProcessInstance(instance(task), null);
                assertThat(trial.instances()).isZero();
            }
        }
    }

    @Test
    void aRefusalBecomesTheErrorThatTheModelCatches() throws IOException {
        TrialProcess.refusal = "record-exists";
        StaffBrowser caseworker = caseworker();
        Task task = started(caseworker);
        claim(caseworker, task);
        assertThat(Raw.status(caseworker.send("POST", WEB + "/task/" + task.getId() + "/complete", "{}")))
                .isEqualTo(204);
        assertThat(trial.onlyTask().getTaskDefinitionKey()).isEqualTo("plain");
        assertThat(jdbc.sql("select count(*) from dmp.idempotency_key where key = 'trial'")
                        .query(Long.class)
                        .single())
                .as("what the refused step wrote")
                .isZero();
    }

    @Test
    void anotherRefusalGoesToTheCaller() throws IOException {
        TrialProcess.refusal = "idempotency-conflict";
        StaffBrowser caseworker = caseworker();
        Task task = started(caseworker);
        claim(caseworker, task);
        assertThat(caseworker.send("POST", WEB + "/task/" + task.getId() + "/complete", "{}"))
                .startsWith("HTTP/1.1 400")
                .contains("Refusal");
        assertThat(trial.onlyTask().getTaskDefinitionKey()).isEqualTo("check");
    }

    private Task started(StaffBrowser caseworker) throws IOException {
        assertThat(caseworker.send("POST", WEB + START, "{\"variables\":{}}")).startsWith("HTTP/1.1 200");
        return trial.onlyTask();
    }

    private static void claim(StaffBrowser caseworker, Task task) throws IOException {
        assertThat(caseworker.send(
                        "POST", WEB + "/task/" + task.getId() + "/claim", "{\"userId\":\"trial-caseworker\"}"))
                .startsWith("HTTP/1.1 204");
    }

    private String startedByTheProgram() {
        engine.getRuntimeService()
                .startProcessInstanceByKey("trial", UUID.randomUUID().toString());
        return trial.onlyTask().getId();
    }

    private String instance(String task) {
        return engine.getTaskService()
                .createTaskQuery()
                .taskId(task)
                .singleResult()
                .getProcessInstanceId();
    }

    private StaffBrowser caseworker() throws IOException {
        return signedIn("trial-caseworker");
    }

    private StaffBrowser signedIn(String login) throws IOException {
        if (!browsers.containsKey(login)) {
            browsers.put(login, StaffBrowser.signedIn(port(), login));
        }
        return browsers.get(login);
    }

    private int port() {
        return staffPort.number();
    }
}
