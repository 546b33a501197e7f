package fr.dmp.access.process;

import fr.dmp.access.AccessRequest;
import fr.dmp.access.AccessRequests.Answer;
import fr.dmp.access.GrantFlow;
import fr.dmp.access.ProfessionalAccess.Consent;
import java.util.Map;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.runtime.MessageCorrelationBuilder;
import org.springframework.stereotype.Component;

/** Moves requests on in the engine, each by its id, which is the business key. */
@Component
class GrantProcess implements GrantFlow {

    private final RuntimeService runtime;

    GrantProcess(RuntimeService runtime) {
        this.runtime = runtime;
    }

    @Override
    public void start(AccessRequest request, Consent consent) {
        runtime.startProcessInstanceByMessage(
                switch (request.kind()) {
                    case HOLDER -> AccessGrant.HOLDER_GRANTS;
                    case HOLDER_PRESENT -> AccessGrant.PROFESSIONAL_ATTESTS;
                    case REQUEST -> AccessGrant.PROFESSIONAL_ASKS;
                },
                request.id().toString(),
                Map.of(
                        AccessGrant.RECORD, request.record().toString(),
                        AccessGrant.KIND, request.kind().name(),
                        AccessGrant.CONSENT, consent == Consent.GIVEN));
    }

    @Override
    public void answered(AccessRequest request, Answer answer) {
        to(request, AccessGrant.ANSWERED)
                .setVariable(AccessGrant.CONSENT, answer == Answer.ACCEPT)
                .correlate();
    }

    /** Also where nothing waits any more: a withdrawal doesn't depend on it. */
    @Override
    public void end(AccessRequest request) {
        to(request, AccessGrant.ENDED).correlateAll();
    }

    private MessageCorrelationBuilder to(AccessRequest request, String message) {
        return runtime.createMessageCorrelation(message)
                .processInstanceBusinessKey(request.id().toString());
    }
}
