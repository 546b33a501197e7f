package fr.dmp.emergency.process;

import fr.dmp.emergency.EmergencyReviews;
import fr.dmp.emergency.Review;
import fr.dmp.engine.Intake;
import fr.dmp.engine.ProcessBean;
import fr.dmp.refusal.Refusal;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/** What a reviewer says in the form of a review, the first or the second. */
@ProcessBean("emergencyFinding")
class EmergencyFinding implements Intake {

    private static final String CHOICE = "choice";
    private static final String WORDS = "words";

    /** The task of the second reviewer, as the model has it. */
    private static final String SECOND = "confirmUnjustified";

    private final EmergencyReviews reviews;

    EmergencyFinding(EmergencyReviews reviews) {
        this.reviews = reviews;
    }

    @Override
    public Set<String> fields() {
        return Set.of(CHOICE, WORDS);
    }

    @Override
    public Taken take(Map<String, Object> fields, Occasion occasion) {
        UUID access = occasion.reference();
        Review finding = Stream.of(Review.JUSTIFIED, Review.UNJUSTIFIED)
                .filter(one -> one.name().equals(fields.get(CHOICE)))
                .findFirst()
                .orElseThrow(() -> Refusal.invalid("/" + CHOICE, "fault.required"));
        String words = String.valueOf(fields.getOrDefault(WORDS, ""));
        if (occasion.element().equals(SECOND)) {
            reviews.confirm(access, finding, words, occasion.login());
        } else {
            reviews.find(access, finding, words, occasion.login());
        }
        return Taken.as(access).with(EmergencyAccess.FINDING, finding.name());
    }
}
