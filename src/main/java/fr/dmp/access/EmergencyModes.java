package fr.dmp.access;

import fr.dmp.audit.AccessMode;
import fr.dmp.signin.ProfessionalSession;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** In which mode a professional reads a record: the normal one, or that of an emergency access that is open to them. */
public interface EmergencyModes {

    /** The header that names an emergency access in the calls that are made in its mode. */
    String HEADER = "Emergency-Access";

    /**
     * The mode of a call. Whether it still holds the decision asks again, in the reading transaction.
     *
     * @param access what the header says; absent in normal reading
     * @throws fr.dmp.refusal.Refusal {@code access-denied} with the ground {@code EMERGENCY_ENDED} where it isn't open to
     *     them in that record
     */
    AccessMode of(ProfessionalSession professional, UUID record, @Nullable String access);

    /** What is open to a professional in a record; the one that lasts longest. */
    Optional<Open> open(ProfessionalSession professional, UUID record);

    /** The mode in which a professional's pages show a record: as long as an emergency access is open, that one's. */
    default AccessMode ofPages(ProfessionalSession professional, UUID record) {
        return open(professional, record).map(Open::mode).orElse(AccessMode.NORMAL);
    }

    /** @param until when it ends by itself */
    record Open(UUID id, AccessMode mode, Instant until) {}
}
