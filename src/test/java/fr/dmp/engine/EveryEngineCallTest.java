package fr.dmp.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import fr.dmp.SandboxTest;
import fr.dmp.Searched;
import fr.dmp.Superuser;
import fr.dmp.engine.EngineDescription.Call;
import fr.dmp.gate.Raw;
import fr.dmp.gate.StaffPort;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.env.Environment;

/**
 * Every call of the engine's REST interface that its own description lists and that sends a text: each text is thrown at
 * it, by a caseworker and by an administrator, at both doors, aimed at what exists. None of it may be found in the
 * engine's tables or in the log. A name that is found leads to the call that planted it.
 */
@SandboxTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith(OutputCaptureExtension.class)
class EveryEngineCallTest {

    private static final String WEB = "/camunda/api/engine/engine/default";
    private static final String REST = "/engine-rest";
    private static final String CANARY = "KANARI";
    private static final Pattern HOLE = Pattern.compile("\\{([^}]+)}");
    private static final String SHUT = "/problems/forbidden";
    private static final String BOUNDARY = "0194f0a000007000800000000000dead";

    /** Staff accounts have their holder's name, and the administrator writes it. */
    private static final Set<String> NAMES_OF_STAFF = Set.of("/user/create", "/user/{id}/profile");

    /** A wrong password, or another one, would shut the caller out of the calls that follow. */
    private static final Set<String> SIGNING = Set.of("/user/{id}/credentials", "/identity/verify");

    @Autowired
    private ProcessEngine engine;

    @Autowired
    private StaffPort staffPort;

    @Autowired
    private Environment environment;

    private final ObjectMapper json = new ObjectMapper();
    private final List<String> planted = new ArrayList<>();

    /** By login; forgotten by each call that may have changed something. */
    private final Map<String, Map<String, Object>> aimed = new HashMap<>();

    private Trial trial;
    private String deployment;
    private EngineDescription description;
    private Searched searched;

    @BeforeAll
    void deploy() throws IOException {
        trial = new Trial(engine);
        deployment = engine.getRepositoryService()
                .createDeployment()
                .name("around")
                .addClasspathResource("engine/around.bpmn")
                .deploy()
                .getId();
        description = new EngineDescription();
        searched = new Searched(Superuser.of(environment));
    }

    @AfterAll
    void remove() {
        engine.getRepositoryService().deleteDeployment(deployment, true);
        trial.close();
    }

    /** Otherwise the searches below would find nothing whatever is there. */
    @Test
    void whatIsStoredIsFound() {
        var user = engine.getIdentityService().newUser("around-known");
        user.setLastName("kanaribird");
        user.setPassword(StaffBrowser.PASSWORD);
        engine.getIdentityService().saveUser(user);
        try {
            assertThat(searched.tables("engine")).isGreaterThan(40);
            assertThat(searched.find("engine", "KANARIBIRD")).containsExactly("engine.act_id_user.last_: kanaribird");
            assertThat(searched.find("engine", "Essai des détours")).isNotEmpty();
            assertThat(searched.find("engine", "process id=\"around\""))
                    .as("in bytes")
                    .containsExactly("engine.act_ge_bytearray.bytes_: process id=\"around\"");
        } finally {
            engine.getIdentityService().deleteUser("around-known");
        }
    }

    @Test
    void noCallKeepsWhatItIsSent(CapturedOutput log) throws IOException {
        List<Call> calls = description.sending();
        assertThat(calls).hasSizeGreaterThan(120);
        for (String login : List.of("trial-caseworker", "trial-admin")) {
            StaffBrowser browser = StaffBrowser.signedIn(staffPort.number(), login);
            StaffBrowser program = StaffBrowser.program(staffPort.number(), login);
            for (Call call : calls) {
                if (login.equals("trial-admin") && NAMES_OF_STAFF.contains(call.path())) {
                    continue;
                }
                throwAt(call, login, browser, WEB);
                throwAt(call, login, program, REST);
            }
        }
        assertThat(planted).hasSizeGreaterThan(400);
        assertThat(searched.find("engine", CANARY + "[0-9]+").stream().map(this::explained))
                .isEmpty();
        assertThat(log.getAll().lines().filter(line -> line.contains(CANARY)).map(this::explained))
                .isEmpty();
    }

    private String explained(String found) {
        Matcher number = Pattern.compile(CANARY + "(\\d+)").matcher(found);
        return number.find() ? found + " <- " + planted.get(Integer.parseInt(number.group(1))) : found;
    }

    private void throwAt(Call call, String login, StaffBrowser caller, String base) throws IOException {
        if (call.multipart()) {
            throwParts(call, login, caller, base);
            return;
        }
        Map<String, JsonNode> fields = description.fields(call.schema());
        boolean shut = throwAt(call, login, caller, base, null);
        // Behind both doors are the same calls, and a program's password is checked anew, slowly, at each.
        if (!shut && base.equals(WEB) && !reads(call) && !SIGNING.contains(call.path())) {
            for (String field : fields.keySet()) {
                throwAt(call, login, caller, base, field);
            }
        }
    }

    /**
     * @param only the one field, beside those that make the call a valid one; null for all fields at once
     * @return whether the door is shut, whatever is sent
     */
    private boolean throwAt(Call call, String login, StaffBrowser caller, String base, String only) throws IOException {
        Map<String, Object> aims = aims(login);
        String canary = canary(call, login, base, only);
        Map<String, Object> body = new LinkedHashMap<>();
        description.fields(call.schema()).forEach((name, schema) -> {
            if (aims.containsKey(name) && !name.equals(only)) {
                body.put(name, aims.get(name));
            } else if (only == null || name.equals(only)) {
                body.put(name, description.value(schema, Map.of("type", "String"), () -> canary));
            }
        });
        send(caller, call, base + address(call, aims, canary), "application/json", text(body));
        body.put(canary, canary);
        return send(caller, call, base + address(call, aims, canary), "application/json", text(body))
                .contains(SHUT);
    }

