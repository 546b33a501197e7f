package fr.dmp.record;

import fr.dmp.audit.Act;
import fr.dmp.audit.Actor;
import fr.dmp.audit.AuditTrail;
import fr.dmp.identity.InsuredDirectory;
import fr.dmp.identity.InsuredPerson;
import fr.dmp.identity.TraitsComparison;
import fr.dmp.identity.TraitsComparison.Trait;
import fr.dmp.refusal.Refusal;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * The steps of a creation, each taken within the transaction that moves the creation on. They open none of their own: a
 * refusal turns the creation another way and must leave its transaction whole.
 */
@Component
public class CreationSteps {

    private final CreationCases cases;
    private final InsuredDirectory directory;
    private final Records records;
    private final Openings openings;
    private final AuditTrail trail;

    CreationSteps(
            CreationCases cases, InsuredDirectory directory, Records records, Openings openings, AuditTrail trail) {
        this.cases = cases;
        this.directory = directory;
        this.records = records;
        this.openings = openings;
        this.trail = trail;
    }

    /**
     * What the next steps turn on.
     *
     * @param matches whether the traits are the directory's
     * @param contactKnown whether the contact that was proved is one that the directory has on file; true at a counter,
     *     where none is needed
     */
    public record Identification(boolean matches, boolean contactKnown) {}

    /**
     * What the directory says, for the table of who may have a record opened from which side.
     *
     * @param regime without leading zeros, {@code 1}
     * @param fund its three digits, {@code 459}, however long the code of its organism is ({@code 01C459})
     */
    public record Affiliation(CreationChannel channel, String regime, String fund) {

        static Affiliation of(CreationChannel channel, InsuredPerson person) {
            String fund = person.fund();
            return new Affiliation(
                    channel,
                    person.regime().replaceFirst("^0+(?=.)", ""),
                    fund.substring(Math.max(0, fund.length() - 3)));
        }
    }

    /**
     * Looks for the person whom the traits name.
     *
     * @throws Refusal {@code unknown-person}; {@code card-invalid} for another serial than the directory's
     */
    public Identification identify(UUID creation) {
        CreationCase present = get(creation);
        Applicant applicant = applicant(creation);
        InsuredPerson person =
                directory.find(applicant.traits().nir()).orElseThrow(() -> refusal(CreationReason.UNKNOWN_PERSON));
        Set<Trait> differences = TraitsComparison.differences(applicant.traits(), person);
        if (differences.contains(Trait.SERIAL)) {
            throw refusal(CreationReason.CARD_INVALID);
        }
        cases.save(present.identifiedAs(person.id()));
        boolean known = present.channel() != CreationChannel.ONLINE || openings.contactOnFile(applicant, person.id());
        return new Identification(differences.isEmpty(), known);
    }

    /**
     * Makes sure that the person has no record yet.
     *
     * @throws Refusal {@code record-exists}, {@code record-closed}
     */
    public Affiliation requireNone(UUID creation) {
        CreationCase present = get(creation);
        refuseExisting(present.identified());
        return Affiliation.of(present.channel(), directory.get(present.identified()));
    }

    public void awaitCheck(UUID creation) {
        CreationCase present = get(creation);
        cases.save(present.awaitingCheck());
        trail.write(Act.of(present.record(), present.starter(), "AWAIT_IDENTITY_CHECK", null, "TRAITS_OR_CONTACT"));
    }

    /**
     * A caseworker's judgement of the traits. But for a counter's slip, what opens the record then goes by letter, so that
     * there must be an address.
     *
     * @throws Refusal {@code no-postal-address}
     */
    public void confirmIdentity(UUID creation, String login) {
        CreationCase confirmed = get(creation).identityConfirmed();
        if (!confirmed.faceToFace()
                && !directory.get(confirmed.identified()).address().complete()) {
            throw Refusal.conflict("no-postal-address");
        }
        cases.save(confirmed);
        trail.write(Act.of(confirmed.record(), staff(login), "CONFIRM_IDENTITY", null, "CASEWORKER_CHECK"));
    }

