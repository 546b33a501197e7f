package fr.dmp.recovery;

import fr.dmp.audit.Act;
import fr.dmp.audit.Actor;
import fr.dmp.audit.AuditTrail;
import fr.dmp.engine.WorkingDays;
import fr.dmp.identity.Channel;
import fr.dmp.identity.ContactPoint;
import fr.dmp.identity.InsuredDirectory;
import fr.dmp.identity.InsuredPerson;
import fr.dmp.notice.NoticeKind;
import fr.dmp.notice.Notices;
import fr.dmp.notice.Reach;
import fr.dmp.record.Records;
import fr.dmp.recovery.Assessment.Contact;
import fr.dmp.recovery.RecoveryCase.Progress;
import fr.dmp.recovery.RecoveryCase.Subject;
import fr.dmp.refusal.Refusal;
import fr.dmp.signin.LostCredentials;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * The steps of a recovery, each taken within the transaction that moves it on. They open none of their own: a refusal turns
 * the recovery another way and must leave its transaction whole.
 */
@Component
public class RecoverySteps {

    /** What the reference is called in the texts of messages. */
    private static final String RECOVERY = "recovery";

    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
    /** Nobody in need of their credentials asks then, or hardly anybody (P). */
    private static final LocalTime NIGHT_ENDS = LocalTime.of(6, 0);

    /** How long a second pair of eyes has, in working days (P). */
    private static final int DAYS_TO_JUDGE = 1;

