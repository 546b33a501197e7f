package fr.dmp.emergency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import fr.dmp.Calls;
import fr.dmp.SandboxTest;
import fr.dmp.access.Asking;
import fr.dmp.audit.AccessMode;
import fr.dmp.notice.Mobiles;
import fr.dmp.sandbox.SandboxMessages;
import fr.dmp.vault.RecordKeys;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.camunda.bpm.engine.TaskService;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** What the holder chooses beyond whom they let in: people of their own are told, and each access is looked at first. */
@SandboxTest
class EmergencyChoicesTest {

    private static final String SETTINGS = "/api/record/emergency-settings";
    private static final String CONTACTS = "/api/record/entries/emergency-contacts";
    private static final String WISH =
            """
            {"mode": "BRIS_DE_GLACE", "reason": "UNCONSCIOUS", "explanation": "Trouvé inconscient dans la rue."}""";

    @Autowired
    private ApplicationContext program;

    @Autowired
    private SandboxMessages messages;

    @Autowired
    private RecordKeys keys;

    @Autowired
    private TransactionTemplate transactions;

    @Autowired
    private JdbcClient jdbc;

    private Asking asking;
    private String doctor;

    @BeforeEach
    void people() {
        asking = Asking.of(program);
        transactions.executeWithoutResult(transaction -> keys.create(asking.record()));
        doctor = asking.professional("10");
    }

    @Test
    void nobodyIsToldUnlessTheHolderChoseSo() {
        contacts(Mobiles.any());
        assertThat(settings().json().toString())
                .isEqualTo("{\"breakGlass\":true,\"regulation\":true,\"tellContacts\":false,\"watched\":false}");

        open();

        assertThat(kinds()).containsExactly("EMERGENCY_ACCESS");
        assertThat(found()).isEmpty();
    }

