package fr.dmp.signin;

import java.util.Optional;
import java.util.UUID;

/** Holders who act for a minor or a protected adult, on the other's record. */
public interface Representation {

    /**
     * The session as one on that record, with who acts; the own record is the session itself.
     *
     * @param session of full scope
     * @return empty where the holder doesn't represent that record's person today, or there is no such record
     */
    Optional<HolderSession> of(HolderSession session, UUID record);
}
