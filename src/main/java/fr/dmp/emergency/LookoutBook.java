package fr.dmp.emergency;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** What is looked at over all records: numbers, and which accesses stand out. */
public interface LookoutBook {

    /** How many accesses each professional opened who opened any. */
    List<Tally> tallies(Instant from, Instant to);

    /**
     * Accesses that stand out and aren't marked for it yet, those held for unjustified left out.
     *
     * @param outOfLine professionals who open far more than their peers
     * @param counted from when on a professional's habits are looked at
     * @param recent from when on an access may be marked
     */
    List<Mark> due(Collection<String> outOfLine, Instant counted, Instant recent, Instant now, int most);

    /** Keeps it; its record has been entered. */
    void mark(Mark mark, Instant at);

    record Mark(UUID record, UUID access, FindingReason reason) {}
}
