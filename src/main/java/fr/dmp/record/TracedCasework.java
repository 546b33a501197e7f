package fr.dmp.record;

import fr.dmp.audit.Act;
import fr.dmp.audit.Actor;
import fr.dmp.audit.AuditTrail;
import fr.dmp.identity.InsuredDirectory;
import fr.dmp.identity.InsuredPerson;
import fr.dmp.identity.TraitsComparison;
import fr.dmp.identity.VitaleTraits;
import fr.dmp.refusal.Refusal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

@Component
class TracedCasework implements Casework {

    private final CreationCases cases;
    private final Records records;
    private final SlipBox slips;
    private final InsuredDirectory directory;
    private final Openings openings;
    private final AuditTrail trail;
    private final Clock clock;

    TracedCasework(
            CreationCases cases,
            Records records,
            SlipBox slips,
            InsuredDirectory directory,
            Openings openings,
            AuditTrail trail,
            Clock clock) {
        this.cases = cases;
        this.records = records;
        this.slips = slips;
        this.directory = directory;
        this.openings = openings;
        this.trail = trail;
        this.clock = clock;
    }

    @Override
    @Transactional
    public CaseFile show(UUID id, Actor caseworker) {
        CreationCase creation = cases.find(id).orElseThrow(Refusal::absent);
        trail.write(Act.of(creation.record(), caseworker, "READ_CREATION", null, "CASEWORKER_TASK"));
        CaseFile.Paper paper = slips.ofCreation(id).map(this::paper).orElse(null);
        return creation.status() == CreationStatus.AWAITING_CHECK
                ? compared(creation, paper)
                : file(creation, null, false, false, List.of(), paper);
    }

    private CaseFile compared(CreationCase creation, CaseFile.@Nullable Paper paper) {
        Applicant applicant = cases.application(creation.id()).check(LocalDate.MAX);
        InsuredPerson person = directory.get(creation.identified());
        boolean unknown =
                creation.channel() == CreationChannel.ONLINE && !openings.contactOnFile(applicant, person.id());
        RecordStatus existing =
                records.ofPerson(person.id()).map(Records.Summary::status).orElse(null);
        boolean byLetter = !creation.identityConfirmed().faceToFace();
        return file(creation, existing, unknown, byLetter, traits(applicant.traits(), person), paper);
    }

    private static CaseFile file(
            CreationCase creation,
            @Nullable RecordStatus existing,
            boolean contactUnknown,
            boolean byLetter,
            List<CaseFile.Trait> traits,
            CaseFile.@Nullable Paper paper) {
        return new CaseFile(
                creation.id(),
                CaseFile.reference(creation.id()),
                creation.channel(),
                creation.status(),
                creation.consentAt(),
                existing,
                contactUnknown,
                byLetter,
                traits,
                paper);
    }

    private static List<CaseFile.Trait> traits(VitaleTraits shown, InsuredPerson onFile) {
        Set<TraitsComparison.Trait> differ = TraitsComparison.differences(shown, onFile);
        return List.of(
                new CaseFile.Trait("nir", shown.nir().value(), onFile.nir().value(), false),
                new CaseFile.Trait(
                        "serial",
                        shown.serial(),
                        onFile.vitaleSerial(),
                        differ.contains(TraitsComparison.Trait.SERIAL)),
                new CaseFile.Trait(
                        "familyName",
                        shown.familyName(),
                        onFile.familyName(),
                        differ.contains(TraitsComparison.Trait.FAMILY_NAME)),
                new CaseFile.Trait(
                        "givenNames",
                        shown.givenNames(),
                        onFile.givenNames(),
                        differ.contains(TraitsComparison.Trait.GIVEN_NAMES)),
                new CaseFile.Trait(
                        "birthDate",
                        shown.birthDate().toString(),
                        onFile.birthDate().toString(),
                        differ.contains(TraitsComparison.Trait.BIRTH_DATE)));
    }

    private CaseFile.Paper paper(Slip slip) {
        Instant now = clock.instant();
        return new CaseFile.Paper(slip.id(), slip.expiresAt(), slip.waits(now), slip.fetchedAt() != null);
    }
}