    /** A caseworker's judgement of the traits: the case still waits for {@link #failCheck} to close it. */
    public void doubtIdentity(UUID creation, String login) {
        CreationCase present = get(creation);
        trail.write(Act.of(present.record(), staff(login), "REFUSE_IDENTITY", null, "CASEWORKER_CHECK"));
    }

    /** @throws Refusal {@code record-exists}, {@code record-closed} where another creation was faster */
    public void open(UUID creation) {
        CreationCase present = get(creation);
        if (!openings.open(present, applicant(creation))) {
            refuseExisting(present.identified());
            throw new IllegalStateException("a record could not be opened, yet there is none");
        }
    }

    /**
     * Face to face the refusal is told at once and the step leaves nothing; else the case is settled, and its asker finds it
     * so.
     */
    public void refuse(UUID creation, CreationReason reason) {
        CreationCase present = get(creation);
        Optional<Act> seen = seenByHolder(present, reason);
        if (present.faceToFace()) {
            seen.ifPresent(trail::writeAfterwards);
            throw refusal(reason);
        }
        seen.ifPresent(trail::write);
        settle(present.refused(reason));
    }

    public void failCheck(UUID creation) {
        CreationCase present = get(creation);
        seenByHolder(present, CreationReason.CHECK_FAILED).ifPresent(trail::write);
        settle(present.checkFailed());
    }

    /** Whoever has a record can see that someone asked about them; without a record there is no chain to add to. */
    private Optional<Act> seenByHolder(CreationCase refused, CreationReason reason) {
        return directory
                .find(applicant(refused.id()).traits().nir())
                .flatMap(person -> records.ofPerson(person.id()))
                .map(record -> Act.of(record.record(), refused.starter(), "CREATION_REFUSED", null, reason.name()));
    }

    public void expire(UUID creation) {
        settle(get(creation).expired());
    }

    /** A new initial password and a new slip in the place of those that were lost. */
    public void renewSlip(UUID creation) {
        openings.renewSlip(get(creation));
    }

    public void slipHandedOver(UUID creation, String login) {
        CreationCase present = get(creation);
        trail.write(Act.of(present.record(), staff(login), "HAND_OVER_SLIP", null, "COUNTER"));
    }

    /** The slip can't be used: {@link #renewSlip} makes another. */
    public void slipLost(UUID creation, String login) {
        CreationCase present = get(creation);
        trail.write(Act.of(present.record(), staff(login), "REPORT_SLIP_LOST", null, "COUNTER"));
    }

    /** Nobody said what became of the slip: the record stays open, its initial password ends by itself. */
    public void handOverUnconfirmed(UUID creation) {
        CreationCase present = get(creation);
        trail.write(Act.of(present.record(), Actor.SYSTEM, "SLIP_UNCONFIRMED", null, "DEADLINE"));
    }

    private void settle(CreationCase settled) {
        cases.save(settled);
        trail.write(Act.of(settled.record(), Actor.SYSTEM, "REFUSE_CREATION", null, String.valueOf(settled.reason())));
    }

    private void refuseExisting(UUID person) {
        records.ofPerson(person).ifPresent(record -> {
            throw refusal(
                    record.status() == RecordStatus.CLOSED
                            ? CreationReason.RECORD_CLOSED
                            : CreationReason.RECORD_EXISTS);
        });
    }

    private static Refusal refusal(CreationReason reason) {
        return switch (reason) {
            case RECORD_EXISTS, RECORD_CLOSED -> Refusal.conflict(reason.slug());
            default -> Refusal.unacceptable(reason.slug());
        };
    }

    private CreationCase get(UUID creation) {
        return cases.lock(creation).orElseThrow(() -> new IllegalStateException("no such creation"));
    }

    /** Checked when it was typed; a day that was past then is past, whatever the clock says. */
    private Applicant applicant(UUID creation) {
        return cases.application(creation).check(LocalDate.MAX);
    }

    static Actor staff(String login) {
        return new Actor(Actor.Kind.STAFF, login, null);
    }
}
