package fr.dmp.record;

import fr.dmp.record.Records.EmergencySettings;
import fr.dmp.signin.HolderSession;
import java.util.function.Predicate;

/** Whether a doctor may read a record in an emergency without its holder's leave: the holder's to say. */
public interface OwnEmergencySettings {

    /** @throws fr.dmp.refusal.Refusal {@code access-denied} with its ground */
    EmergencySettings read(HolderSession holder);

    /**
     * Changes them; an access that is open in a mode that isn't allowed any more ends with it.
     *
     * @param expected whether a {@link #version} is the one that is being changed
     * @throws fr.dmp.refusal.Refusal {@code access-denied} with its ground; {@code stale-version}
     */
    EmergencySettings change(HolderSession holder, EmergencySettings wished, Predicate<String> expected);

    static String version(EmergencySettings settings) {
        return (settings.breakGlass() ? "b" : "-") + (settings.regulation() ? "r" : "-");
    }
}
