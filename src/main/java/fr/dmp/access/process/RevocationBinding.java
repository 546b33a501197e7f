package fr.dmp.access.process;

import fr.dmp.access.RevocationSteps;
import fr.dmp.engine.DeclaredVariables;
import fr.dmp.engine.ProcessBean;
import java.util.UUID;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Binds the model's elements to the steps of a revocation: one bean an element, named as it is. */
@Configuration
class RevocationBinding {

    private final RevocationSteps steps;

    RevocationBinding(RevocationSteps steps) {
        this.steps = steps;
    }

    @Bean
    DeclaredVariables accessRevocationVariables() {
        return DeclaredVariables.of(AccessRevocation.KEY)
                .id(AccessRevocation.RECORD)
                .flag(AccessRevocation.BLOCK);
    }

    @ProcessBean
    @Bean
    JavaDelegate requireOtherThanPhysician() {
        return execution -> steps.requireOther(record(execution), revocation(execution));
    }

    @ProcessBean
    @Bean
    JavaDelegate endAuthorization() {
        return execution -> steps.end(record(execution), revocation(execution));
    }

    @ProcessBean
    @Bean
    JavaDelegate blockProfessional() {
        return execution -> steps.block(record(execution), revocation(execution));
    }

    @ProcessBean
    @Bean
    JavaDelegate declinePendingRequest() {
        return execution -> steps.declinePending(record(execution), revocation(execution));
    }

    @ProcessBean
    @Bean
    JavaDelegate refuseRevocation() {
        return execution -> steps.refuse(record(execution), revocation(execution));
    }

    private static UUID record(DelegateExecution execution) {
        return UUID.fromString(String.valueOf(execution.getVariable(AccessRevocation.RECORD)));
    }

    private static UUID revocation(DelegateExecution execution) {
        return UUID.fromString(execution.getProcessBusinessKey());
    }
}
