package fr.dmp.claims.process;

import fr.dmp.claims.ChangeFlow;
import java.util.Map;
import java.util.UUID;
import org.camunda.bpm.engine.RuntimeService;
import org.springframework.stereotype.Component;

/** Starts changes of treating physician in the engine; the change's id is the business key. */
@Component
class ChangeProcess implements ChangeFlow {

    private final RuntimeService runtime;

    ChangeProcess(RuntimeService runtime) {
        this.runtime = runtime;
    }

    @Override
    public void start(UUID change, Former former) {
        runtime.startProcessInstanceByMessage(
                TreatingPhysicianChange.PHYSICIAN_DECLARED,
                change.toString(),
                Map.of(TreatingPhysicianChange.FORMER, former == Former.ENDS));
    }
}
