package fr.dmp.emergency.process;

import fr.dmp.emergency.EmergencyReviews;
import fr.dmp.emergency.FollowUp;
import fr.dmp.engine.Intake;
import fr.dmp.engine.ProcessBean;
import fr.dmp.refusal.Refusal;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** What the compliance officer has done about an access that was held for unjustified. */
@ProcessBean("emergencyFollowUp")
class EmergencyFollowUp implements Intake {

    private static final String CHOICE = "choice";

    private final EmergencyReviews reviews;

    EmergencyFollowUp(EmergencyReviews reviews) {
        this.reviews = reviews;
    }

    @Override
    public Set<String> fields() {
        return Set.of(CHOICE);
    }

    @Override
    public Taken take(Map<String, Object> fields, Occasion occasion) {
        FollowUp done = Stream.of(FollowUp.values())
                .filter(one -> one.name().equals(fields.get(CHOICE)))
                .findFirst()
                .orElseThrow(() -> Refusal.invalid("/" + CHOICE, "fault.required"));
        reviews.followUp(occasion.reference(), done, occasion.login());
        return Taken.as(occasion.reference());
    }
}
