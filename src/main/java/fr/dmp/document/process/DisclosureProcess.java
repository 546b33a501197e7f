package fr.dmp.document.process;

import fr.dmp.document.DisclosureFlow;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.UUID;
import org.camunda.bpm.engine.RuntimeService;
import org.springframework.stereotype.Component;

/** Starts and ends disclosures in the engine. */
@Component
class DisclosureProcess implements DisclosureFlow {

    private final RuntimeService runtime;

    DisclosureProcess(RuntimeService runtime) {
        this.runtime = runtime;
    }

    @Override
    public void start(UUID record, UUID series, Instant remindAt, Instant opensAt) {
        runtime.startProcessInstanceByMessage(
                ResultDisclosure.RESULT_HIDDEN,
                series.toString(),
                Map.of(
                        ResultDisclosure.RECORD,
                        record.toString(),
                        ResultDisclosure.REMIND_AT,
                        written(remindAt),
                        ResultDisclosure.OPENS_AT,
                        written(opensAt)));
    }

    private static String written(Instant at) {
        return at.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    @Override
    public void settle(UUID series) {
        runtime.createMessageCorrelation(ResultDisclosure.RESULT_SETTLED)
                .processInstanceBusinessKey(series.toString())
                .correlateAll();
    }
}
