package fr.dmp.recovery.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import fr.dmp.SandboxTest;
import fr.dmp.engine.StaffGroup;
import fr.dmp.engine.StaffMember;
import fr.dmp.recovery.Answers;
import fr.dmp.recovery.CallCases;
import fr.dmp.recovery.CallDesk.Judgement;
import fr.dmp.recovery.CallDesk.Posting;
import fr.dmp.recovery.CallDesk.Told;
import fr.dmp.recovery.Lost;
import fr.dmp.recovery.LostHolder;
import fr.dmp.recovery.Recoveries;
import fr.dmp.refusal.Refusal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/**
 * An agent who does whatever they like, in any order, with any answers: types for whom they want, chooses what they want,
 * calls for help a supervisor who says anything, lets time go by, guesses codes, and has a contact of their own put on file
 * meanwhile. {@code -Ddmp.attacks=10000} for as many sequences.
 */
@SandboxTest
class AgentAttackTest {

    private static final int SEQUENCES = Integer.getInteger("dmp.attacks", 150);
    private static final int STEPS = 7;
    private static final int HOLDERS = 20;
    private static final String OWN_NUMBER = "+33639981234";

    @Autowired
    private ProcessEngine engine;

    @Autowired
    private ApplicationContext program;

    @Autowired
    private CallCases desk;

    @Autowired
    private Recoveries recoveries;

    @Autowired
    private ObjectMapper json;

    private final List<LostHolder> holders = new ArrayList<>();
    private final Map<UUID, Set<String>> known = new HashMap<>();
    private int sent;

    @Test
    void noSequenceSendsASecretElsewhereThanToWhatWasKnown() throws Exception {
        long seed = Long.getLong("dmp.seed", System.nanoTime());
        Random random = new Random(seed);
        for (int holder = 0; holder < HOLDERS; holder++) {
            LostHolder one = holder % 5 == 4 ? LostHolder.withoutContact(program) : LostHolder.of(program);
            if (holder % 5 == 3) {
                one.contactsSince("2026-11-20");
            }
            holders.add(one);
            known.put(
                    one.record(),
                    new HashSet<>(List.of(
                            one.mobileNumber(), one.mailAddress(), one.person().toString())));
        }
        for (int sequence = 0; sequence < SEQUENCES; sequence++) {
            attack(random, "seed " + seed + " sequence " + sequence);
        }
        assertThat(sent).as("secrets that were sent at all").isGreaterThan(SEQUENCES / 6);
    }

    private void attack(Random random, String which) throws Exception {
        LostHolder victim = holders.get(random.nextInt(holders.size()));
        victim.startAfresh();
        Optional<UUID> begun = random.nextInt(4) == 0
                ? Optional.of(recoveries
                        .begin(LostHolder.calling(answers(victim, random), OWN_NUMBER), "10.1.2.3", Supplier::get)
                        .id())
                : as("agent3646", () -> start(answers(victim, random)));
        if (begun.isEmpty()) {
            return;
        }
        UUID recovery = begun.get();
        await().pollInterval(Duration.ofMillis(10)).until(() -> compared(victim, recovery));
        for (int step = 0; step < STEPS; step++) {
            step(random, victim, recovery);
            seesNothing(victim, recovery, which);
        }
        nothingWentAstray(victim, which);
        leave(recovery, victim);
    }

    private void step(Random random, LostHolder victim, UUID recovery) {
        switch (random.nextInt(7)) {
            case 0, 1, 2 -> complete(random, victim, recovery);
            case 3, 4 -> fire(random, recovery);
            case 5 -> guess(random, recovery);
            default -> takeOver(random, victim);
        }
    }

    private void complete(Random random, LostHolder victim, UUID recovery) {
        Task task = engine.getTaskService()
                .createTaskQuery()
                .processInstanceBusinessKey(recovery.toString())
                .singleResult();
        if (task == null) {
            return;
        }
        Map<String, Object> fields = new HashMap<>();
        switch (task.getTaskDefinitionKey()) {
            case "tellCaller" -> fields.put("choice", String.valueOf(any(random, Told.values())));
            case "lookAgain" -> fields.put("choice", String.valueOf(any(random, Judgement.values())));
            case "confirmPosting" -> fields.put("choice", String.valueOf(any(random, Posting.values())));
            default -> {
                fields.putAll(typed(answers(victim, random)));
                fields.put("choice", random.nextBoolean() ? "REACHED" : "UNREACHED");
            }
        }
        String who = task.getTaskDefinitionKey().equals("lookAgain") ? "responsable3646" : "agent3646";
        as(who, () -> {
            engine.getFormService().submitTaskForm(task.getId(), fields);
            return recovery;
        });
    }

    private void fire(Random random, UUID recovery) {
        List<Job> jobs = engine
                .getRuntimeService()
                .createProcessInstanceQuery()
                .processInstanceBusinessKey(recovery.toString())
                .list()
                .stream()
                .flatMap(
                        one -> engine
                                .getManagementService()
                                .createJobQuery()
                                .processInstanceId(one.getId())
                                .timers()
                                .list()
                                .stream())
                .toList();
        if (!jobs.isEmpty()) {
            try {
                engine.getManagementService()
                        .executeJob(jobs.get(random.nextInt(jobs.size())).getId());
            } catch (ProcessEngineException gone) {
                // The program itself was faster.
            }
        }
    }

