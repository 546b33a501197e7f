package fr.dmp.engine;

import fr.dmp.refusal.Refusal;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What the model engine/trial.bpmn is bound to. */
@Configuration
@Profile("test")
class TrialProcess {

    static final CopyOnWriteArrayList<Map<String, Object>> TAKEN = new CopyOnWriteArrayList<>();

    /** How the service task shall end: the slug of a refusal. */
    static volatile String refusal = "";

    @Bean
    DeclaredVariables trialVariables() {
        return DeclaredVariables.of("trial").flag("matches").id("record").word("channel", "COUNTER", "ONLINE");
    }

    @Bean
    ProcessGroups trialGroups() {
        return ProcessGroups.of("trial").startedBy(StaffGroup.CASEWORKER).workedBy(StaffGroup.CASEWORKER);
    }

    @Bean
    @ProcessBean
    Intake trialStart() {
        return new Recorded(Set.of("nir", "familyName"));
    }

    @Bean
    @ProcessBean
    Intake trialCheck() {
        return new Recorded(Set.of("note"));
    }

    /** Refuses after it has written, in a transaction that it takes part in, as a domain method does. */
    @Bean
    @ProcessBean
    JavaDelegate trialOpen(PlatformTransactionManager transactions, JdbcClient jdbc) {
        return execution -> new TransactionTemplate(transactions).executeWithoutResult(status -> {
            if (!refusal.isEmpty()) {
                jdbc.sql("insert into dmp.idempotency_key (key, body, at) values ('trial', '', now())")
                        .update();
                throw Refusal.conflict(refusal);
            }
            execution.setVariable("matches", true);
        });
    }

    private record Recorded(Set<String> fields) implements Intake {

        @Override
        public Taken take(Map<String, Object> fields, Occasion occasion) {
            TAKEN.add(fields);
            if ("1".equals(fields.get("nir"))) {
                throw Refusal.invalid("/nir", "fault.nir");
            }
            UUID reference = occasion.reference() == null ? UUID.randomUUID() : occasion.reference();
            return Taken.as(reference).with("channel", "COUNTER");
        }
    }
}
