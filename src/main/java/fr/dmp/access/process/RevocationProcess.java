package fr.dmp.access.process;

import fr.dmp.access.Revocation;
import fr.dmp.access.RevocationFlow;
import java.util.Map;
import org.camunda.bpm.engine.RuntimeService;
import org.springframework.stereotype.Component;

/** Runs revocations in the engine; the revocation's id is the business key. */
@Component
class RevocationProcess implements RevocationFlow {

    private final RuntimeService runtime;

    RevocationProcess(RuntimeService runtime) {
        this.runtime = runtime;
    }

    @Override
    public void start(Revocation revocation, Then then) {
        runtime.startProcessInstanceByMessage(
                AccessRevocation.HOLDER_REVOKES,
                revocation.id().toString(),
                Map.of(
                        AccessRevocation.RECORD,
                        revocation.record().toString(),
                        AccessRevocation.BLOCK,
                        then == Then.BLOCK));
    }
}
