package fr.dmp.record;

import fr.dmp.access.Access;
import fr.dmp.access.Decision;
import fr.dmp.access.Thing;
import fr.dmp.audit.AccessMode;
import fr.dmp.identity.InsuredDirectory;
import fr.dmp.identity.InsuredPerson;
import fr.dmp.refusal.Refusal;
import fr.dmp.signin.ProfessionalSession;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

@Component
class DecidedPatientRecords implements PatientRecords {

    private final Access access;
    private final Records records;
    private final InsuredDirectory people;

    DecidedPatientRecords(Access access, Records records, InsuredDirectory people) {
        this.access = access;
        this.records = records;
        this.people = people;
    }

    @Override
    @Transactional
    public View open(ProfessionalSession by, AccessMode mode, UUID record) {
        Decision decision = access.require(by.actor(), mode, record, Thing.ENTRIES, "OPEN_RECORD");
        InsuredPerson holder =
                people.get(records.find(record).orElseThrow(Refusal::absent).person());
        return new View(record, holder.familyName(), holder.givenNames(), holder.birthDate(), ground(decision));
    }

    /** One rule lets the declared physician read, and whom the holder gave the same rights. */
    private static String ground(Decision decision) {
        boolean given = decision.rule().equals("TREATING_PHYSICIAN")
                && !Boolean.parseBoolean(decision.facts().get("declared"));
        return given ? "TREATING_RIGHTS" : decision.rule();
    }
}
