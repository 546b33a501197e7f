package fr.dmp.signin;

import java.util.List;
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

    /** Those with an open record whom the holder may act for today; nobody in a session of less than full scope. */
    List<Represented> offered(HolderSession own);

    /** Whose record a session is on, by name. */
    String name(HolderSession session);

    /**
     * The pages of this session work on that record from the next request on.
     *
     * @throws fr.dmp.refusal.Refusal {@code not-found} where the holder doesn't represent that record's person today
     */
    void changeOver(HolderSession own, UUID record);

    /** The pages of this session work on the own record again. */
    void comeBack(HolderSession own);

    /** Someone whom the holder may act for. */
    record Represented(UUID record, String name) {

        @Override
        public String toString() {
            return "Represented[" + record + "]";
        }
    }
}
