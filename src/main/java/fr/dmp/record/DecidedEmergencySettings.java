package fr.dmp.record;

import fr.dmp.access.Access;
import fr.dmp.access.Thing;
import fr.dmp.audit.AccessMode;
import fr.dmp.record.Records.EmergencySettings;
import fr.dmp.refusal.Refusal;
import fr.dmp.signin.HolderSession;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.function.Predicate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

@Component
class DecidedEmergencySettings implements OwnEmergencySettings {

    private final Access access;
    private final Records records;
    private final KeptEmergencySettings kept;
    private final Clock clock;

    DecidedEmergencySettings(Access access, Records records, KeptEmergencySettings kept, Clock clock) {
        this.access = access;
        this.records = records;
        this.kept = kept;
        this.clock = clock;
    }

    @Override
    @Transactional
    public EmergencySettings read(HolderSession holder) {
        enter(holder, "READ_EMERGENCY_SETTINGS");
        return present(holder);
    }

    @Override
    @Transactional
    public EmergencySettings change(HolderSession holder, EmergencySettings wished, Predicate<String> expected) {
        enter(holder, "CHANGE_EMERGENCY_SETTINGS");
        if (!expected.test(OwnEmergencySettings.version(present(holder)))) {
            throw Refusal.of(Refusal.Kind.STALE, "stale-version");
        }
        kept.keep(holder.record(), wished, clock.instant().truncatedTo(ChronoUnit.MICROS));
        return wished;
    }

    private EmergencySettings present(HolderSession holder) {
        return records.find(holder.record()).orElseThrow(Refusal::absent).emergency();
    }

    private void enter(HolderSession holder, String act) {
        access.require(holder.actor(), AccessMode.NORMAL, holder.record(), Thing.AUTHORIZATIONS, act);
    }
}
