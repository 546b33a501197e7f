package fr.dmp.document.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.assertThat;

import fr.dmp.SandboxTest;
import fr.dmp.Superuser;
import fr.dmp.TestClock;
import fr.dmp.WalkedModels;
import fr.dmp.audit.AccessMode;
import fr.dmp.audit.Actor;
import fr.dmp.claims.Holders;
import fr.dmp.document.Deposits;
import fr.dmp.document.Document;
import fr.dmp.document.Documents;
import fr.dmp.document.Documents.Filter;
import fr.dmp.document.Metadata;
import fr.dmp.document.Visibility;
import fr.dmp.document.content.Pdfs;
import fr.dmp.identity.InsuredDirectory;
import fr.dmp.identity.InsuredPerson;
import fr.dmp.vault.RecordKeys;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.history.HistoricActivityInstance;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** What becomes of a result that is hidden from its holder: every path, on the real engine, by moving the clock. */
@SandboxTest
class ResultDisclosureTest {

    /** Of the sandbox. */
    private static final Actor DOCTOR = new Actor(Actor.Kind.PROFESSIONAL, "10100100014", "Claire MARTIN");

    @Autowired
    private ProcessEngine engine;

    @Autowired
    private Deposits deposits;

    @Autowired
    private Documents documents;

    @Autowired
    private InsuredDirectory directory;

    @Autowired
    private RecordKeys keys;

    @Autowired
    private TransactionTemplate transactions;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private Environment environment;

    @Autowired
    private Clock clock;

    private UUID record;
    private Actor holder;

    @BeforeAll
    static void forget(@Autowired WalkedModels models) {
        models.forget(ResultDisclosure.KEY);
    }

    @AfterAll
    static void everyPathWasWalked(@Autowired WalkedModels models, @Autowired ProcessEngine engine) {
        models.assertWhollyWalked(engine, ResultDisclosure.KEY);
    }

    @BeforeEach
    void authorized() {
        BpmnAwareTests.init(engine);
        InsuredPerson person = Holders.insured(directory, Holders.nir());
        record = Holders.open(jdbc, person);
        holder = new Actor(Actor.Kind.HOLDER, record.toString(), null);
        transactions.executeWithoutResult(transaction -> keys.create(record));
        jdbc.sql(
                        """
                        insert into dmp.access_authorization (record, id, professional, since, ground)
                        values (?, ?, ?, now() - interval '1 day', 'HOLDER')
                        """)
                .params(record, UUID.randomUUID(), DOCTOR.id())
                .update();
    }

    @Test
    void nobodyAnnouncesItAndItOpensByItself() {
        UUID result = deposit(Set.of(Visibility.INVISIBLE_PATIENT));
        ProcessInstance waiting = instance(result);
        assertThat(waiting).isWaitingAt("awaitAnnouncement");
        try (TestClock time = TestClock.of(clock)) {
            time.advance(Duration.ofDays(13));
            assertThat(told()).isEmpty();
            time.advance(Duration.ofDays(2));
            await().until(() -> told().equals(List.of("RESULT_AWAITED")));
            assertThat(seen()).isEmpty();
            time.advance(Duration.ofDays(17));
            await().until(() -> told().equals(List.of("RESULT_AWAITED", "RESULT_DISCLOSED")));
            assertThat(seen()).containsExactly(result);
        }
        assertThat(walked(waiting)).contains("askToSeeDoctor", "discloseResult", "endDisclosed");
        assertThat(acts()).contains("ASK_TO_SEE_DOCTOR", "DISCLOSE_RESULT");
    }

    @Test
    void itIsAnnouncedBeforeTheHolderIsAskedToCome() {
        UUID result = deposit(Set.of(Visibility.INVISIBLE_PATIENT));
        ProcessInstance waiting = instance(result);
        deposits.hide(DOCTOR, record, result, Set.of());
        assertThat(waiting).isEnded();
        assertThat(walked(waiting)).contains("endSettledEarly");
        assertThat(seen()).containsExactly(result);
        assertThat(told()).containsExactly("DOCUMENT_DEPOSITED");
    }

    @Test
    void itIsAnnouncedOnceTheHolderCame() {
        UUID result = deposit(Set.of(Visibility.INVISIBLE_PATIENT));
        ProcessInstance waiting = instance(result);
        try (TestClock time = TestClock.of(clock)) {
            time.advance(Duration.ofDays(15));
            await().until(() -> told().equals(List.of("RESULT_AWAITED")));
            deposits.hide(DOCTOR, record, result, Set.of());
            assertThat(waiting).isEnded();
            assertThat(walked(waiting)).contains("endSettledLate");
            assertThat(seen()).containsExactly(result);
        }
    }

    /** What was taken away is never announced. */
    @Test
    void itIsTakenAway() {
        UUID result = deposit(Set.of(Visibility.INVISIBLE_PATIENT));
        ProcessInstance waiting = instance(result);
        deposits.delete(DOCTOR, record, result);
        assertThat(waiting).isEnded();
        assertThat(told()).isEmpty();
        assertThat(seen()).isEmpty();
    }

    /** A second version of a hidden result waits with the first. */
    @Test
    void anotherVersionStartsNoOther() {
        UUID first = deposit(Set.of(Visibility.INVISIBLE_PATIENT));
        UUID second = deposits.deposit(
                        DOCTOR,
                        AccessMode.NORMAL,
                        record,
                        new Metadata("Résultat", "11502-2", LocalDate.of(2026, 3, 3), null, first),
                        Pdfs.good())
                .id();
        assertThat(told()).isEmpty();
        assertThat(seen()).isEmpty();
        assertThat(instance(first)).isWaitingAt("awaitAnnouncement");
        assertThat(engine.getRuntimeService()
                        .createProcessInstanceQuery()
                        .processInstanceBusinessKey(second.toString())
                        .count())
                .isZero();
        deposits.hide(DOCTOR, record, second, Set.of());
        assertThat(seen()).containsExactly(second);
    }

    @Test
    void whatIsNotHiddenStartsNothing() {
        UUID document = deposit(Set.of());
        assertThat(engine.getRuntimeService()
                        .createProcessInstanceQuery()
                        .processInstanceBusinessKey(document.toString())
                        .count())
                .isZero();
    }

    private UUID deposit(Set<Visibility> hiddenFrom) {
        return deposits.deposit(
                        DOCTOR,
                        AccessMode.NORMAL,
                        record,
                        new Metadata("Résultat", "11502-2", LocalDate.of(2026, 3, 3), hiddenFrom, null),
                        Pdfs.good())
                .id();
    }

    private ProcessInstance instance(UUID document) {
        return engine.getRuntimeService()
                .createProcessInstanceQuery()
                .processInstanceBusinessKey(document.toString(), ResultDisclosure.KEY)
                .singleResult();
    }

    private List<UUID> seen() {
        return documents.list(holder, AccessMode.NORMAL, record, Filter.ALL).items().stream()
                .map(Document::id)
                .toList();
    }

    private List<String> walked(ProcessInstance instance) {
        return engine
                .getHistoryService()
                .createHistoricActivityInstanceQuery()
                .processInstanceId(instance.getId())
                .list()
                .stream()
                .map(HistoricActivityInstance::getActivityId)
                .toList();
    }

    private List<String> told() {
        return Superuser.of(environment)
                .sql("select kind from dmp.notice where record = ? and kind <> 'FIRST_ACCESS' order by id")
                .param(record)
                .query(String.class)
                .list();
    }

    private List<String> acts() {
        return Superuser.of(environment)
                .sql("select act from dmp.audit_entry where record = ? order by seq")
                .param(record)
                .query(String.class)
                .list();
    }
}
