package fr.dmp.record.process;

import fr.dmp.audit.Actor;
import fr.dmp.engine.Intake;
import fr.dmp.engine.ProcessBean;
import fr.dmp.record.Application;
import fr.dmp.record.CaseFile;
import fr.dmp.record.Counter;
import fr.dmp.record.CreationChannel;
import fr.dmp.record.CreationSteps;
import fr.dmp.refusal.Refusal;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What caseworkers type into the forms of Tasklist, taken into the domain. */
final class CounterForms {

    private CounterForms() {}

    /** The start form: what the card shows, the consent, the two settings. */
    @ProcessBean("counterApplication")
    static class CounterApplication implements Intake {

        private final Counter counter;

        CounterApplication(Counter counter) {
            this.counter = counter;
        }

        @Override
        public Set<String> fields() {
            return Set.of(
                    "nir",
                    "serial",
                    "familyName",
                    "givenNames",
                    "birthDate",
                    "mobile",
                    "email",
                    "consent",
                    "breakGlass",
                    "regulation");
        }

        @Override
        public Taken take(Map<String, Object> fields, Occasion occasion) {
            Application application = new Application(
                    new Application.Vitale(
                            text(fields, "nir"),
                            text(fields, "serial"),
                            text(fields, "familyName"),
                            text(fields, "givenNames"),
                            day(fields, "birthDate")),
                    new Application.Contact(text(fields, "mobile"), text(fields, "email")),
                    ticked(fields, "consent"),
                    new Application.Emergency(ticked(fields, "breakGlass"), ticked(fields, "regulation")));
            UUID creation = counter.begin(application, new Actor(Actor.Kind.STAFF, occasion.login(), null));
            return Taken.as(creation)
                    .with(RecordCreation.CHANNEL, CreationChannel.COUNTER.name())
                    .with(RecordCreation.REFERENCE, CaseFile.reference(creation));
        }
    }

    /** A caseworker's judgement of the traits. */
    @ProcessBean("identityJudgement")
    static class IdentityJudgement implements Intake {

        private static final String OUTCOME = "outcome";

        private final CreationSteps steps;

        IdentityJudgement(CreationSteps steps) {
            this.steps = steps;
        }

        @Override
        public Set<String> fields() {
            return Set.of(OUTCOME);
        }

        @Override
        public Taken take(Map<String, Object> fields, Occasion occasion) {
            UUID creation = occasion.reference();
            boolean confirmed = chosen(fields, OUTCOME, "confirm", "refuse");
            if (confirmed) {
                steps.confirmIdentity(creation, occasion.login());
            } else {
                steps.doubtIdentity(creation, occasion.login());
            }
            return Taken.as(creation).with(RecordCreation.CONFIRMED, confirmed).with(RecordCreation.TRUSTED, confirmed);
        }
    }

    /** What became of the slip. */
    @ProcessBean("slipOutcome")
    static class SlipOutcome implements Intake {

        private static final String OUTCOME = "outcome";

        private final CreationSteps steps;

        SlipOutcome(CreationSteps steps) {
            this.steps = steps;
        }

        @Override
        public Set<String> fields() {
            return Set.of(OUTCOME);
        }

        @Override
        public Taken take(Map<String, Object> fields, Occasion occasion) {
            UUID creation = occasion.reference();
            boolean handedOver = chosen(fields, OUTCOME, "handed", "redo");
            if (handedOver) {
                steps.slipHandedOver(creation, occasion.login());
            } else {
                steps.slipLost(creation, occasion.login());
            }
            return Taken.as(creation).with(RecordCreation.HANDED_OVER, handedOver);
        }
    }

    private static @Nullable String text(Map<String, Object> fields, String name) {
        Object value = fields.get(name);
        return value == null ? null : value.toString();
    }

    /** {@code 28/03/1979} as people write it, or as the API does; anything else is left for the check to refuse. */
    private static @Nullable String day(Map<String, Object> fields, String name) {
        String typed = text(fields, name);
        return typed == null ? null : typed.strip().replaceFirst("^(\\d{2})[/. -](\\d{2})[/. -](\\d{4})$", "$3-$2-$1");
    }

    /** Tasklist leaves an unticked box out or sends false. */
    private static boolean ticked(Map<String, Object> fields, String name) {
        return Boolean.parseBoolean(String.valueOf(fields.get(name)));
    }

    private static boolean chosen(Map<String, Object> fields, String name, String yes, String no) {
        String value = String.valueOf(fields.get(name));
        if (!value.equals(yes) && !value.equals(no)) {
            throw Refusal.invalid("/" + name, "fault.required");
        }
        return value.equals(yes);
    }
}