    @Test
    void peopleOfTheHoldersOwnAreToldOfTheAccessAndOfNothingElse() {
        String first = Mobiles.any();
        String second = Mobiles.any();
        contacts(first, second, first);
        choose(true, false);

        open();

        assertThat(kinds()).containsExactly("EMERGENCY_ACCESS", "EMERGENCY_CONTACT", "EMERGENCY_CONTACT");
        for (String mobile : List.of(first, second)) {
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> messages.to(mobile).size() == 1);
            String text = messages.to(mobile).get(0).text();
            assertThat(text)
                    .contains("dossier médical de Camille D'ESSAI FILS ouvert en urgence")
                    .doesNotContain("NÓVÁK", "NOVAK", "médecin", "inconscient", "Évry");
            assertThat(text.length()).isLessThanOrEqualTo(160);
        }
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(
                        () -> assertThat(secrets()).as("erased once sent").isZero());
        JsonNode seen = asking.holder().get("/api/record/notices").json().get("items");
        assertThat(seen).hasSize(3);
        assertThat(seen.get(0).get("kind").asText()).isEqualTo("EMERGENCY_CONTACT");
        assertThat(seen.get(0).get("destination").asText())
                .isNotEmpty()
                .doesNotContain(second.substring(4, 9))
                .endsWith(second.substring(second.length() - 2));
    }

    /** The holder's name lies in the outbox as a secret does, and nowhere else; looked at before anything can be sent. */
    @Test
    void theNameIsSealedUntilItIsSent() {
        contacts(Mobiles.any());
        choose(true, false);

        transactions.executeWithoutResult(transaction -> {
            transaction.setRollbackOnly();
            accesses()
                    .open(
                            asking.session(doctor),
                            asking.record(),
                            new EmergencyWish(
                                    AccessMode.BRIS_DE_GLACE,
                                    EmergencyReason.UNCONSCIOUS,
                                    "Trouvé inconscient dans la rue.",
                                    null),
                            Supplier::get);
            List<String> rows = jdbc.sql(
                            "select (secret is not null)::text || ' ' || n::text from dmp.notice n where record = ?")
                    .param(asking.record())
                    .query(String.class)
                    .list();
            assertThat(rows).hasSize(2).allSatisfy(row -> assertThat(row).doesNotContain("ESSAI", "Camille"));
            assertThat(rows).filteredOn(row -> row.startsWith("true ")).hasSize(1);
        });
    }

    @Test
    void fiveAreToldInTheHoldersOrder() {
        List<String> mobiles =
                IntStream.range(0, 7).mapToObj(n -> Mobiles.any()).toList();
        contacts(mobiles.toArray(String[]::new));
        choose(true, false);

        open();

        assertThat(destinations()).isEqualTo(mobiles.subList(0, 5));
    }

    @Test
    void whatWasTakenBackHoldsNoMore() {
        contacts(Mobiles.any());
        choose(true, true);
        choose(false, false);

        open();

        assertThat(kinds()).containsExactly("EMERGENCY_ACCESS");
        assertThat(found()).isEmpty();
    }

    /** A client that knows the two objections alone changes no more than those. */
    @Test
    void whatIsLeftOutStaysAsItIs() {
        choose(true, true);
        Calls before = settings();

        Calls changed = asking.holder()
                .with("If-Match", before.header("ETag"))
                .send("PUT", SETTINGS, "{\"breakGlass\": true, \"regulation\": false}");

        assertThat(changed.json().toString())
                .isEqualTo("{\"breakGlass\":true,\"regulation\":false,\"tellContacts\":true,\"watched\":true}");
        assertThat(changed.header("ETag")).isNotEqualTo(before.header("ETag"));
        assertThat(asking.holder()
                        .with("If-Match", before.header("ETag"))
                        .send("PUT", SETTINGS, "{\"breakGlass\": true, \"regulation\": true, \"watched\": false}")
                        .outcome())
                .isEqualTo("412 stale-version");
    }

    @Test
    void whoIsWatchedHasEachAccessLookedAtFirst() {
        choose(false, true);

        String access = open();

        assertThat(found()).containsExactly("WATCHED " + access);
        assertThat(asking.acts()).containsOnlyOnce("SYSTEM MARK_EMERGENCY_ACCESS LOOKOUT");
        assertThat(asking.calls(doctor)
                        .post(address() + "/" + access + "/end", "")
                        .status())
                .isEqualTo(204);
        assertThat(program.getBean(TaskService.class)
                        .createTaskQuery()
                        .processInstanceBusinessKey(access)
                        .singleResult()
                        .getPriority())
                .as("before what is only out of line")
                .isEqualTo(100);
    }

    /** The database keeps it from professionals, also where the program would ask. */
    @Test
    void noProfessionalLearnsWhoIsWatched() {
        choose(true, true);
        contacts(Mobiles.any());
        asking.grant(doctor);
        transactions.executeWithoutResult(transaction -> {
            jdbc.sql("select dmp.enter_record(?, 'PROFESSIONAL', ?, now())")
                    .params(asking.record(), doctor)
                    .query((row, n) -> 0)
                    .single();
            assertThat(jdbc.sql("select count(*) from dmp.emergency_choice")
                            .query(Long.class)
                            .single())
                    .isZero();
            assertThat(jdbc.sql("select dmp.emergency_contacts_told(?, 5)")
                            .param(asking.record())
                            .query(String.class)
                            .list())
                    .isEmpty();
        });
    }

    private EmergencyAccesses accesses() {
        return program.getBean(EmergencyAccesses.class);
    }

    private void contacts(String... mobiles) {
        String items = IntStream.range(0, mobiles.length)
                .mapToObj(n -> "{\"label\": \"Personne %d\", \"phone\": \"%s\"}".formatted(n, mobiles[n]))
                .collect(Collectors.joining(","));
        Calls answer = asking.holder()
                .with("If-Match", asking.holder().get(CONTACTS).header("ETag"))
                .send("PUT", CONTACTS, "{\"items\": [" + items + "]}");
        assertThat(answer.status()).as(answer.outcome()).isEqualTo(200);
    }

    private Calls settings() {
        return asking.holder().get(SETTINGS);
    }

    private void choose(boolean tell, boolean watch) {
        Calls answer = asking.holder()
                .with("If-Match", settings().header("ETag"))
                .send(
                        "PUT",
                        SETTINGS,
                        "{\"breakGlass\": true, \"regulation\": true, \"tellContacts\": %s, \"watched\": %s}"
                                .formatted(tell, watch));
        assertThat(answer.status()).as(answer.outcome()).isEqualTo(200);
    }

    private String open() {
        Calls answer = asking.calls(doctor).post(address(), WISH);
        assertThat(answer.status()).as(answer.outcome()).isEqualTo(201);
        return answer.json().get("id").asText();
    }

    private String address() {
        return "/api/professional/records/" + asking.record() + "/emergency-accesses";
    }

    private List<String> kinds() {
        return asking.superuser()
                .sql("select kind from dmp.notice where record = ? order by id")
                .param(asking.record())
                .query(String.class)
                .list();
    }

    private List<String> destinations() {
        return asking.superuser()
                .sql("select destination from dmp.notice where record = ? and kind = 'EMERGENCY_CONTACT' order by id")
                .param(asking.record())
                .query(String.class)
                .list();
    }

    private long secrets() {
        return asking.superuser()
                .sql("select count(*) from dmp.notice where record = ? and secret is not null")
                .param(asking.record())
                .query(Long.class)
                .single();
    }

    private List<String> found() {
        return asking.superuser()
                .sql("select reason || ' ' || access from dmp.emergency_finding where record = ?")
                .param(asking.record())
                .query(String.class)
                .list();
    }
}