    private final RecoveryCases cases;
    private final InsuredDirectory directory;
    private final Records records;
    private final LostCredentials credentials;
    private final Notices notices;
    private final Reach reach;
    private final AuditTrail trail;
    private final RecoverySettings settings;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    RecoverySteps(
            RecoveryCases cases,
            InsuredDirectory directory,
            Records records,
            LostCredentials credentials,
            Notices notices,
            Reach reach,
            AuditTrail trail,
            RecoverySettings settings,
            Clock clock) {
        this.cases = cases;
        this.directory = directory;
        this.records = records;
        this.credentials = credentials;
        this.notices = notices;
        this.reach = reach;
        this.trail = trail;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * Compares the answers with what is on file, and tells known contacts how to stop what begins here. From now on the
     * answers are gone.
     */
    public Assessment check(UUID id) {
        RecoveryCase asked = get(id);
        Answers.Asked how = asked.call().byForm() ? Answers.Asked.BY_FORM : Answers.Asked.BY_PHONE;
        // Checked when it was typed; a day that was past then is past, whatever the clock says.
        Claimant claimant = cases.answers(id).check(LocalDate.MAX, how);
        cases.forgetAnswers(id);
        Optional<InsuredPerson> person = directory.find(claimant.nir());
        Optional<Records.Summary> record = person.map(InsuredPerson::id).flatMap(records::ofPerson);
        Verdict verdict = record.isPresent() ? claimant.against(person.orElseThrow(), how) : Verdict.NOT;
        RecoveryCase compared = compared(asked, record, verdict);
        cases.save(compared);
        record.ifPresent(found -> told(asked, compared, found));
        return assessment(compared, person.map(InsuredPerson::address));
    }

    private RecoveryCase compared(RecoveryCase asked, Optional<Records.Summary> record, Verdict verdict) {
        boolean announced = asked.subject().announced() || verdict != Verdict.NOT;
        Subject subject = new Subject(
                record.map(Records.Summary::record).orElse(null),
                record.map(Records.Summary::person).orElse(null),
                verdict,
                announced);
        RecoveryCase named = asked.with(subject);
        return named.with(named.progress().because(reasons(named)));
    }

    private Set<RecoveryReason> reasons(RecoveryCase named) {
        Set<RecoveryReason> reasons = EnumSet.noneOf(RecoveryReason.class);
        if (named.subject().verdict() == Verdict.NOT) {
            return Set.of(RecoveryReason.NOT_RECOGNISED);
        }
        if (named.subject().verdict() == Verdict.PARTIAL) {
            reasons.add(RecoveryReason.FEW_ANSWERS);
        }
        if (contact(named) == Contact.RECENT) {
            reasons.add(RecoveryReason.CONTACT_RECENT);
        }
        if (cases.ofThisPerson(named.id(), now().minus(settings.severalWithin())) >= settings.several()) {
            reasons.add(RecoveryReason.SEVERAL_ATTEMPTS);
        }
        if (now().atZone(PARIS).toLocalTime().isBefore(NIGHT_ENDS)) {
            reasons.add(RecoveryReason.UNUSUAL_HOUR);
        }
        if (named.call().agent() != null
                && cases.begunBy(named.call().agent(), now().minus(Duration.ofHours(1))) > settings.perAgent()) {
            reasons.add(RecoveryReason.AGENT_RATE);
        }
        return reasons;
    }

    private Assessment assessment(RecoveryCase compared, Optional<InsuredPerson.Address> address) {
        Set<RecoveryReason> reasons = compared.progress().reasons();
        return new Assessment(
                Optional.ofNullable(compared.subject().verdict()).orElseThrow(),
                compared.subject().person() == null ? Contact.NONE : contact(compared),
                cases.phone(compared.id()).isPresent(),
                address.filter(InsuredPerson.Address::complete).isPresent(),
                reasons.contains(RecoveryReason.CONTACT_RECENT)
                        || reasons.contains(RecoveryReason.SEVERAL_ATTEMPTS)
                        || reasons.contains(RecoveryReason.UNUSUAL_HOUR),
                reasons.contains(RecoveryReason.AGENT_RATE));
    }

    private void told(RecoveryCase before, RecoveryCase compared, Records.Summary record) {
        trail.write(Act.of(
                record.record(),
                compared.starter(),
                "ASK_RECOVERY",
                compared.id().toString(),
                String.valueOf(compared.subject().verdict())));
        if (compared.subject().announced() && !before.subject().announced()) {
            announce(compared);
        }
    }

    /** To each contact on file, a letter where there is none: one code for all of them. */
    private void announce(RecoveryCase recovery) {
        String code = code();
        cases.expectCancellation(recovery.id(), code);
        for (ContactPoint contact : reach.all(recovery.ofPerson(), directory.contacts(recovery.ofPerson()))) {
            send(recovery, NoticeKind.RECOVERY_BEGUN, contact.channel(), contact.value(), code);
        }
    }

    /** The table said how it goes on. */
    public void goOn(UUID id, RecoveryPath path) {
        RecoveryCase assessed = get(id);
        Progress next = assessed.progress().on(path);
        if (path == RecoveryPath.REFUSE && assessed.subject().verdict() == Verdict.ENOUGH) {
            next = next.because(RecoveryReason.COUNTER);
        }
        cases.save(assessed.with(next));
    }

    /** The caller is to be told, by whoever has them on the line. */
    public void awaitTelling(UUID id) {
        RecoveryCase present = get(id);
        cases.save(present.with(present.progress().now(RecoveryStatus.ON_THE_LINE)));
    }

    /** The 3646 is to call; until when, as the person was told. */
    public Instant awaitCall(UUID id) {
        RecoveryCase present = get(id);
        Instant due = Optional.ofNullable(present.progress().dueAt()).orElseGet(() -> callBy(present));
        cases.save(present.with(present.progress().now(RecoveryStatus.CALL).due(due)));
        return due;
    }

    private Instant callBy(RecoveryCase present) {
        return CallCentreHours.after(now(), settings.callWithin(), present.postcode());
    }

    /** Waits for a second pair of eyes; until when. */
    public Instant awaitSecondLook(UUID id) {
        RecoveryCase present = get(id);
        Instant due = WorkingDays.after(now(), DAYS_TO_JUDGE);
        cases.save(
                present.with(present.progress().now(RecoveryStatus.SECOND_LOOK).due(due)));
        trace(present, Actor.SYSTEM, "AWAIT_SECOND_LOOK", "RISK");
        return due;
    }

    /** Known contacts have some time to stop it, and nobody new gets in; until when. */
    public Instant coolOff(UUID id) {
        RecoveryCase present = get(id);
        Instant until = now().plus(settings.coolingOff());
        credentials.takeTurn(present.ofRecord());
        credentials.hold(present.ofRecord(), latest(until, cases.heldByOthers(present.ofRecord(), id)));
        cases.save(present.with(
                present.progress().now(RecoveryStatus.COOLING_OFF).due(null).held(until)));
        trace(present, Actor.SYSTEM, "BEGIN_COOLING_OFF", "RISK");
        return until;
    }

    /**
     * What follows a code that was sent.
     *
     * @param until when the code ends
     * @param awaited false where nothing but the identifier was asked for: that was sent
     */
    public record Sent(Instant until, boolean awaited) {}

    /**
     * A code to one contact that was on file when it was asked for, the identifier to another one, else by letter.
     *
     * @throws Refusal {@code contact-gone} where there is none any more
     */
    public Sent send(UUID id) {
        RecoveryCase present = underWay(id);
        release(present);
        ContactPoint contact = bestContact(present).orElseThrow(() -> Refusal.conflict("contact-gone"));
        Instant until = now().plus(settings.codeLasts());
        if (!present.lost().password()) {
            send(present, NoticeKind.IDENTIFIER_AGAIN, contact.channel(), contact.value(), identifier(present));
            done(present, "IDENTIFIER");
            return new Sent(until, false);
        }
        String code = code();
        boolean atOnce = present.progress().path() == RecoveryPath.SEND;
        cases.expectCode(id, code, until, atOnce ? cases.proof(id).tries() : 0);
        send(present, NoticeKind.RECOVERY_CODE, contact.channel(), contact.value(), code);
        if (present.lost().identifier()) {
            sendIdentifierBeside(present, contact.channel());
        }
        codeSent(present, contact.channel());
        return new Sent(until, true);
    }

    /** The same by letter, to the address on file. */
    public Instant sendLetter(UUID id) {
        RecoveryCase present = underWay(id);
        release(present);
        String person = present.ofPerson().toString();
        Instant until = now().plus(settings.letterLasts());
        if (present.lost().password()) {
            String code = code();
            cases.expectCode(id, code, until, 0);
            send(present, NoticeKind.RECOVERY_LETTER, Channel.LETTER, person, code);
        }
        if (present.lost().identifier()) {
            send(present, NoticeKind.IDENTIFIER_AGAIN, Channel.LETTER, person, identifier(present));
        }
        trace(present, Actor.SYSTEM, "SEND_RECOVERY_CODE", Channel.LETTER.name());
        cases.save(present.with(
                present.progress().now(RecoveryStatus.TO_POST).due(WorkingDays.after(now(), DAYS_TO_JUDGE))));
        return until;
    }

    /** A letter that nothing is to be typed of: its posting ends it. Otherwise its code is awaited. */
    public boolean letterAwaited(UUID id) {
        RecoveryCase present = underWay(id);
        if (!present.lost().password()) {
            done(present, "IDENTIFIER");
            return false;
        }
        cases.save(present.with(present.progress().now(RecoveryStatus.CODE_SENT).due(null)));
        return true;
    }

    /** Nobody can be recognised, nothing can be sent, or somebody said no. Who has a record hears that somebody asked. */
    public void refuse(UUID id) {
        RecoveryCase present = underWay(id);
        cases.save(present.with(present.progress().now(RecoveryStatus.REFUSED)));
        present.record().ifPresent(record -> {
            release(present);
            trace(present, Actor.SYSTEM, "REFUSE_RECOVERY", ground(present));
            notices.tellOnce(
                    record, present.ofPerson(), NoticeKind.RECOVERY_FAILED, Map.of(), now().minus(Duration.ofDays(1)));
        });
    }

    /** Nobody typed the code, or said what came of the call. */
    public void expire(UUID id) {
        RecoveryCase present = underWay(id);
        cases.save(present.with(present.progress().now(RecoveryStatus.EXPIRED)));
        trace(present, Actor.SYSTEM, "END_RECOVERY", "DEADLINE");
    }

    /** A second look that nobody took. */
    public void unjudged(UUID id) {
        RecoveryCase present = underWay(id);
        cases.save(present.with(present.progress().because(RecoveryReason.NOT_JUDGED)));
        refuse(id);
    }

    /** It is the supervisors', too, from now on. */
    public void escalate(UUID id) {
        trace(get(id), Actor.SYSTEM, "ESCALATE_RECOVERY", "OVERDUE");
    }

    /** Another recovery that cools off goes on keeping new sessions out. */
    void release(RecoveryCase present) {
        credentials.takeTurn(present.ofRecord());
        credentials.hold(
                present.ofRecord(),
                cases.heldByOthers(present.ofRecord(), present.id()).orElse(null));
    }

    private static Instant latest(Instant one, Optional<Instant> other) {
        return other.filter(one::isBefore).orElse(one);
    }

    private void done(RecoveryCase present, String what) {
        cases.save(present.with(present.progress().now(RecoveryStatus.RECOVERED).due(null)));
        trace(present, Actor.SYSTEM, "SEND_IDENTIFIER", what);
    }

    private void codeSent(RecoveryCase present, Channel channel) {
        cases.save(present.with(
                present.progress().now(RecoveryStatus.CODE_SENT).due(null).held(null)));
        trace(present, Actor.SYSTEM, "SEND_RECOVERY_CODE", channel.name());
    }

    /** Identifier and what leads to a password never travel together on one electronic channel. */
    private void sendIdentifierBeside(RecoveryCase present, Channel taken) {
        Optional<ContactPoint> other = usable(present).stream()
                .filter(contact -> contact.channel() != taken)
                .findFirst();
        if (other.isPresent()) {
            ContactPoint contact = other.get();
            send(present, NoticeKind.IDENTIFIER_AGAIN, contact.channel(), contact.value(), identifier(present));
        } else if (directory.get(present.ofPerson()).address().complete()) {
            String person = present.ofPerson().toString();
            send(present, NoticeKind.IDENTIFIER_AGAIN, Channel.LETTER, person, identifier(present));
        } else {
            trace(present, Actor.SYSTEM, "IDENTIFIER_UNDELIVERABLE", "NO_OTHER_WAY");
        }
    }

    private String identifier(RecoveryCase present) {
        return credentials.identifier(present.ofRecord());
    }

    private void send(RecoveryCase recovery, NoticeKind kind, Channel channel, String destination, String secret) {
        notices.sendSecret(
                recovery.ofRecord(), kind, channel, destination, secret, Map.of(RECOVERY, recovery.reference()));
    }

    private Contact contact(RecoveryCase recovery) {
        if (recovery.subject().person() == null) {
            return Contact.NONE;
        }
        return bestContact(recovery)
                .map(contact -> settled(contact, recovery) ? Contact.SETTLED : Contact.RECENT)
                .orElse(Contact.NONE);
    }

    /** A settled one, an SMS first; whoever wins a contact after asking wins nothing. */
    private Optional<ContactPoint> bestContact(RecoveryCase recovery) {
        return usable(recovery).stream()
                .min(Comparator.comparing((ContactPoint contact) -> !settled(contact, recovery))
                        .thenComparing(contact -> contact.channel() != Channel.SMS));
    }

    /** By which a code would go. */
    Optional<Channel> channel(RecoveryCase recovery) {
        return bestContact(recovery).map(ContactPoint::channel);
    }

    private List<ContactPoint> usable(RecoveryCase recovery) {
        return reach.all(recovery.ofPerson(), directory.contacts(recovery.ofPerson())).stream()
                .filter(contact -> contact.channel() != Channel.LETTER)
                .filter(contact -> !contact.since().isAfter(recovery.requestedAt()))
                .toList();
    }

    private boolean settled(ContactPoint contact, RecoveryCase recovery) {
        return !contact.since().isAfter(recovery.requestedAt().minus(settings.settled()));
    }

    private static String ground(RecoveryCase refused) {
        return refused.progress().reasons().stream()
                .max(Comparator.naturalOrder())
                .map(Enum::name)
                .orElse("REFUSED");
    }

    /** Eight digits: by phone, half of them at a time. */
    private String code() {
        return "%08d".formatted(random.nextInt(100_000_000));
    }

    private void trace(RecoveryCase recovery, Actor actor, String act, String ground) {
        recovery.record()
                .ifPresent(record ->
                        trail.write(Act.of(record, actor, act, recovery.id().toString(), ground)));
    }

    private RecoveryCase get(UUID id) {
        return cases.lock(id).orElseThrow(() -> new IllegalStateException("no such recovery"));
    }

    /** Stopped or over in the same moment, nothing may leave any more: the step's transaction has lost. */
    private RecoveryCase underWay(UUID id) {
        RecoveryCase present = get(id);
        if (present.status().over()) {
            throw new IllegalStateException("the recovery is over");
        }
        return present;
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
