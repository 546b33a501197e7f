package fr.dmp.engine;

import static org.assertj.core.api.Assertions.assertThat;

import fr.dmp.SandboxTest;
import fr.dmp.gate.Raw;
import fr.dmp.gate.StaffPort;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.spring.SpringExpressionManager;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** The known holes of the engine and of its web filters, each tried by someone unknown and by someone of a low role. */
@SandboxTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StaffDoorsTest {

    private static final String ENGINE = "/camunda/api/engine/engine/default";
    private static final String ATTACK =
            "${''.getClass().forName('java.lang.System').getMethod('setProperty',''.getClass(),''.getClass())"
                    + ".invoke(null,'dmp.attacked','yes')}";

    @Autowired
    private ProcessEngine engine;

    @Autowired
    private StaffPort staffPort;

    private Trial trial;
    private StaffBrowser reviewer;

    @BeforeAll
    void deploy() throws IOException {
        trial = new Trial(engine);
        reviewer = StaffBrowser.signedIn(staffPort.number(), "trial-reviewer");
    }

    @AfterAll
    void remove() {
        trial.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/camunda/app/cockpit/default",
                "/camunda/app/cockpit/default/",
                "/camunda/app/cockpit/",
                "/camunda/app/cockpit",
                "/camunda/app/admin/default",
                "/camunda/app/admin/default/",
                "/camunda/app/admin/default/setup/",
                "/camunda/app/admin",
                "/camunda/api/admin/plugin/adminPlugins/default/x",
                "/camunda/api/cockpit/plugin/base/default/process-definition/statistics",
                "/camunda/app/cockpit/default;x",
                "/camunda/app/cockpit;x/default/",
                "/camunda/app;x/cockpit/default/",
                "/camunda;x/app/cockpit/default/",
                ";/camunda/app/cockpit/default/",
                "/;x/camunda/app/cockpit/default/",
                "//camunda/app/cockpit/default/",
                "/camunda//app/cockpit/default/",
                "/camunda/app//cockpit/default/",
                "/camunda/app/cockpit//default/",
                "/camunda/./app/cockpit/default/",
                "/camunda/app/./cockpit/default/",
                "/camunda/x/../app/cockpit/default/",
                "/camunda/app/tasklist/../cockpit/default/",
                "/camunda/app/tasklist/..;/cockpit/default/",
                "/camunda/app/tasklist/%2e%2e/cockpit/default/",
                "/camunda/app/%63ockpit/default/",
                "/camunda/%61pp/cockpit/default/",
                "/%63amunda/app/cockpit/default/",
                "/camunda/app/cockpit%2fdefault/",
                "/camunda/app/cockpit%2Fdefault/",
                "/camunda/app/cockpit/default%2f",
                "/camunda/app/cockpit/default/%2e",
                "/camunda/app/cockpit/default%00",
                "/camunda/app/cockpit/default%20",
                "/camunda/app/cockpit/default.",
                "/camunda/app/cockpit\\default/",
                "/camunda\\app\\cockpit\\default\\",
                "/camunda/app/cockpit%5cdefault/",
                "/CAMUNDA/app/cockpit/default/",
                "/camunda/app/COCKPIT/default/",
                "/camunda/app/cockpit/default/%3A",
                "/camunda/app/cockpit%3A/default/",
                "/camunda/app/cockpit/%64efault/",
                "/camunda/api/engine/engine/default/%75ser",
                "/camunda/api/engine/engine/default/user;x",
                "/camunda/api/engine/engine/default//user",
                "/camunda/api/engine/engine//default/user",
                "/camunda/api//engine/engine/default/user",
                "/camunda/api/engine/engine/default/./user",
                "/camunda/api/engine/engine/default/x/../user",
                "/camunda/api/engine;/engine/default/user",
                "/engine-rest;x/engine",
                "//engine-rest/engine",
                "/engine-rest//engine",
                "/engine-rest/./engine",
                "/%65ngine-rest/engine",
                "/engine-rest/%65ngine",
                "/x/../engine-rest/engine",
                "/engine-rest/..;/engine-rest/engine",
                "/engine-rest",
                "/engine-rest/engine",
                "/engine-rest/user",
                "/engine-rest/engine/default/user",
                "/staff",
                "/staff/",
                "/staff/anything-at-all",
                "/camunda",
                "/camunda/",
                "/webjars/camunda/app/cockpit/index.html",
                "/camunda-welcome/index.html",
                "/error",
                "/actuator",
                "/api/record",
                "/camunda/api/admin/setup/default/x"
            })
    void noOddAddressLetsAnyoneIn(String address) throws IOException {
        for (StaffBrowser caller : List.of(StaffBrowser.anonymous(staffPort.number()), reviewer)) {
            for (String method : List.of("GET", "POST")) {
                String answer = method.equals("GET") ? caller.get(address) : caller.send("POST", address, "{}");
                // What the router of the web application would show is decided by what its calls are answered.
                assertThat(Raw.status(answer)).as(method + " " + answer).isBetween(300, 499);
                assertThat(answer).doesNotContain("at org.", "Exception");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/task", "/task/count", "/filter/%s/list", "/filter/%s/count"})
    void anExpressionOfAQueryIsNotEvaluated(String path) throws IOException {
        String filter =
                engine.getFilterService().createFilterQuery().list().get(0).getId();
        for (String field :
                List.of("assigneeExpression", "ownerExpression", "dueAfterExpression", "candidateGroupExpression")) {
            String body =
                    "{\"orQueries\":[{\"" + field + "\":\"" + ATTACK + "\"}],\"" + field + "\":\"" + ATTACK + "\"}";
            String onlyOr = "{\"orQueries\":[{\"" + field + "\":\"" + ATTACK + "\"}]}";
            StaffBrowser program = StaffBrowser.program(staffPort.number(), "trial-reviewer");
            for (String query : List.of(body, onlyOr)) {
                assertThat(List.of(
                                program.send("POST", "/engine-rest" + path.formatted(filter), query),
                                reviewer.send("POST", ENGINE + path.formatted(filter), query)))
                        .as(field + " " + query)
                        .allSatisfy(answer -> assertThat(Raw.status(answer)).isBetween(400, 499));
            }
        }
        assertThat(System.getProperty("dmp.attacked")).isNull();
    }

    /** Or the test above could not fail. */
    @Test
    void theSameExpressionWorksWhereNothingGuards(@Autowired ApplicationContext context) {
        try {
            ((ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration())
                    .getCommandExecutorTxRequired()
                    .execute(command -> new SpringExpressionManager(context, Map.of())
                            .createExpression(ATTACK)
                            .getValue(null));
            assertThat(System.getProperty("dmp.attacked")).isEqualTo("yes");
        } finally {
            System.clearProperty("dmp.attacked");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "${currentUser()}",
                "${currentUserGroups()}",
                "${now()}",
                "${dateTime().plusHours(1)}",
                "${dateTime().minusDays(7).withTimeAtStartOfDay()}",
                "#{ currentUser() }"
            })
    void whatFiltersAreWrittenWithGoesOn(String expression) {
        assertThat(GuardedExpressions.allowedInQueries(expression)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "${''.getClass()}", "${currentUser().getClass()}", "${dateTime().getClass()}", "x${currentUser()}",
                "${currentUser()}${''.getClass()}", "${dateTime().plusHours(x)}", "${trialOpen}", "${now().toString()}",
                "${currentUser()\n}${1}", "${}"
            })
    void andNothingElse(String expression) {
        assertThat(GuardedExpressions.allowedInQueries(expression)).isFalse();
    }

    @Test
    void theListsOfTasklistWork() throws IOException {
        for (var filter : engine.getFilterService().createFilterQuery().list()) {
            String answer = reviewer.send("POST", ENGINE + "/filter/" + filter.getId() + "/count", "{}");
            assertThat(answer).startsWith("HTTP/1.1 200").contains("\"count\":0");
        }
    }

    @Test
    void nobodyMakesAnAdministrator() throws IOException {
        String body = "{\"profile\":{\"id\":\"intruder\"},\"credentials\":{\"password\":\"intruder-2026\"}}";
        for (StaffBrowser caller : List.of(StaffBrowser.anonymous(staffPort.number()), reviewer)) {
            String answer = caller.send("POST", "/camunda/api/admin/setup/default/user/create", body);
            assertThat(Raw.status(answer)).isEqualTo(404);
        }
        assertThat(engine.getIdentityService()
                        .createUserQuery()
                        .userId("intruder")
                        .count())
                .isZero();
    }

    @Test
    void theRestInterfaceAsksWhoIsThere() throws IOException {
        int port = staffPort.number();
        assertThat(StaffBrowser.anonymous(port).get("/engine-rest/task")).startsWith("HTTP/1.1 401");
        assertThat(StaffBrowser.program(port, "nobody").get("/engine-rest/task"))
                .startsWith("HTTP/1.1 401");
        assertThat(StaffBrowser.program(port, "trial-reviewer").get("/engine-rest/task"))
                .startsWith("HTTP/1.1 200");
        String elsewhere = Raw.send(port, "GET", "/engine-rest/task", Map.of("Sec-Fetch-Site", "cross-site"), "");
        assertThat(elsewhere).startsWith("HTTP/1.1 401");
    }

    @Test
    void aLowRoleChangesNothing() throws IOException {
        for (String path :
                List.of("/filter/create", "/group/create", "/user/create", "/authorization/create", "/message")) {
            String answer = reviewer.send("POST", ENGINE + path, "{\"name\":\"x\",\"resourceType\":\"Task\"}");
            assertThat(Raw.status(answer)).as(path + answer).isGreaterThanOrEqualTo(400);
        }
        reviewer.send("POST", ENGINE + "/process-definition/key/trial/submit-form", "{\"variables\":{}}");
        assertThat(trial.instances()).isZero();
        assertThat(reviewer.get(ENGINE + "/process-definition"))
                .as("what its own tasks belong to, and nothing else")
                .contains("\"key\":\"emergency-access\"")
                .doesNotContain("\"key\":\"trial\"", "\"key\":\"record-creation\"");
    }

    @Test
    void draftsAreDroppedAndTasklistIsFrench() throws IOException {
        assertThat(reviewer.get("/camunda/app/tasklist/scripts/config.js")).contains("scripts/no-drafts", "'fr'");
        assertThat(reviewer.get("/camunda/app/tasklist/scripts/no-drafts.js")).contains("camunda-form:", "camForm:");
        assertThat(reviewer.get("/camunda/app/tasklist/locales/fr.json")).contains("Nouvelle demande");
        assertThat(reviewer.get("/camunda/app/tasklist/styles/user-styles.css"))
                .contains("save($event)", "ce-eol-banner");
    }

    /** Pages send several requests at once: none may end the session that the others carry. */
    @Test
    void aSessionGoesOnFromCallToCall() throws IOException {
        StaffBrowser administrator = StaffBrowser.signedIn(staffPort.number(), "trial-admin");
        for (String address : List.of("/camunda/app/cockpit/default/", "/staff/cases/x", ENGINE + "/user")) {
            String first = administrator.get(address);
            assertThat(Raw.status(administrator.get(address)))
                    .as(address)
                    .isEqualTo(Raw.status(first))
                    .isNotEqualTo(401);
        }
    }

    @Test
    void theSessionsCookieIsTheStaffsAlone() throws IOException {
        String answer = Raw.send(staffPort.number(), "GET", "/camunda/app/tasklist/default/", Map.of(), "");
        assertThat(answer)
                .contains("Set-Cookie: __Host-staff=", "HttpOnly", "Secure", "SameSite=Strict")
                .doesNotContain("JSESSIONID");
    }
}
