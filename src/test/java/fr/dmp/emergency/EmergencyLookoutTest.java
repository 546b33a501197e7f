package fr.dmp.emergency;

import static org.assertj.core.api.Assertions.assertThat;

import fr.dmp.SandboxTest;
import fr.dmp.access.Asking;
import fr.dmp.audit.AccessMode;
import fr.dmp.identity.Professional;
import fr.dmp.identity.Professionals;
import fr.dmp.identity.Professionals.Registration;
import fr.dmp.vault.RecordKeys;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.transaction.support.TransactionTemplate;

/** What stands out is marked once, its review comes sooner, and one that was justified is reviewed again. */
@SandboxTest
class EmergencyLookoutTest {

    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");

    /** As the task is when it stands out. */
    private static final int SOON = 75;

    @Autowired
    private ApplicationContext program;

    @Autowired
    private EmergencyLookout lookout;

    @Autowired
    private EmergencyAccesses emergencies;

    @Autowired
    private EmergencyReviews reviews;

    @Autowired
    private TaskService tasks;

    @Autowired
    private RecordKeys keys;

    @Autowired
    private TransactionTemplate transactions;

    @Autowired
    private Clock clock;

    private Asking asking;
    private final String place = "Cabinet " + UUID.randomUUID();

    @BeforeEach
    void aHolder() {
        asking = Asking.of(program);
        transactions.executeWithoutResult(transaction -> keys.create(asking.record()));
    }

    @Test
    void theHoldersNamesakeStandsOut() {
        String doctor = register("Essai", "Paul");
        String namesake = register("D’Éssai & fils", "Paule");
        UUID usual = open(doctor);
        UUID access = open(namesake);

        lookout.look();

        assertThat(found(access)).containsExactly("SAME_NAME");
        assertThat(found(usual)).isEmpty();
        assertThat(task(access).getPriority()).isEqualTo(SOON);
        assertThat(task(usual).getPriority()).isLessThan(SOON);
        assertThat(asking.acts()).containsOnlyOnce("SYSTEM MARK_EMERGENCY_ACCESS LOOKOUT");

        lookout.look();

        assertThat(asking.acts()).as("once").containsOnlyOnce("SYSTEM MARK_EMERGENCY_ACCESS LOOKOUT");
    }

    @Test
    void aColleagueStandsOut() {
        register("D’ESSAI & FILS", "Camille");
        UUID access = open(register("Martin", "Paul"));

        lookout.look();

        assertThat(found(access)).containsExactly("COLLEAGUE");
    }

    @Test
    void theNightOfWhoeverWorksByDayStandsOut() {
        String doctor = register("Martin", "Paul");
        UUID night = open(doctor);
        UUID day = open(doctor);
        for (int ago = 2; ago < 7; ago++) {
            opened(doctor, ago, LocalTime.NOON);
        }
        move(night, at(1, LocalTime.of(3, 0)));
        move(day, at(1, LocalTime.NOON));

        lookout.look();

        // Among peers, who open one each, six are out of line, too.
        assertThat(found(night)).contains("ODD_HOURS");
        assertThat(found(day)).doesNotContain("ODD_HOURS");
    }

    @Test
    void whatWasJustifiedIsReviewedAgainByAnother() {
        UUID access = open(register("D’Essai & Fils", "Paule"));
        transactions.executeWithoutResult(
                settled -> reviews.find(access, Review.JUSTIFIED, "Confirmé par le service.", "controleur"));
        tasks.complete(task(access).getId(), Map.of("finding", "JUSTIFIED"));

        lookout.look();

        assertThat(task(access).getTaskDefinitionKey()).isEqualTo("reviewEmergency");
        assertThat(task(access).getPriority()).isEqualTo(SOON);
        assertThat(asking.superuser()
                        .sql(
                                "select review || ' ' || first_finding || ' ' || reviewer from dmp.emergency_case c join dmp.emergency_opinion o on o.access = c.id where c.id = ?")
                        .param(access)
                        .query(String.class)
                        .single())
                .isEqualTo("PENDING JUSTIFIED controleur");
    }

