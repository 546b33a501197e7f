package fr.dmp.record;

import fr.dmp.record.Records.EmergencySettings;
import java.time.Instant;
import java.util.UUID;

/** The two emergency settings of a record, with their dates: an access of the past is judged by those of its day. */
public interface KeptEmergencySettings {

    /** What is allowed from that moment on. */
    void keep(UUID record, EmergencySettings settings, Instant at);
}
