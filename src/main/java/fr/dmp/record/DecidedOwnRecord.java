package fr.dmp.record;

import fr.dmp.access.Access;
import fr.dmp.access.Decision;
import fr.dmp.access.Thing;
import fr.dmp.audit.AccessMode;
import fr.dmp.audit.Actor;
import fr.dmp.identity.Professional;
import fr.dmp.identity.Professionals;
import fr.dmp.refusal.Refusal;
import fr.dmp.signin.HolderSession;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

@Component
class DecidedOwnRecord implements OwnRecord {

    private final Access access;
    private final Records records;
    private final Professionals professionals;

    DecidedOwnRecord(Access access, Records records, Professionals professionals) {
        this.access = access;
        this.records = records;
        this.professionals = professionals;
    }

    @Override
    @Transactional
    public View read(HolderSession holder) {
        Decision decision =
                access.require(holder.actor(), AccessMode.NORMAL, holder.record(), Thing.RECORD, "READ_RECORD");
        Records.Summary record = records.find(holder.record()).orElseThrow(Refusal::absent);
        return new View(
                record.record().toString(),
                record.status(),
                record.openedAt(),
                record.openedBy(),
                record.opener().kind() == Actor.Kind.PROFESSIONAL
                        ? record.opener().name()
                        : null,
                professionals
                        .treating(record.person())
                        .map(DecidedOwnRecord::physician)
                        .orElse(null),
                record.emergency(),
                decision.hidden(),
                null);
    }

    private static Physician physician(Professional professional) {
        return new Physician(professional.rpps(), professional.name(), professional.specialty(), professional.city());
    }
}