    /** As several nodes do: each finding, and each review that begins again, once. */
    @Test
    void whatStandsOutIsFoundOnceHoweverManyLook() throws Exception {
        List<UUID> settled = new ArrayList<>();
        List<UUID> waiting = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            UUID access = open(register("D’Essai & Fils", "Paule"));
            transactions.executeWithoutResult(
                    done -> reviews.find(access, Review.JUSTIFIED, "Confirmé par le service.", "controleur"));
            tasks.complete(task(access).getId(), Map.of("finding", "JUSTIFIED"));
            settled.add(access);
            waiting.add(open(register("D’Essai & Fils", "Paule")));
        }
        ExecutorService nodes = Executors.newFixedThreadPool(4);

        List<Future<?>> looks = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            looks.add(nodes.submit(lookout::look));
        }
        for (Future<?> look : looks) {
            look.get(1, TimeUnit.MINUTES);
        }
        nodes.shutdown();

        assertThat(settled).allSatisfy(access -> {
            assertThat(found(access)).containsExactly("SAME_NAME");
            assertThat(task(access).getTaskDefinitionKey()).isEqualTo("reviewEmergency");
        });
        assertThat(waiting).allSatisfy(access -> {
            assertThat(found(access)).containsExactly("SAME_NAME");
            assertThat(task(access).getPriority()).isEqualTo(SOON);
        });
        assertThat(asking.acts())
                .filteredOn("SYSTEM MARK_EMERGENCY_ACCESS LOOKOUT"::equals)
                .hasSize(24);
    }

    @Test
    void whoOpensFarMoreThanTheirPeersStandsOut() {
        String specialty = "S" + ThreadLocalRandom.current().nextInt(1_000_000);
        for (int i = 0; i < 15; i++) {
            opened(register("Martin", "Pair", specialty), 20, LocalTime.NOON);
        }
        String many = register("Martin", "Paul", specialty);
        for (int i = 0; i < 9; i++) {
            opened(many, 10 + i, LocalTime.NOON);
        }
        UUID access = open(many);
        move(access, at(1, LocalTime.NOON));

        lookout.look();

        assertThat(found(access)).containsExactly("OUT_OF_LINE");
    }

    private String register(String familyName, String givenName) {
        return register(familyName, givenName, null);
    }

    private String register(String familyName, String givenName, String specialty) {
        String rpps = "27" + String.format("%09d", ThreadLocalRandom.current().nextInt(1_000_000_000));
        program.getBean(Professionals.class)
                .register(List.of(new Registration(
                        new Professional(rpps, familyName, givenName, "10", specialty, place, "Évry", false, false),
                        Optional.empty())));
        return rpps;
    }

    private UUID open(String doctor) {
        UUID access = emergencies
                .open(
                        asking.session(doctor),
                        asking.record(),
                        new EmergencyWish(
                                AccessMode.BRIS_DE_GLACE,
                                EmergencyReason.UNCONSCIOUS,
                                "Trouvé inconscient dans la rue.",
                                null),
                        Supplier::get)
                .id();
        emergencies.end(asking.session(doctor), asking.record(), access);
        return access;
    }

    /** An access of days ago, as the table has it, whose review is long over. */
    private void opened(String doctor, int daysAgo, LocalTime time) {
        UUID id = UUID.randomUUID();
        Instant since = at(daysAgo, time);
        asking.superuser()
                .sql(
                        """
                        insert into dmp.emergency_access (record, id, professional, mode, since, until, ended_at)
                        values (?, ?, ?, 'BRIS_DE_GLACE', ?, ?, ?)
                        """)
                .params(asking.record(), id, doctor, utc(since), utc(since.plusSeconds(60)), utc(since.plusSeconds(60)))
                .update();
    }

    private void move(UUID access, Instant since) {
        asking.superuser()
                .sql("update dmp.emergency_access set since = ?, until = ?, ended_at = ? where id = ?")
                .params(utc(since), utc(since.plusSeconds(60)), utc(since.plusSeconds(60)), access)
                .update();
    }

    private Instant at(int daysAgo, LocalTime time) {
        return clock.instant()
                .atZone(PARIS)
                .toLocalDate()
                .minusDays(daysAgo)
                .atTime(time)
                .atZone(PARIS)
                .toInstant();
    }

    private static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }

    private List<String> found(UUID access) {
        return asking.superuser()
                .sql("select reason from dmp.emergency_finding where access = ? order by reason")
                .param(access)
                .query(String.class)
                .list();
    }

    private Task task(UUID access) {
        return tasks.createTaskQuery()
                .processInstanceBusinessKey(access.toString())
                .singleResult();
    }
}
