package fr.dmp.record;

import fr.dmp.audit.Actor;
import java.util.UUID;

/** The paper slips that are handed over at a counter: each is fetched once. */
public interface Slips {

    /**
     * The slip as an A4 PDF; from then on it is gone.
     *
     * @throws fr.dmp.refusal.Refusal {@code not-found}, also for another professional's; {@code slip-gone} for one that
     *     was fetched, replaced or has expired
     */
    byte[] fetch(UUID slip, Actor reader);
}
