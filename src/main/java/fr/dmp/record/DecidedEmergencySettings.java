package fr.dmp.record;

import fr.dmp.access.Access;
import fr.dmp.access.Thing;
import fr.dmp.audit.AccessMode;
import fr.dmp.refusal.Refusal;
import fr.dmp.signin.HolderSession;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

@Component
class DecidedEmergencySettings implements OwnEmergencySettings {

    private final Access access;
    private final KeptEmergencySettings kept;
    private final Clock clock;

    DecidedEmergencySettings(Access access, KeptEmergencySettings kept, Clock clock) {
        this.access = access;
        this.kept = kept;
        this.clock = clock;
    }

    @Override
    @Transactional
    public EmergencyChoices read(HolderSession holder) {
        enter(holder, "READ_EMERGENCY_SETTINGS");
        return kept.of(holder.record());
    }

    @Override
    @Transactional
    public EmergencyChoices change(
            HolderSession holder, UnaryOperator<EmergencyChoices> wish, Predicate<String> expected) {
        enter(holder, "CHANGE_EMERGENCY_SETTINGS");
        EmergencyChoices present = kept.of(holder.record());
        if (!expected.test(present.version())) {
            throw Refusal.of(Refusal.Kind.STALE, "stale-version");
        }
        EmergencyChoices wished = wish.apply(present);
        kept.keep(holder.record(), wished, clock.instant().truncatedTo(ChronoUnit.MICROS));
        return wished;
    }

    private void enter(HolderSession holder, String act) {
        access.require(holder.actor(), AccessMode.NORMAL, holder.record(), Thing.AUTHORIZATIONS, act);
    }
}
