package fr.dmp.claims.process;

import fr.dmp.claims.ReviewFlow;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.camunda.bpm.engine.RuntimeService;
import org.springframework.stereotype.Component;

/** Starts the review of a delivery in the engine; the delivery's id is the business key. */
@Component
class ReviewProcess implements ReviewFlow {

    private final RuntimeService runtime;

    ReviewProcess(RuntimeService runtime) {
        this.runtime = runtime;
    }

    @Override
    public void start(UUID delivery, Instant expires) {
        runtime.startProcessInstanceByMessage(
                DeliveryReview.LINES_REFUSED,
                delivery.toString(),
                Map.of(
                        DeliveryReview.DELIVERY,
                        reference(delivery),
                        DeliveryReview.EXPIRES_AT,
                        expires.truncatedTo(ChronoUnit.SECONDS).toString()));
    }

    /** The end of the id, which is its random part, in capitals: {@code 4F7A-92C1}. */
    private static String reference(UUID delivery) {
        String id = delivery.toString().toUpperCase(Locale.ROOT);
        return id.substring(28, 32) + "-" + id.substring(32);
    }
}
