package fr.dmp.record;

import fr.dmp.signin.HolderSession;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** Whether a doctor may read a record in an emergency without its holder's leave, and what follows: the holder's to say. */
public interface OwnEmergencySettings {

    /** @throws fr.dmp.refusal.Refusal {@code access-denied} with its ground */
    EmergencyChoices read(HolderSession holder);

    /**
     * Changes them; an access that is open in a mode that isn't allowed any more ends with it.
     *
     * @param wish what they are to be, of what they are
     * @param expected whether a {@link EmergencyChoices#version} is the one that is being changed
     * @throws fr.dmp.refusal.Refusal {@code access-denied} with its ground; {@code stale-version}
     */
    EmergencyChoices change(HolderSession holder, UnaryOperator<EmergencyChoices> wish, Predicate<String> expected);
}