    private void guess(Random random, UUID recovery) {
        String code = "%08d".formatted(random.nextInt(100_000_000));
        try {
            if (random.nextBoolean()) {
                recoveries.redeem(recovery.toString(), code, "vélo bleu sous la pluie", "10.1.2.3");
            } else {
                recoveries.cancel(recovery.toString(), code, "10.1.2.3");
            }
        } catch (Refusal wrong) {
            assertThat(wrong.slug())
                    .isIn(
                            "recovery-code-wrong",
                            "recovery-over",
                            "code-too-soon",
                            "cancellation-wrong",
                            "too-many-requests");
        }
    }

    /** A contact of the attacker's own comes on file, by a delivery or however: it is newer than what was asked for. */
    private void takeOver(Random random, LostHolder victim) {
        if (random.nextInt(6) == 0) {
            victim.superuser()
                    .sql(
                            """
                            insert into dmp.contact_point (person, channel, value, source, since)
                            values (?, 'SMS', ?, 'DELIVERED', now() + interval '1 minute')
                            on conflict (person, channel) do update set value = excluded.value, since = excluded.since
                            """)
                    .params(victim.person(), OWN_NUMBER)
                    .update();
        }
    }

    private void seesNothing(LostHolder victim, UUID recovery, String which) throws Exception {
        // A supervisor is shown all that an agent is, and more.
        StaffMember attacker = new StaffMember("agent3646", Set.of(StaffGroup.AGENT_3646, StaffGroup.SUPERVISOR_3646));
        String shown = json.writeValueAsString(desk.show(recovery, attacker));
        assertThat(shown.replaceAll("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", ""))
                .as(which)
                .doesNotContain(victim.identifier(), victim.nir().value(), "exemple.fr", "EGLISE", "Maïté")
                .doesNotContain(victim.mobileNumber().equals("null") ? "\0" : victim.mobileNumber())
                .doesNotContainPattern("\"[0-9]{8}\"");
    }

    private static boolean compared(LostHolder victim, UUID recovery) {
        return !victim.superuser()
                .sql("select status from dmp.recovery where id = ?")
                .param(recovery)
                .query(String.class)
                .single()
                .equals("ASKED");
    }

    private void nothingWentAstray(LostHolder victim, String which) {
        List<String> destinations = victim.superuser()
                .sql(
                        """
                        select coalesce(destination, '') from dmp.notice
                        where record = ? and kind in ('RECOVERY_CODE', 'RECOVERY_LETTER', 'IDENTIFIER_AGAIN')
                        """)
                .param(victim.record())
                .query(String.class)
                .list();
        sent += destinations.size();
        assertThat(destinations).as(which).allMatch(known.get(victim.record())::contains);
        assertThat(victim.superuser()
                        .sql("select generation from dmp.credential where record = ?")
                        .param(victim.record())
                        .query(Integer.class)
                        .single())
                .as(which)
                .isEqualTo(1);
        victim.superuser()
                .sql("delete from dmp.notice where record = ?")
                .param(victim.record())
                .update();
    }

    private void leave(UUID recovery, LostHolder victim) {
        engine.getRuntimeService()
                .createProcessInstanceQuery()
                .processInstanceBusinessKey(recovery.toString())
                .list()
                .forEach(one -> engine.getRuntimeService().deleteProcessInstance(one.getId(), "left"));
        if (!victim.mobileNumber().equals("null")) {
            victim.superuser()
                    .sql(
                            """
                            update dmp.contact_point set value = ?, since = '2015-01-01'
                            where person = ? and channel = 'SMS' and value = ?
                            """)
                    .params(victim.mobileNumber(), victim.person(), OWN_NUMBER)
                    .update();
        } else {
            victim.loseContacts();
        }
    }

    private UUID start(Answers answers) {
        Map<String, Object> fields = typed(answers);
        fields.put("callingNumber", OWN_NUMBER);
        String definition = engine.getRepositoryService()
                .createProcessDefinitionQuery()
                .processDefinitionKey(CredentialRecovery.KEY)
                .latestVersion()
                .singleResult()
                .getId();
        return UUID.fromString(
                engine.getFormService().submitStartForm(definition, fields).getBusinessKey());
    }

    private <T> Optional<T> as(String login, Supplier<T> act) {
        engine.getIdentityService()
                .setAuthentication(login, List.of(login.startsWith("agent") ? "agent-3646" : "supervisor-3646"));
        try {
            return Optional.ofNullable(act.get());
        } catch (ProcessEngineException refused) {
            return Optional.empty();
        } finally {
            engine.getIdentityService().clearAuthentication();
        }
    }

    private static Answers answers(LostHolder victim, Random random) {
        Answers typed =
                switch (random.nextInt(6)) {
                    case 0 -> victim.wrong();
                    case 1 -> victim.few();
                    default -> victim.right();
                };
        return new Answers(
                typed.nir(),
                typed.birthName(),
                typed.birthDate(),
                typed.address(),
                typed.serial(),
                null,
                any(random, Lost.values()));
    }

    private static Map<String, Object> typed(Answers answers) {
        Map<String, Object> fields = new HashMap<>();
        fields.put("nir", answers.nir());
        fields.put("birthName", answers.birthName());
        fields.put("birthDate", answers.birthDate());
        fields.put("address", answers.address());
        fields.put("serial", answers.serial());
        fields.put("lost", String.valueOf(answers.lost()));
        return fields;
    }

    private static <T> T any(Random random, T[] of) {
        return of[random.nextInt(of.length)];
    }
}
