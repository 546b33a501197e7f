package fr.dmp.recovery.process;

import fr.dmp.recovery.RecoveryFlow;
import java.util.Map;
import java.util.UUID;
import org.camunda.bpm.engine.RuntimeService;
import org.springframework.stereotype.Component;

/** Moves recoveries on in the engine, each by its id, which is the business key. */
@Component
class RecoveryProcess implements RecoveryFlow {

    private final RuntimeService runtime;

    RecoveryProcess(RuntimeService runtime) {
        this.runtime = runtime;
    }

    @Override
    public void startByForm(UUID recovery, String reference) {
        runtime.startProcessInstanceByMessage(
                CredentialRecovery.ASKED,
                recovery.toString(),
                Map.of(CredentialRecovery.CHANNEL, CredentialRecovery.FORM, CredentialRecovery.REFERENCE, reference));
    }

    @Override
    public void recovered(UUID recovery) {
        correlate(CredentialRecovery.CODE_USED, recovery);
    }

    @Override
    public void cancelled(UUID recovery) {
        correlate(CredentialRecovery.CANCELLED, recovery);
    }

    private void correlate(String message, UUID recovery) {
        runtime.createMessageCorrelation(message)
                .processInstanceBusinessKey(recovery.toString())
                .correlate();
    }
}
