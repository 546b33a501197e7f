package fr.dmp.record;

import com.github.f4b6a3.uuid.UuidCreator;
import fr.dmp.audit.Act;
import fr.dmp.audit.Actor;
import fr.dmp.audit.AuditTrail;
import fr.dmp.identity.Channel;
import fr.dmp.identity.InsuredDirectory;
import fr.dmp.notice.NoticeKind;
import fr.dmp.notice.Notices;
import fr.dmp.signin.Credentials;
import fr.dmp.vault.RecordKeys;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Opens a record: its row, its key, its credentials, how they reach their holder, and that others learn of it. */
@Component
class Openings {

    /** How long a slip waits to be fetched (P). */
    static final Duration SLIP_LIFETIME = Duration.ofHours(1);

    private final CreationCases cases;
    private final SlipBox slips;
    private final InsuredDirectory directory;
    private final RecordKeys keys;
    private final Credentials credentials;
    private final Notices notices;
    private final AuditTrail trail;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Openings(
            CreationCases cases,
            SlipBox slips,
            InsuredDirectory directory,
            RecordKeys keys,
            Credentials credentials,
            Notices notices,
            AuditTrail trail,
            ApplicationEventPublisher events,
            Clock clock) {
        this.cases = cases;
        this.slips = slips;
        this.directory = directory;
        this.keys = keys;
        this.credentials = credentials;
        this.notices = notices;
        this.trail = trail;
        this.events = events;
        this.clock = clock;
    }

    /** Opens the record; false, and nothing done, where the person already has one. */
    boolean open(CreationCase creation, Applicant applicant) {
        Records.Summary record = new Records.Summary(
                creation.record(),
                creation.identified(),
                RecordStatus.ACTIVE,
                clock.instant(),
                creation.channel().name(),
                opener(creation),
                applicant.emergency());
        if (!cases.open(creation, record)) {
            return false;
        }
        keys.create(record.record());
        if (creation.channel() != CreationChannel.ONLINE) {
            keepContacts(creation.identified(), applicant);
        }
        Credentials.Issued issued = credentials.issue(record.record(), record.person());
        cases.save(creation.opened());
        handOut(creation, applicant, issued);
        notices.tell(record.record(), record.person(), NoticeKind.WELCOME, Map.of());
        trail.write(Act.of(record.record(), record.opener(), "OPEN_RECORD", null, "CONSENT"));
        events.publishEvent(new RecordOpened(record.record()));
        return true;
    }

    /** Without a contact nobody can sign in: one that was given face to face counts where none is on file (P). */
    private void keepContacts(UUID person, Applicant applicant) {
        applicant.mobile().ifPresent(value -> directory.addContact(person, Channel.SMS, value));
        applicant.email().ifPresent(value -> directory.addContact(person, Channel.MAIL, value));
    }

    /** Online it is the holder who opens, known by nothing but this record. */
    private static Actor opener(CreationCase creation) {
        return creation.channel() == CreationChannel.ONLINE
                ? new Actor(Actor.Kind.HOLDER, creation.record().toString(), null)
                : creation.starter();
    }

    /**
     * Identifier and password never travel together on one electronic channel: on paper face to face; the identifier on the
     * screen and the password to the proved contact; else in two letters. After a check nobody stands before the
     * professional or sits at the page any more, hence letters (P).
     */
    private void handOut(CreationCase creation, Applicant applicant, Credentials.Issued issued) {
        if (creation.faceToFace()) {
            putSlip(creation, issued);
        } else if (!creation.checked() && contactOnFile(applicant, creation.identified())) {
            cases.showIdentifier(creation.id(), issued.identifier());
            applicant
                    .reach(notices::carries)
                    .ifPresent(reach -> secret(creation, NoticeKind.INITIAL_PASSWORD, reach, issued));
        } else {
            Applicant.Reach letter =
                    new Applicant.Reach(Channel.LETTER, creation.identified().toString());
            secret(creation, NoticeKind.IDENTIFIER, letter, issued);
            secret(creation, NoticeKind.INITIAL_PASSWORD, letter, issued);
        }
    }

    private void secret(CreationCase creation, NoticeKind kind, Applicant.Reach reach, Credentials.Issued issued) {
        String secret = kind == NoticeKind.IDENTIFIER ? issued.identifier() : issued.initialPassword();
        notices.sendSecret(creation.record(), kind, reach.channel(), reach.destination(), secret);
    }

    private Slip putSlip(CreationCase creation, Credentials.Issued issued) {
        Instant until = clock.instant().plus(SLIP_LIFETIME);
        Slip slip = new Slip(UuidCreator.getTimeOrderedEpoch(), creation.record(), creation.id(), until, null);
        slips.put(slip, issued);
        return slip;
    }

    /** @throws fr.dmp.refusal.Refusal {@code password-chosen} */
    Slip renewSlip(CreationCase creation) {
        Slip slip = putSlip(creation, credentials.renew(creation.record()));
        trail.write(Act.of(
                creation.record(),
                creation.starter(),
                "RENEW_SLIP",
                null,
                creation.channel().name()));
        return slip;
    }

    /** Whether the contact that was proved is one that the insured directory has on file. */
    boolean contactOnFile(Applicant applicant, UUID person) {
        return applicant
                .reach(notices::carries)
                .filter(reach -> directory.contacts(person).stream()
                        .anyMatch(contact -> contact.channel() == reach.channel()
                                && contact.value().equals(reach.destination())))
                .isPresent();
    }
}
