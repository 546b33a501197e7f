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
}
