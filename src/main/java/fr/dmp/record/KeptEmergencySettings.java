package fr.dmp.record;

import java.time.Instant;
import java.util.UUID;

/**
 * The emergency settings of a record that has been entered, with their dates: an access of the past is judged by those of its
 * day.
 */
public interface KeptEmergencySettings {

    /** What holds now; both modes are allowed and nothing else is chosen where nothing was said. */
    EmergencyChoices of(UUID record);

    /** What holds from that moment on. */
    void keep(UUID record, EmergencyChoices choices, Instant at);
}
