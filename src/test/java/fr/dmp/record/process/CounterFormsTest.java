package fr.dmp.record.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.dmp.SandboxTest;
import fr.dmp.TestClock;
import fr.dmp.audit.Actor;
import fr.dmp.identity.InsuredDirectory;
import fr.dmp.record.CaseFile;
import fr.dmp.record.Casework;
import fr.dmp.record.CreationStatus;
import fr.dmp.record.Records;
import fr.dmp.record.Slips;
import fr.dmp.record.SomePeople;
import fr.dmp.record.SomePeople.Someone;
import fr.dmp.refusal.Refusal;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A caseworker at the counter, with the forms of Tasklist. */
@SandboxTest
class CounterFormsTest {

    private static final String LOGIN = "gestionnaire";
    private static final Actor CASEWORKER = new Actor(Actor.Kind.STAFF, LOGIN, null);

    @Autowired
    private ProcessEngine engine;

    @Autowired
    private Casework casework;

    @Autowired
    private Slips slips;

    @Autowired
    private Records records;

    @Autowired
    private InsuredDirectory directory;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private Clock clock;

    @BeforeEach
    void signIn() {
        engine.getIdentityService().setAuthentication(LOGIN, List.of("caseworker"));
    }

    @AfterEach
    void signOut() {
        engine.getIdentityService().clearAuthentication();
    }

    @Test
    void opensPrintsAndHandsOver() {
        Someone someone = SomePeople.anyone().delivered(directory);
        UUID id = start(card(someone, "N'Guyen-Dupont"));
        Task task = task(id);
        assertThat(task.getTaskDefinitionKey()).isEqualTo("handOverSlip");

        CaseFile file = casework.show(id, CASEWORKER);
        assertThat(file.status()).isEqualTo(CreationStatus.OPENED);
        assertThat(file.traits()).isEmpty();
        assertThat(slips.fetch(file.slip().id(), CASEWORKER)).startsWith('%', 'P', 'D', 'F');
        assertThat(casework.show(id, CASEWORKER).slip().fetched()).isTrue();
        submit(task, "redo");
        assertThat(casework.show(id, CASEWORKER).slip().waiting()).isTrue();
        submit(task(id), "handed");

        assertThat(task(id)).isNull();
        assertThat(actsOf(recordOf(someone)))
                .containsExactly(
                        "REQUEST_CREATION",
                        "OPEN_RECORD",
                        "READ_CREATION",
                        "PRINT_SLIP",
                        "READ_CREATION",
                        "REPORT_SLIP_LOST",
                        "RENEW_SLIP",
                        "READ_CREATION",
                        "HAND_OVER_SLIP");
    }

    @Test
    void comparesAndConfirms() {
        Someone someone = SomePeople.anyone().delivered(directory);
        UUID id = start(card(someone, "Martin"));

        CaseFile file = casework.show(id, CASEWORKER);
        assertThat(file.status()).isEqualTo(CreationStatus.AWAITING_CHECK);
        assertThat(file.traits())
                .filteredOn(CaseFile.Trait::differs)
                .singleElement()
                .satisfies(trait ->
                        assertThat(trait.shown() + "/" + trait.onFile()).isEqualTo("Martin/N'GUYEN-DUPONT"));
        submit(task(id), "confirm");

        assertThat(task(id).getTaskDefinitionKey()).isEqualTo("handOverSlip");
        assertThat(actsOf(recordOf(someone)))
                .startsWith("REQUEST_CREATION", "AWAIT_IDENTITY_CHECK", "READ_CREATION", "CONFIRM_IDENTITY");
    }

    /** From then on a slip would be a way into somebody's record. */
    @Test
    void noSlipIsRemadeOnceTheHolderHasChosenAPassword() {
        Someone someone = SomePeople.anyone().delivered(directory);
        UUID id = start(card(someone, "N'Guyen-Dupont"));
        jdbc.sql("update dmp.credential set initial = false, initial_until = null where record = ?")
                .param(recordOf(someone))
                .update();
        Task task = task(id);
        assertThatThrownBy(() -> submit(task, "redo"))
                .satisfies(thrown -> assertThat(refusal(thrown)).isEqualTo("password-chosen"));
        assertThat(task(id).getId()).isEqualTo(task.getId());
    }

