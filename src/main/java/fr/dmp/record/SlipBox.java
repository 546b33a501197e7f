package fr.dmp.record;

import fr.dmp.signin.Credentials;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Where slips wait, their secrets sealed. */
public interface SlipBox {

    /** Puts in a slip; earlier ones of the same creation can no longer be fetched. */
    void put(Slip slip, Credentials.Issued issued);

    Optional<Slip> find(UUID slip);

    /** The latest slip of a creation. */
    Optional<Slip> ofCreation(UUID creation);

    /** Takes the secrets out; of two at once, one gets them. Empty for a slip that was fetched, replaced or expired. */
    Optional<Credentials.Issued> take(UUID slip, Instant now);
}
