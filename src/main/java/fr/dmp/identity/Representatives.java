package fr.dmp.identity;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/** Who acts for minors and protected adults. */
public interface Representatives {

    /** From that day on; the same one again changes nothing. */
    void declare(UUID person, UUID representative, Kind kind, LocalDate since);

    /** The people who represent this one today. */
    List<UUID> of(UUID person);

    /** The people whom this one represents today. */
    List<UUID> representedBy(UUID representative);

    /** On which ground someone represents another person. */
    enum Kind {
        PARENT,
        GUARDIAN
    }
}
