package fr.dmp.access;

import fr.dmp.access.Authorizations.Authorization;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The dated facts about who may read a record. All methods want a transaction, and the record to be entered before. */
public interface AccessBook {

    /** Those who may read at that moment or could before, the treating physician first. */
    List<Authorization> of(UUID record, Instant at);

    Optional<Authorization> find(UUID record, String id, Instant at);

    boolean isBlocked(UUID record, String professional);

    /** Whether they are the treating physician, as declared. */
    boolean isDeclared(UUID record, String professional, Instant at);

    /** Ends the authorization in force, if there is one, and adds another. */
    void authorize(UUID record, UUID id, String professional, String ground, Instant at, @Nullable Instant until);

    void end(UUID record, String professional, Instant at);

    /** What is so already stays as it is, here and in what follows. */
    void block(UUID record, String professional, Instant at);

    void unblock(UUID record, String professional, Instant at);

    void giveTreatingRights(UUID record, String professional, Instant at);

    void takeTreatingRights(UUID record, String professional, Instant at);

    void hide(UUID record, Instant at);

    void show(UUID record, Instant at);

    /** How a professional stands to a record, apart from any thing of it. */
    Standing standing(UUID record, String professional, Instant at);

    /**
     * Notes that a professional has read or changed a record; of several at once, one is the first.
     *
     * @return whose record it is, where nothing of the kind was noted before
     */
    Optional<UUID> noteFirstAccess(UUID record, String professional, Instant at);

    /**
     * @param status ACTIVE, CLOSED, DELETED; NONE where there is no such record
     * @param declared the treating physician, as declared to the Assurance Maladie
     * @param blocked which means nothing for the treating physician
     * @param authorizable whether the habilitation matrix lets the profession read anything
     */
    record Standing(String status, boolean declared, boolean blocked, boolean authorized, boolean authorizable) {

        boolean active() {
            return status.equals("ACTIVE");
        }

        boolean exists() {
            return !status.equals("NONE");
        }
    }
}
