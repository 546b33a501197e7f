package fr.dmp.access.process;

import fr.dmp.access.AccessRequest.Kind;
import fr.dmp.access.GrantOutcome;
import fr.dmp.access.GrantSteps;
import fr.dmp.engine.DeclaredVariables;
import fr.dmp.engine.ProcessBean;
import java.util.Arrays;
import java.util.UUID;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.camunda.bpm.engine.variable.Variables;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Binds the model's elements to the steps of a grant: one bean an element, named as it is. */
@Configuration
class GrantBinding {

    private final GrantSteps steps;

    GrantBinding(GrantSteps steps) {
        this.steps = steps;
    }

    @Bean
    DeclaredVariables accessGrantVariables() {
        return DeclaredVariables.of(AccessGrant.KEY)
                .id(AccessGrant.RECORD)
                .word(AccessGrant.KIND, words(Kind.values()))
                .flag(AccessGrant.CONSENT)
                .word(AccessGrant.OUTCOME, words(GrantOutcome.values()))
                .flag(AccessGrant.ACTIVE)
                .flag(AccessGrant.STRUCK_OFF)
                .flag(AccessGrant.AUTHORIZABLE)
                .flag(AccessGrant.BLOCKED)
                .flag(AccessGrant.DECLARED)
                .flag(AccessGrant.AUTHORIZED);
    }

    private static String[] words(Enum<?>... values) {
        return Arrays.stream(values).map(Enum::name).toArray(String[]::new);
    }

    @ProcessBean
    @Bean
    JavaDelegate gatherAccessFacts() {
        return execution -> {
            GrantSteps.Facts facts = steps.facts(record(execution), request(execution));
            ask(execution, AccessGrant.ACTIVE, facts.active());
            ask(execution, AccessGrant.STRUCK_OFF, facts.struckOff());
            ask(execution, AccessGrant.AUTHORIZABLE, facts.authorizable());
            ask(execution, AccessGrant.BLOCKED, facts.blocked());
            ask(execution, AccessGrant.DECLARED, facts.declared());
            ask(execution, AccessGrant.AUTHORIZED, facts.authorized());
        };
    }

    private static void ask(DelegateExecution execution, String fact, boolean holds) {
        execution.setVariable(fact, Variables.booleanValue(holds, true));
    }

    @ProcessBean
    @Bean
    JavaDelegate grantAccess() {
        return execution -> steps.grant(record(execution), request(execution));
    }

    @ProcessBean
    @Bean
    JavaDelegate tellOfGrant() {
        return execution -> steps.tellOfGrant(record(execution), request(execution));
    }

    @ProcessBean
    @Bean
    JavaDelegate keepAccess() {
        return execution -> steps.keep(record(execution), request(execution));
    }

    @ProcessBean
    @Bean
    JavaDelegate askHolder() {
        return execution -> steps.askHolder(record(execution), request(execution));
    }

    @ProcessBean
    @Bean
    JavaDelegate refuseAccess() {
        return execution -> steps.refuse(
                record(execution),
                request(execution),
                GrantOutcome.valueOf(String.valueOf(execution.getVariable(AccessGrant.OUTCOME))));
    }

    @ProcessBean
    @Bean
    JavaDelegate declineAccess() {
        return execution -> steps.decline(record(execution), request(execution));
    }

    @ProcessBean
    @Bean
    JavaDelegate expireAccessRequest() {
        return execution -> steps.expire(record(execution), request(execution));
    }

    private static UUID record(DelegateExecution execution) {
        return UUID.fromString(String.valueOf(execution.getVariable(AccessGrant.RECORD)));
    }

    private static UUID request(DelegateExecution execution) {
        return UUID.fromString(execution.getProcessBusinessKey());
    }
}
