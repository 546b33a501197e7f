package fr.dmp.engine;

import fr.dmp.refusal.Refusal;
import java.util.List;
import java.util.Optional;
import org.camunda.bpm.engine.delegate.BpmnError;
import org.camunda.bpm.engine.impl.bpmn.helper.BpmnProperties;
import org.camunda.bpm.engine.impl.bpmn.parser.ErrorEventDefinition;
import org.camunda.bpm.engine.impl.delegate.DefaultDelegateInterceptor;
import org.camunda.bpm.engine.impl.delegate.DelegateInvocation;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.pvm.process.ScopeImpl;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The one translator of a domain refusal into a BPMN error: where the model catches an error whose code is the refusal's
 * slug, the process goes on there, and what the refused step had written is undone. Where it doesn't, the refusal goes
 * to whoever called, and the process stays where it is.
 */
final class RefusalTranslator extends DefaultDelegateInterceptor {

    private final TransactionTemplate savepoint;

    RefusalTranslator(PlatformTransactionManager transactions) {
        savepoint = new TransactionTemplate(transactions);
        savepoint.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED);
    }

    @Override
    public void handleInvocation(DelegateInvocation invocation) throws Exception {
        if (!(invocation.getContextExecution() instanceof ExecutionEntity execution)) {
            super.handleInvocation(invocation);
            return;
        }
        try {
            if (Catching.anything(execution)) {
                undoneWhenRefused(invocation);
            } else {
                super.handleInvocation(invocation);
            }
        } catch (Exception e) {
            throw translated(e, execution);
        }
    }

    /** Without the savepoint, a refusal of a transactional method would leave nothing to commit. */
    private void undoneWhenRefused(DelegateInvocation invocation) throws Exception {
        try {
            savepoint.executeWithoutResult(status -> proceed(invocation));
        } catch (Wrapped wrapped) {
            throw wrapped.exception;
        }
    }

    private void proceed(DelegateInvocation invocation) {
        try {
            super.handleInvocation(invocation);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new Wrapped(e);
        }
    }

    private static Exception translated(Exception thrown, ExecutionEntity execution) {
        Optional<Refusal> refusal = RefusedInEngine.in(thrown);
        if (refusal.isEmpty() || thrown instanceof RefusedInEngine) {
            return thrown;
        }
        String slug = refusal.get().slug();
        return Catching.of(execution, slug) ? new BpmnError(slug) : new RefusedInEngine(refusal.get());
    }

    private static final class Wrapped extends RuntimeException {

        private final transient Exception exception;

        Wrapped(Exception exception) {
            super(null, exception, false, false);
            this.exception = exception;
        }
    }

    /** What the model catches around a step, and around the step that called its process. */
    private static final class Catching {

        static boolean anything(ExecutionEntity execution) {
            return found(execution, null);
        }

        static boolean of(ExecutionEntity execution, String code) {
            return found(execution, code);
        }

        private static boolean found(ExecutionEntity execution, @Nullable String code) {
            for (ExecutionEntity at = execution;
                    at != null;
                    at = at.getProcessInstance().getSuperExecution()) {
                for (ScopeImpl scope = at.getActivity(); scope != null; scope = scope.getFlowScope()) {
                    List<ErrorEventDefinition> caught =
                            scope.getProperties().get(BpmnProperties.ERROR_EVENT_DEFINITIONS);
                    if (caught.stream().anyMatch(error -> code == null || error.catchesError(code))) {
                        return true;
                    }
                }
            }
            return false;
        }
    }
}
