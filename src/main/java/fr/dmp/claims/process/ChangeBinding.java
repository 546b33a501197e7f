package fr.dmp.claims.process;

import fr.dmp.claims.TreatingChanges;
import fr.dmp.engine.DeclaredVariables;
import fr.dmp.engine.ProcessBean;
import java.util.UUID;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Binds the model's elements to what follows a change of treating physician: one bean an element, named as it is. */
@Configuration
class ChangeBinding {

    private final TreatingChanges changes;

    ChangeBinding(TreatingChanges changes) {
        this.changes = changes;
    }

    @Bean
    DeclaredVariables treatingPhysicianChangeVariables() {
        return DeclaredVariables.of(TreatingPhysicianChange.KEY).flag(TreatingPhysicianChange.FORMER);
    }

    @ProcessBean
    @Bean
    JavaDelegate endFormerRights() {
        return execution -> changes.endFormerRights(change(execution));
    }

    @ProcessBean
    @Bean
    JavaDelegate beginTreatingRights() {
        return execution -> changes.beginRights(change(execution));
    }

    @ProcessBean
    @Bean
    JavaDelegate tellOfPhysician() {
        return execution -> changes.tellHolder(change(execution));
    }

    private static UUID change(DelegateExecution execution) {
        return UUID.fromString(execution.getProcessBusinessKey());
    }
}
