package fr.dmp.access;

import fr.dmp.access.AccessRequests.Asked;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The requests as they are kept. All methods want a transaction, and the record to be entered before: else there is none. */
public interface AccessRequestBook {

    /** Adds one; of two requests of one professional from afar that come at once, the second adds nothing. */
    void add(AccessRequest request);

    Optional<AccessRequest> find(UUID record, UUID id);

    /** The same; whoever else would change it waits. */
    Optional<AccessRequest> lock(UUID record, UUID id);

    /** The one from afar that isn't answered yet, locked. */
    Optional<AccessRequest> pending(UUID record, String professional);

    /** The last one that this professional made from afar. */
    Optional<AccessRequest> latest(UUID record, String professional);

    /** When this professional, who couldn't read, asked from afar since then, the oldest first. */
    List<Instant> times(UUID record, String professional, Instant since);

    /** Writes down what changed of it. */
    void save(AccessRequest request);

    /** What was asked for from afar, the newest first; one that nobody answered in time is told as expired. */
    List<Asked> of(UUID record, Instant at, int limit);

    Optional<Asked> told(UUID record, UUID id, Instant at);

    /** Whose record it is. */
    UUID holder(UUID record);
}
