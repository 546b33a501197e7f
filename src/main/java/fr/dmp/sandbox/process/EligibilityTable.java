package fr.dmp.sandbox.process;

import fr.dmp.sandbox.OnlineEligibility;
import java.util.Map;
import org.camunda.bpm.engine.ProcessEngine;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** Asks the program's own decision table, so that the sandbox tells what would really happen. */
@Component
@Profile("sandbox")
class EligibilityTable implements OnlineEligibility {

    private static final String TABLE = "creation-eligibility";

    private final ProcessEngine engine;

    EligibilityTable(ProcessEngine engine) {
        this.engine = engine;
    }

    @Override
    public boolean eligible(String regime, String fund) {
        boolean deployed = engine.getRepositoryService()
                        .createDecisionDefinitionQuery()
                        .decisionDefinitionKey(TABLE)
                        .count()
                > 0;
        return deployed
                && Boolean.TRUE.equals(engine.getDecisionService()
                        .evaluateDecisionTableByKey(TABLE, Map.of("channel", "ONLINE", "regime", regime, "fund", fund))
                        .getSingleResult()
                        .getSingleEntry());
    }
}
