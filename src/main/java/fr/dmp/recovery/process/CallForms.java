package fr.dmp.recovery.process;

import fr.dmp.engine.Intake;
import fr.dmp.engine.ProcessBean;
import fr.dmp.recovery.Answers;
import fr.dmp.recovery.CallDesk;
import fr.dmp.recovery.CallDesk.Judgement;
import fr.dmp.recovery.CallDesk.Posting;
import fr.dmp.recovery.CallDesk.Told;
import fr.dmp.recovery.Lost;
import fr.dmp.recovery.RecoveryPath;
import fr.dmp.refusal.Refusal;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What agents and supervisors of the 3646 type into the forms of Tasklist, taken into the domain. */
final class CallForms {

    private static final String CHOICE = "choice";
    private static final String LOST = "lost";
    private static final String NUMBER = "callingNumber";

    private static final Set<String> ANSWERS = Set.of("nir", "birthName", "birthDate", "address", "serial", LOST);

    private CallForms() {}

    /** A caller's answers, while they are on the line. */
    @ProcessBean("callerAnswers")
    static class CallerAnswers implements Intake {

        private final CallDesk desk;

        CallerAnswers(CallDesk desk) {
            this.desk = desk;
        }

        @Override
        public Set<String> fields() {
            Set<String> all = new HashSet<>(ANSWERS);
            all.add(NUMBER);
            return Set.copyOf(all);
        }

        @Override
        public Taken take(Map<String, Object> fields, Occasion occasion) {
            String number = text(fields, NUMBER);
            CallDesk.Begun begun = desk.begin(answers(fields), number == null ? "" : number, occasion.login());
            return Taken.as(begun.id())
                    .with(CredentialRecovery.CHANNEL, CredentialRecovery.PHONE)
                    .with(CredentialRecovery.REFERENCE, begun.reference());
        }
    }

    /** What comes of the call once the caller was told. */
    @ProcessBean("callerTold")
    static class CallerTold implements Intake {

        private final CallDesk desk;

        CallerTold(CallDesk desk) {
            this.desk = desk;
        }

        @Override
        public Set<String> fields() {
            return Set.of(CHOICE);
        }

        @Override
        public Taken take(Map<String, Object> fields, Occasion occasion) {
            UUID recovery = occasion.reference();
            RecoveryPath path = desk.told(recovery, chosen(fields, Told.values()), occasion.login());
            return Taken.as(recovery).with(CredentialRecovery.PATH, path.name());
        }
    }

    /** Called back: reached, with the answers typed anew, or not. */
    @ProcessBean("calledBack")
    static class CalledBack implements Intake {

        private enum Reached {
            REACHED,
            UNREACHED
        }

        private final CallDesk desk;

        CalledBack(CallDesk desk) {
            this.desk = desk;
        }

        @Override
        public Set<String> fields() {
            Set<String> all = new HashSet<>(ANSWERS);
            all.add(CHOICE);
            return Set.copyOf(all);
        }

        @Override
        public Taken take(Map<String, Object> fields, Occasion occasion) {
            UUID recovery = occasion.reference();
            if (chosen(fields, Reached.values()) == Reached.REACHED) {
                desk.reached(recovery, answers(fields), occasion.login());
                return Taken.as(recovery)
                        .with(CredentialRecovery.DONE, true)
                        .with(CredentialRecovery.AGAIN, false)
                        .with(CredentialRecovery.CHANNEL, CredentialRecovery.PHONE);
            }
            return Taken.as(recovery)
                    .with(CredentialRecovery.DONE, false)
                    .with(CredentialRecovery.AGAIN, desk.unreached(recovery, occasion.login()));
        }
    }

    /** What a second pair of eyes says. */
    @ProcessBean("recoveryJudgement")
    static class RecoveryJudgement implements Intake {

        private final CallDesk desk;

        RecoveryJudgement(CallDesk desk) {
            this.desk = desk;
        }

        @Override
        public Set<String> fields() {
            return Set.of(CHOICE);
        }

        @Override
        public Taken take(Map<String, Object> fields, Occasion occasion) {
            UUID recovery = occasion.reference();
            RecoveryPath path = desk.judge(recovery, chosen(fields, Judgement.values()), occasion.login());
            return Taken.as(recovery).with(CredentialRecovery.PATH, path.name());
        }
    }

    /** What became of the letter. */
    @ProcessBean("letterPosting")
    static class LetterPosting implements Intake {

        private final CallDesk desk;

        LetterPosting(CallDesk desk) {
            this.desk = desk;
        }

        @Override
        public Set<String> fields() {
            return Set.of(CHOICE);
        }

        @Override
        public Taken take(Map<String, Object> fields, Occasion occasion) {
            Posting posting = chosen(fields, Posting.values());
            desk.posted(occasion.reference(), posting, occasion.login());
            return Taken.as(occasion.reference()).with(CredentialRecovery.DONE, posting == Posting.POSTED);
        }
    }

    private static Answers answers(Map<String, Object> fields) {
        return new Answers(
                text(fields, "nir"),
                text(fields, "birthName"),
                day(text(fields, "birthDate")),
                text(fields, "address"),
                text(fields, "serial"),
                null,
                lost(text(fields, LOST)));
    }

    /** {@code 28/03/1979} as people write it; anything else is left for the check to refuse. */
    private static @Nullable String day(@Nullable String typed) {
        return typed == null ? null : typed.strip().replaceFirst("^(\\d{2})[/. -](\\d{2})[/. -](\\d{4})$", "$3-$2-$1");
    }

    private static Lost lost(@Nullable String typed) {
        return Arrays.stream(Lost.values())
                .filter(one -> one.name().equals(typed))
                .findFirst()
                .orElseThrow(() -> Refusal.invalid("/" + LOST, "fault.required"));
    }

    private static <T extends Enum<T>> T chosen(Map<String, Object> fields, T[] choices) {
        return Arrays.stream(choices)
                .filter(one -> one.name().equals(text(fields, CHOICE)))
                .findFirst()
                .orElseThrow(() -> Refusal.invalid("/" + CHOICE, "fault.required"));
    }

    private static @Nullable String text(Map<String, Object> fields, String name) {
        Object value = fields.get(name);
        return value == null ? null : value.toString();
    }
}