    private void throwParts(Call call, String login, StaffBrowser caller, String base) throws IOException {
        String canary = canary(call, login, base, "parts");
        StringBuilder body = new StringBuilder();
        part(body, "\"data\"; filename=\"" + canary + ".bpmn\"", canary);
        part(body, "\"content\"; filename=\"" + canary + ".txt\"", canary);
        for (String name : List.of("deployment-name", "deployment-source", "tenant-id", "attachment-name", "url")) {
            part(body, "\"" + name + "\"", canary);
        }
        part(body, "\"valueType\"", "File");
        body.append("--" + BOUNDARY + "--\r\n");
        send(
                caller,
                call,
                base + address(call, aims(login), canary),
                "multipart/form-data; boundary=" + BOUNDARY,
                body.toString());
    }

    private static void part(StringBuilder body, String name, String content) {
        body.append(
                "--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=" + name + "\r\n\r\n" + content + "\r\n");
    }

    private String send(StaffBrowser caller, Call call, String address, String type, String body) throws IOException {
        String answer = caller.send(call.method(), address, type, body);
        assertThat(Raw.status(answer))
                .as(planted.get(planted.size() - 1) + " " + answer)
                .isNotEqualTo(401);
        assertThat(answer).as(planted.get(planted.size() - 1)).doesNotContain("\tat ");
        if (!answer.contains(SHUT)) {
            aimed.clear();
        }
        return answer;
    }

    private String canary(Call call, String login, String base, String field) {
        planted.add(login + " " + call.method() + " " + base + call.path() + " " + field);
        return CANARY + (planted.size() - 1);
    }

    /** Calls that ask have a hundred fields each: all at once will do. */
    private static boolean reads(Call call) {
        return call.path().endsWith("/count") || description(call);
    }

    private static boolean description(Call call) {
        return Pattern.matches(
                "/(task|process-instance|execution|variable-instance|external-task|job|job-definition|group|"
                        + "filter/\\{id}/(list|singleResult)|history/[a-z-]+|schema/log)",
                call.path());
    }

    private String address(Call call, Map<String, Object> aims, String canary) {
        String resource = call.path().replaceFirst("^/(history/)?([^/]+).*", "$2");
        return HOLE.matcher(call.path()).replaceAll(hole -> {
            String name = hole.group(1).equals("id") ? "/" + resource : hole.group(1);
            return aims.getOrDefault(name, canary).toString();
        });
    }

    /** What is there to be aimed at, by the name of the field or the resource. */
    private Map<String, Object> aims(String login) {
        return aimed.computeIfAbsent(login, this::found);
    }

    private Map<String, Object> found(String login) {
        String instance = instance();
        String task = engine.getTaskService()
                .createTaskQuery()
                .processInstanceId(instance)
                .singleResult()
                .getId();
        var job = engine.getManagementService()
                .createJobQuery()
                .processInstanceId(instance)
                .singleResult();
        String definition = engine.getRepositoryService()
                .createProcessDefinitionQuery()
                .deploymentId(deployment)
                .singleResult()
                .getId();
        String outside = engine.getExternalTaskService()
                .createExternalTaskQuery()
                .processInstanceId(instance)
                .singleResult()
                .getId();
        Map<String, Object> aims = new LinkedHashMap<>();
        aims.put("/task", task);
        aims.put("/process-instance", instance);
        aims.put("/execution", instance);
        aims.put("/process-definition", definition);
        aims.put("/deployment", deployment);
        aims.put("/job", job.getId());
        aims.put("/job-definition", job.getJobDefinitionId());
        aims.put("/external-task", outside);
        aims.put(
                "/filter",
                engine.getFilterService().createFilterQuery().list().get(0).getId());
        aims.put("/user", login);
        aims.put("/group", "reviewer");
        aims.put("/authorization", authorization());
        aims.put("key", "around");
        aims.put("messageName", "around-asked");
        aims.put("processInstanceId", instance);
        aims.put("processInstanceIds", List.of(instance));
        aims.put("processDefinitionId", definition);
        aims.put("processDefinitionKey", "around");
        aims.put("jobIds", List.of(job.getId()));
        aims.put("externalTaskIds", List.of(outside));
        aims.put("resourceType", 7);
        aims.put("permissions", List.of("READ"));
        aims.put("authenticatedUserPassword", StaffBrowser.PASSWORD);
        aims.put("instructions", List.of(Map.of("type", "startBeforeActivity", "activityId", "hold")));
        aims.put("password", StaffBrowser.PASSWORD);
        return aims;
    }

    /** One in which everything still waits; what a call has ended is begun again. */
    private String instance() {
        List<ProcessInstance> whole = engine
                .getRuntimeService()
                .createProcessInstanceQuery()
                .processDefinitionKey("around")
                .active()
                .list()
                .stream()
                .filter(instance -> engine.getRuntimeService()
                        .getActiveActivityIds(instance.getId())
                        .containsAll(List.of("hold", "outside", "late")))
                .toList();
        return whole.isEmpty()
                ? engine.getRuntimeService()
                        .startProcessInstanceByKey("around", UUID.randomUUID().toString())
                        .getId()
                : whole.get(0).getId();
    }

    private String authorization() {
        return engine.getAuthorizationService()
                .createAuthorizationQuery()
                .userIdIn("trial-reviewer")
                .list()
                .get(0)
                .getId();
    }

    private String text(Object body) throws JsonProcessingException {
        return json.writeValueAsString(body);
    }
}
