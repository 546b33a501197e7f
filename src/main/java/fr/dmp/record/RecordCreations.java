package fr.dmp.record;

import com.github.f4b6a3.uuid.UuidCreator;
import fr.dmp.audit.Act;
import fr.dmp.audit.Actor;
import fr.dmp.audit.AuditTrail;
import fr.dmp.gate.ClientNetwork;
import fr.dmp.gate.Limits;
import fr.dmp.notice.NoticeKind;
import fr.dmp.notice.Notices;
import fr.dmp.refusal.Refusal;
import fr.dmp.signin.ProfessionalSession;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionOperations;

@Component
class RecordCreations implements Creations, Counter {

    /** Anything else is a slip of the hand, and costs no try. */
    private static final Pattern CODE = Pattern.compile("[0-9]{6}");

    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");

    private final CreationCases cases;
    private final CreationFlow flow;
    private final SlipBox slips;
    private final Notices notices;
    private final Limits limits;
    private final CreationLimits allowed;
    private final AuditTrail trail;
    private final TransactionOperations transactions;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    RecordCreations(
            CreationCases cases,
            CreationFlow flow,
            SlipBox slips,
            Notices notices,
            Limits limits,
            CreationLimits allowed,
            AuditTrail trail,
            TransactionOperations transactions,
            Clock clock) {
        this.cases = cases;
        this.flow = flow;
        this.slips = slips;
        this.notices = notices;
        this.limits = limits;
        this.allowed = allowed;
        this.trail = trail;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** The limits come first: within the transaction each request would need a second connection for them. */
    @Override
    public Progress begin(Application application, String client, Function<Supplier<Progress>, Progress> once) {
        Applicant.Reach reach = reach(application.check(today()));
        limits.take("creation-client", ClientNetwork.of(client), allowed.perClient(), Duration.ofHours(1));
        limits.take("creation-contact", reach.destination(), allowed.perContact(), Duration.ofHours(1));
        return transactions.execute(transaction -> once.apply(() -> begun(application, reach)));
    }

    private Applicant.Reach reach(Applicant applicant) {
        return applicant
                .reach(notices::carries)
                .orElseThrow(() -> applicant.mobile().isPresent()
                        ? Refusal.invalid("/contact/email", "fault.email-needed")
                        : Refusal.invalid("/contact", "fault.contact-required"));
    }

    private Progress begun(Application application, Applicant.Reach reach) {
        CreationCase creation = add(CreationChannel.ONLINE, Actor.ANONYMOUS, application);
        String code = "%06d".formatted(random.nextInt(1_000_000));
        cases.expectCode(creation.id(), code, clock.instant().plus(ContactProof.LIFETIME));
        notices.sendSecret(null, NoticeKind.CONTACT_CODE, reach.channel(), reach.destination(), code);
        flow.startOnline(creation.id());
        return new Progress(creation.id(), creation.status(), null, null);
    }

    /** A wrong try must count although it is refused: the transaction ends first, then the refusal leaves. */
    @Override
    public Progress confirm(UUID creation, String typed) {
        String code = typed.replaceAll("\\s", "");
        if (!CODE.matcher(code).matches()) {
            throw Refusal.invalid("/code", "fault.code");
        }
        Optional<Refusal> obstacle = transactions.execute(transaction -> tryCode(creation, code));
        if (obstacle != null && obstacle.isPresent()) {
            throw obstacle.get();
        }
        return progress(creation);
    }

    private Optional<Refusal> tryCode(UUID id, String code) {
        CreationCase creation = online(cases.lock(id));
        ContactProof proof = cases.proof(id);
        Instant now = clock.instant();
        Optional<Refusal> obstacle = creation.status() == CreationStatus.AWAITING_CODE
                ? proof.obstacle(now)
                : Optional.of(Refusal.gone("code-gone"));
        if (obstacle.isPresent()) {
            return obstacle;
        }
        if (!cases.isCode(id, code)) {
            ContactProof next = proof.wrong(now);
            cases.save(id, next);
            return Optional.of(Refusal.unacceptable("code-wrong").with("triesLeft", next.triesLeft()));
        }
        cases.save(id, proof.used());
        cases.save(creation.contactProved());
        trail.write(Act.of(creation.record(), creation.starter(), "PROVE_CONTACT", null, "CODE"));
        flow.contactProved(id);
        return Optional.empty();
    }

    @Override
    @Transactional(readOnly = true)
    public Progress progress(UUID id) {
        CreationCase creation = online(cases.find(id));
        String identifier = creation.status() == CreationStatus.OPENED
                ? cases.identifier(id, clock.instant().minus(CreationCases.IDENTIFIER_SHOWN))
                        .orElse(null)
                : null;
        return new Progress(id, creation.status(), identifier, creation.reason());
    }

    @Override
    @Transactional(readOnly = true)
    public boolean isOver(UUID id) {
        return switch (online(cases.find(id)).status()) {
            case AWAITING_CODE -> cases.proof(id).over(clock.instant());
            case REFUSED -> true;
            default -> false;
        };
    }

    private static CreationCase online(Optional<CreationCase> found) {
        return found.filter(creation -> creation.channel() == CreationChannel.ONLINE)
                .orElseThrow(Refusal::absent);
    }

    @Override
    public Outcome openFor(
            ProfessionalSession professional, Application application, Function<Supplier<Outcome>, Outcome> once) {
        application.check(today());
        limits.take("creation-professional", professional.actor().id(), allowed.perProfessional(), Duration.ofHours(1));
        return transactions.execute(transaction -> once.apply(() -> opened(professional, application)));
    }

    private Outcome opened(ProfessionalSession professional, Application application) {
        CreationCase creation = add(CreationChannel.PROFESSIONAL, professional.actor(), application);
        flow.startForProfessional(creation.id());
        return outcome(professional, creation.id());
    }

    @Override
    @Transactional(readOnly = true)
    public Outcome outcome(ProfessionalSession professional, UUID id) {
        CreationCase creation = cases.find(id)
                .filter(found -> found.channel() == CreationChannel.PROFESSIONAL)
                .filter(found ->
                        found.starter().id().equals(professional.actor().id()))
                .orElseThrow(Refusal::absent);
        Optional<Slip> slip = slips.ofCreation(id).filter(present -> present.waits(clock.instant()));
        return new Outcome(
                id,
                creation.status(),
                creation.status() == CreationStatus.OPENED ? creation.record() : null,
                slip.map(Slip::id).orElse(null),
                slip.map(Slip::expiresAt).orElse(null),
                creation.reason());
    }

    @Override
    @Transactional
    public UUID begin(Application application, Actor caseworker) {
        application.check(today());
        // Within the engine's transaction, there being no earlier moment: caseworkers are few.
        limits.take("creation-counter", caseworker.id(), allowed.perProfessional(), Duration.ofHours(1));
        return add(CreationChannel.COUNTER, caseworker, application).id();
    }

    private CreationCase add(CreationChannel channel, Actor starter, Application application) {
        CreationCase creation = CreationCase.begun(
                UuidCreator.getTimeOrderedEpoch(),
                UuidCreator.getTimeOrderedEpoch(),
                channel,
                starter,
                clock.instant());
        cases.add(creation, application);
        trail.write(Act.of(creation.record(), starter, "REQUEST_CREATION", null, "CONSENT"));
        return creation;
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), PARIS);
    }
}
