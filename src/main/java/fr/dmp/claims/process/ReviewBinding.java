package fr.dmp.claims.process;

import static fr.dmp.engine.StaffGroup.DATA_STEWARD;

import fr.dmp.claims.DeliveryReviews;
import fr.dmp.claims.ReviewReason;
import fr.dmp.engine.DeclaredVariables;
import fr.dmp.engine.ProcessBean;
import fr.dmp.engine.ProcessGroups;
import java.util.Arrays;
import java.util.UUID;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.camunda.bpm.engine.impl.identity.Authentication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Binds the model's elements to what becomes of refused lines: one bean an element, named as it is. */
@Configuration
class ReviewBinding {

    private final DeliveryReviews reviews;

    ReviewBinding(DeliveryReviews reviews) {
        this.reviews = reviews;
    }

    @Bean
    DeclaredVariables deliveryReviewVariables() {
        return DeclaredVariables.of(DeliveryReview.KEY)
                .matching(DeliveryReview.DELIVERY, Pattern.compile("[0-9A-F]{4}-[0-9A-F]{4}"))
                .instant(DeliveryReview.EXPIRES_AT)
                .word(DeliveryReview.DECISION, words(DeliveryReview.Decision.values()))
                .word(DeliveryReview.WHY, words(ReviewReason.values()))
                .flag(DeliveryReview.WAITS);
    }

    private static String[] words(Enum<?>... values) {
        return Arrays.stream(values).map(Enum::name).toArray(String[]::new);
    }

    /** A delivery starts it, nobody else. */
    @Bean
    ProcessGroups deliveryReviewGroups() {
        return ProcessGroups.of(DeliveryReview.KEY).workedBy(DATA_STEWARD);
    }

    /** Whoever decided about some lines goes on with the others. */
    @ProcessBean
    @Bean
    TaskListener reviewDelivery() {
        return task -> {
            Authentication present =
                    task.getProcessEngineServices().getIdentityService().getCurrentAuthentication();
            if (present != null && present.getUserId() != null) {
                task.setAssignee(present.getUserId());
            }
        };
    }

    @ProcessBean
    @Bean
    JavaDelegate takeLinesAgain() {
        return execution -> {
            reviews.takeAgain(delivery(execution));
            execution.setVariable(DeliveryReview.WAITS, reviews.waits(delivery(execution)));
        };
    }

    @ProcessBean
    @Bean
    JavaDelegate destroyDismissedLines() {
        return execution -> {
            reviews.destroyDismissed(delivery(execution));
            execution.setVariable(DeliveryReview.WAITS, reviews.waits(delivery(execution)));
        };
    }

    @ProcessBean
    @Bean
    JavaDelegate askForDelivery() {
        return execution -> reviews.request(
                delivery(execution),
                ReviewReason.valueOf(execution.getVariable(DeliveryReview.WHY).toString()));
    }

    @ProcessBean
    @Bean
    JavaDelegate settleReview() {
        return execution -> reviews.settle(delivery(execution));
    }

    @ProcessBean
    @Bean
    JavaDelegate expireReview() {
        return execution -> reviews.expire(delivery(execution));
    }

    private static UUID delivery(DelegateExecution execution) {
        return UUID.fromString(execution.getProcessBusinessKey());
    }
}
