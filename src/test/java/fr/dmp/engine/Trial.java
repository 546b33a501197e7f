package fr.dmp.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.AuthorizationService;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.task.Task;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Deploys the trial process and takes it away again; and searches what the engine has stored. */
final class Trial implements AutoCloseable {

    private final ProcessEngine engine;
    private final String deployment;

    Trial(ProcessEngine engine) {
        this.engine = engine;
        this.deployment = engine.getRepositoryService()
                .createDeployment()
                .name("trial")
                .addClasspathResource("engine/trial.bpmn")
                .deploy()
                .getId();
        account("trial-caseworker", StaffGroup.CASEWORKER);
        account("trial-reviewer", StaffGroup.REVIEWER);
        account("trial-admin", StaffGroup.ADMINISTRATOR);
        clear();
    }

    private void account(String login, StaffGroup group) {
        IdentityService identities = engine.getIdentityService();
        if (identities.createUserQuery().userId(login).count() == 0) {
            var user = identities.newUser(login);
            user.setLastName(login);
            user.setPassword(StaffBrowser.PASSWORD);
            identities.saveUser(user);
            identities.createMembership(login, group.id());
        }
    }

    Task onlyTask() {
        return engine.getTaskService()
                .createTaskQuery()
                .processDefinitionKey("trial")
                .singleResult();
    }

    long instances() {
        return engine.getRuntimeService()
                .createProcessInstanceQuery()
                .processDefinitionKey("trial")
                .count();
    }

    /** Every column of every table of the engine that can hold text. */
    static void nothingStored(JdbcClient jdbc, String... canaries) {
        List<String> tables = jdbc.sql("select table_name from information_schema.tables where table_schema = 'engine'")
                .query(String.class)
                .list();
        assertThat(tables).hasSizeGreaterThan(40);
        jdbc.sql(tables.stream().map(Trial::content).collect(Collectors.joining(" union all ")))
                .query((row, n) -> Map.entry(row.getString(1), row.getString(2)))
                .list()
                .forEach(
                        table -> assertThat(table.getValue()).as(table.getKey()).doesNotContain(canaries));
    }

    private static String content(String table) {
        return "select '" + table + "', coalesce(string_agg(t::text, ' ') || coalesce(string_agg(case when "
                + "jsonb_exists(to_jsonb(t), 'bytes_') then encode(decode(substr(to_jsonb(t)->>'bytes_', 3), 'hex'), "
                + "'escape') end, ' '), ''), '') from engine." + table + " t";
    }

    void clear() {
        engine.getRuntimeService()
                .createProcessInstanceQuery()
                .processDefinitionKey("trial")
                .list()
                .forEach(instance -> engine.getRuntimeService().deleteProcessInstance(instance.getId(), null));
        TrialProcess.TAKEN.clear();
        TrialProcess.refusal = "";
    }

    @Override
    public void close() {
        engine.getRepositoryService().deleteDeployment(deployment, true);
        AuthorizationService authorizations = engine.getAuthorizationService();
        for (String login : List.of("trial-caseworker", "trial-reviewer", "trial-admin")) {
            engine.getIdentityService().deleteUser(login);
            authorizations
                    .createAuthorizationQuery()
                    .userIdIn(login)
                    .list()
                    .forEach(given -> authorizations.deleteAuthorization(given.getId()));
        }
    }
}
