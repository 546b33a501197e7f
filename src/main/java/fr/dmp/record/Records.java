package fr.dmp.record;

import fr.dmp.audit.Actor;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The records. */
public interface Records {

    /** The record of a person, active or closed. */
    Optional<Summary> ofPerson(UUID person);

    Optional<Summary> find(UUID record);

    /** The records of many people, active or closed, set-wise. */
    List<Summary> ofPeople(Collection<UUID> people);

    /**
     * The open records of many people, set-wise.
     *
     * @param nirDigests as {@link fr.dmp.identity.InsuredDirectory#digest} makes them
     */
    List<Open> openOf(Collection<byte[]> nirDigests);

    /** The open records of many people, by their ids, set-wise. */
    List<Open> openOfPeople(Collection<UUID> people);

    /** Those of many records that are open, set-wise. */
    List<Open> openAmong(Collection<UUID> records);

    /**
     * An open record.
     *
     * @param nirDigest its holder's
     */
    record Open(byte[] nirDigest, UUID record, UUID person) {
        @Override
        public String toString() {
            return "Open[" + record + "]";
        }
    }

    /**
     * A record as its holder sees it.
     *
     * @param openedBy how it was opened: {@code COUNTER}, {@code PROFESSIONAL}, {@code ONLINE}
     */
    record Summary(
            UUID record,
            UUID person,
            RecordStatus status,
            Instant openedAt,
            String openedBy,
            Actor opener,
            EmergencySettings emergency) {}

    /** Two independent settings, both on unless unticked. */
    record EmergencySettings(boolean breakGlass, boolean regulation) {

        /** Whether nothing is objected to. */
        public boolean unopposed() {
            return breakGlass && regulation;
        }
    }
}
