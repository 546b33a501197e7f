package fr.dmp.access;

import java.util.Optional;
import java.util.UUID;

/** What the decision looks at, as the primary database has it now. */
public interface RecordFacts {

    /** {@code ACTIVE}, {@code CLOSED} or {@code DELETED}; empty where there is no such record. */
    Optional<String> status(UUID record);
}