    @Test
    void whyItCantBeOpenedIsToldAtOnceAndNothingStays() {
        Map<String, Object> unknown = card(SomePeople.anyone(), "Martin");
        long before = creations();
        assertThatThrownBy(() -> start(unknown))
                .satisfies(thrown -> assertThat(refusal(thrown)).isEqualTo("unknown-person"));
        Map<String, Object> noConsent = card(SomePeople.anyone().delivered(directory), "N'Guyen-Dupont");
        noConsent.put("consent", false);
        assertThatThrownBy(() -> start(noConsent))
                .satisfies(thrown -> assertThat(refusal(thrown)).isEqualTo("consent-required"));
        assertThat(creations()).isEqualTo(before);
    }

    /** The person stands there: the caseworker reads why, and the task stays for them to refuse it. */
    @Test
    void afterACheckTooTheCaseworkerIsToldWhy() {
        UUID id = start(card(SomePeople.of("99", "99C000").delivered(directory), "Martin"));
        Task task = task(id);
        assertThatThrownBy(() -> submit(task, "confirm"))
                .satisfies(thrown -> assertThat(refusal(thrown)).isEqualTo("not-eligible"));
        assertThat(task(id).getId()).isEqualTo(task.getId());
        assertThat(casework.show(id, CASEWORKER).status()).isEqualTo(CreationStatus.AWAITING_CHECK);
        submit(task(id), "refuse");
        assertThat(casework.show(id, CASEWORKER).status()).isEqualTo(CreationStatus.REFUSED);
    }

    @Test
    void aSlipRemadeAfterTheClockWentBackCanBePrinted() {
        UUID id = start(card(SomePeople.anyone().delivered(directory), "N'Guyen-Dupont"));
        UUID first = casework.show(id, CASEWORKER).slip().id();
        try (TestClock time = TestClock.of(clock).advance(Duration.ofDays(-2))) {
            submit(task(id), "redo");
            CaseFile.Paper remade = casework.show(id, CASEWORKER).slip();
            assertThat(remade.id()).isNotEqualTo(first);
            assertThat(slips.fetch(remade.id(), CASEWORKER)).startsWith('%', 'P', 'D', 'F');
        }
    }

    private static Map<String, Object> card(Someone someone, String familyName) {
        Map<String, Object> fields = new HashMap<>();
        fields.put("nir", someone.nir().value());
        fields.put("serial", someone.serial());
        fields.put("familyName", familyName);
        fields.put("givenNames", "elie-marie");
        fields.put("birthDate", "17/01/1960");
        fields.put("consent", true);
        fields.put("breakGlass", true);
        fields.put("regulation", false);
        return fields;
    }

    private UUID start(Map<String, Object> fields) {
        String definition = engine.getRepositoryService()
                .createProcessDefinitionQuery()
                .processDefinitionKey(RecordCreation.KEY)
                .latestVersion()
                .singleResult()
                .getId();
        ProcessInstance instance = engine.getFormService().submitStartForm(definition, fields);
        return UUID.fromString(instance.getBusinessKey());
    }

    private Task task(UUID id) {
        return engine.getTaskService()
                .createTaskQuery()
                .processInstanceBusinessKey(id.toString())
                .singleResult();
    }

    private void submit(Task task, String outcome) {
        engine.getTaskService().claim(task.getId(), LOGIN);
        engine.getFormService().submitTaskForm(task.getId(), Map.of("outcome", outcome));
    }

    private UUID recordOf(Someone someone) {
        UUID person = directory.find(someone.nir()).orElseThrow().id();
        return records.ofPerson(person).orElseThrow().record();
    }

    private List<String> actsOf(UUID record) {
        return jdbc.sql("select act from dmp.audit_entry where record = ? order by seq")
                .param(record)
                .query(String.class)
                .list();
    }

    private long creations() {
        return jdbc.sql("select count(*) from dmp.record_creation")
                .query(Long.class)
                .single();
    }

    private static String refusal(Throwable thrown) {
        Throwable cause = thrown;
        while (cause != null && !(cause instanceof Refusal)) {
            cause = cause.getCause();
        }
        return cause == null ? thrown.toString() : ((Refusal) cause).slug();
    }
}
