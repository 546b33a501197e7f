package fr.dmp.recovery;

import fr.dmp.audit.Act;
import fr.dmp.audit.Actor;
import fr.dmp.audit.AuditTrail;
import fr.dmp.gate.ClientNetwork;
import fr.dmp.gate.Limits;
import fr.dmp.notice.NoticeKind;
import fr.dmp.notice.Notices;
import fr.dmp.record.ContactProof;
import fr.dmp.recovery.RecoveryCase.Call;
import fr.dmp.refusal.Ids;
import fr.dmp.refusal.Refusal;
import fr.dmp.signin.LostCredentials;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

@Component
class AskedRecoveries implements Recoveries {

    /** Anything else is a slip of the hand, and costs no try. */
    private static final Pattern CODE = Pattern.compile("[0-9]{8}");

    private static final Duration HOUR = Duration.ofHours(1);
    private static final int LONGEST_REFERENCE = 60;

    private final RecoveryCases cases;
    private final RecoverySteps steps;
    private final RecoveryFlow flow;
    private final LostCredentials credentials;
    private final Notices notices;
    private final Limits limits;
    private final AuditTrail trail;
    private final RecoverySettings settings;
    private final TransactionOperations transactions;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    AskedRecoveries(
            RecoveryCases cases,
            RecoverySteps steps,
            RecoveryFlow flow,
            LostCredentials credentials,
            Notices notices,
            Limits limits,
            AuditTrail trail,
            RecoverySettings settings,
            TransactionOperations transactions,
            Clock clock) {
        this.cases = cases;
        this.steps = steps;
        this.flow = flow;
        this.credentials = credentials;
        this.notices = notices;
        this.limits = limits;
        this.trail = trail;
        this.settings = settings;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** The limits come first: within the transaction each request would need a second connection for them. */
    @Override
    public Receipt begin(Answers answers, String client, Function<Supplier<Receipt>, Receipt> once) {
        Claimant claimant =
                answers.check(now().atZone(ZoneId.of("Europe/Paris")).toLocalDate(), Answers.Asked.BY_FORM);
        String network = ClientNetwork.of(client);
        limits.take("recovery-client", network, settings.perCaller(), HOUR);
        limits.take("recovery-person", claimant.nir().value(), settings.perPerson(), HOUR);
        return transactions.execute(transaction -> once.apply(() -> begun(answers, claimant, network)));
    }

    /** A code that nobody has is expected from the first moment on: it is checked alike whether one was sent or not. */
    private Receipt begun(Answers answers, Claimant claimant, String network) {
        Instant now = now();
        String postcode = claimant.postcode().orElse(null);
        Instant callBy = claimant.phone() == null ? null : CallCentreHours.after(now, settings.callWithin(), postcode);
        RecoveryCase begun = RecoveryCase.begun(claimant, new Call(true, null, 0), callBy, now);
        cases.add(begun, answers.calledAt(claimant.phone()), claimant.nir().value(), network);
        cases.expectCode(begun.id(), "nobody's/" + random.nextLong(), now.plus(settings.codeLasts()), 0);
        flow.startByForm(begun.id(), begun.reference());
        return new Receipt(begun.id(), begun.reference(), callBy);
    }

    /**
     * A wrong try must count although it is refused: the transaction ends first, then the refusal leaves. The password is
     * made ready before, whatever the code is worth: a wrong code takes as long as a right one.
     */
    @Override
    public void redeem(String recovery, String typed, String newPassword, String client) {
        String code = typed.replaceAll("[\\s\\u00A0\\u202F-]", "");
        if (!CODE.matcher(code).matches()) {
            throw Refusal.invalid("/code", "fault.recovery-code");
        }
        limits.take("recovery-code", ClientNetwork.of(client), settings.perCaller() * ContactProof.TRIES, HOUR);
        Optional<RecoveryCase> found =
                transactions.execute(transaction -> named(recovery).flatMap(cases::find));
        LostCredentials.Ready ready =
                credentials.prepare(found.flatMap(RecoveryCase::record).orElse(null), newPassword, "/newPassword");
        UUID id = found.map(RecoveryCase::id).orElseThrow(() -> wrong(ContactProof.TRIES - 1));
        Optional<Refusal> obstacle = transactions.execute(transaction -> tried(id, code, ready));
        obstacle.ifPresent(refusal -> {
            throw refusal;
        });
    }

    private Optional<UUID> named(String recovery) {
        if (recovery.length() > LONGEST_REFERENCE) {
            return Optional.empty();
        }
        return Ids.read(recovery).or(() -> cases.referred(RecoveryCase.reference(recovery)));
    }

    private Optional<Refusal> tried(UUID id, String code, LostCredentials.Ready ready) {
        RecoveryCase present = cases.lock(id).orElseThrow(Refusal::absent);
        ContactProof proof = cases.proof(id);
        // Nothing but its time is looked at: how far it is would tell whether anything was ever on its way.
        Optional<Refusal> obstacle = proof.obstacle(now()).map(AskedRecoveries::said);
        if (obstacle.isPresent()) {
            return obstacle;
        }
        if (!cases.isCode(id, code)) {
            ContactProof next = proof.wrong(now());
            cases.save(id, next);
            return Optional.of(wrong(next.triesLeft()));
        }
        cases.save(id, proof.used());
        credentials.put(present.ofRecord(), ready);
        steps.release(present);
        cases.save(present.with(present.progress().now(RecoveryStatus.RECOVERED)));
        trail.write(Act.of(
                present.ofRecord(), Actor.ANONYMOUS, "RECOVER_CREDENTIALS", id.toString(), "CODE_OF_KNOWN_CONTACT"));
        notices.tell(present.ofRecord(), present.ofPerson(), NoticeKind.RECOVERED, Map.of());
        flow.recovered(id);
        return Optional.empty();
    }

    /** A code too early is told as it is; one that is gone in the words of a recovery. */
    private static Refusal said(Refusal obstacle) {
        return obstacle.kind() == Refusal.Kind.GONE ? over() : obstacle;
    }

    private static Refusal over() {
        return Refusal.gone("recovery-over");
    }

    private static Refusal wrong(int triesLeft) {
        return Refusal.unacceptable("recovery-code-wrong").with("triesLeft", triesLeft);
    }

    @Override
    public void cancel(String reference, String typed, String client) {
        String code = typed.replaceAll("[\\s\\u00A0\\u202F-]", "");
        if (!CODE.matcher(code).matches()) {
            throw Refusal.invalid("/code", "fault.recovery-code");
        }
        String known = RecoveryCase.reference(reference);
        limits.take("recovery-cancellation-client", ClientNetwork.of(client), settings.perCaller(), HOUR);
        limits.take("recovery-cancellation", known, settings.perCaller(), HOUR);
        transactions.executeWithoutResult(transaction -> cancelled(known, code));
    }

    /** Whoever has the code of a message to a known contact may stop it until it is over. */
    private void cancelled(String reference, String code) {
        RecoveryCase present = cases.referred(reference)
                .flatMap(cases::lock)
                .filter(recovery -> cases.isCancellation(recovery.id(), code))
                .orElseThrow(() -> Refusal.unacceptable("cancellation-wrong"));
        steps.release(present);
        cases.save(present.with(present.progress().now(RecoveryStatus.CANCELLED)));
        trail.write(Act.of(
                present.ofRecord(),
                Actor.ANONYMOUS,
                "CANCEL_RECOVERY",
                present.id().toString(),
                "CODE_OF_KNOWN_CONTACT"));
        flow.cancelled(present.id());
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
