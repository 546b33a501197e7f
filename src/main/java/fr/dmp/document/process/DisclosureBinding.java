package fr.dmp.document.process;

import fr.dmp.document.Disclosures;
import fr.dmp.engine.DeclaredVariables;
import fr.dmp.engine.ProcessBean;
import java.util.UUID;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Binds the model's elements to what becomes of a hidden result: one bean an element, named as it is. */
@Configuration
class DisclosureBinding {

    private final Disclosures disclosures;

    DisclosureBinding(Disclosures disclosures) {
        this.disclosures = disclosures;
    }

    @Bean
    DeclaredVariables resultDisclosureVariables() {
        return DeclaredVariables.of(ResultDisclosure.KEY)
                .id(ResultDisclosure.RECORD)
                .instant(ResultDisclosure.REMIND_AT)
                .instant(ResultDisclosure.OPENS_AT);
    }

    @ProcessBean
    @Bean
    JavaDelegate askToSeeDoctor() {
        return execution -> disclosures.remind(record(execution));
    }

    @ProcessBean
    @Bean
    JavaDelegate discloseResult() {
        return execution -> disclosures.disclose(record(execution), UUID.fromString(execution.getProcessBusinessKey()));
    }

    private static UUID record(DelegateExecution execution) {
        return UUID.fromString((String) execution.getVariable(ResultDisclosure.RECORD));
    }
}
