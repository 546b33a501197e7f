package fr.dmp.emergency;

import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.UUID;

/** What is counted about emergency accesses, and what stands out. */
public interface EmergencyEvidence {

    /** Of a record that a member of the staff has entered. */
    Evidence of(UUID access, Instant at);

    /** What stands out about one, in the order of the reasons. */
    List<FindingReason> findings(UUID record, UUID access);

    /** By the month in which they were opened, from the first to the last. */
    List<Month> months(YearMonth first, YearMonth last);

    /**
     * Accesses opened in a month of Paris.
     *
     * @param inTime reviewed before it was due
     * @param pending not reviewed yet, or being reviewed again
     */
    record Month(
            YearMonth month, long opened, long inTime, long late, long pending, long unjustified, long contested) {}
}
