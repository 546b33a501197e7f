package fr.dmp.access;

import fr.dmp.refusal.Refusal;
import fr.dmp.refusal.Refusal.Fault;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * The days from which a version of the matrix may be put in force, in Paris: never today, as what was decided this morning
 * would change, and after the last day that another one has, so that each holds until the next one's.
 *
 * @param last the latest day that another version is, was or will be in force from
 */
record MatrixDays(LocalDate today, LocalDate last) {

    static final Fault TAKEN = new Fault("/inForceFrom", "fault.day-taken");

    /** Beyond it a day is a slip of the hand (P). */
    private static final int YEARS = 10;

    /** @throws Refusal {@code invalid-input} */
    void check(LocalDate from) {
        fault(from).ifPresent(fault -> {
            throw Refusal.invalid(List.of(fault));
        });
    }

    Optional<Fault> fault(LocalDate from) {
        if (!from.isAfter(today)) {
            return Optional.of(new Fault("/inForceFrom", "fault.day-in-force"));
        }
        if (from.isAfter(today.plusYears(YEARS))) {
            return Optional.of(new Fault("/inForceFrom", "fault.day-far"));
        }
        return from.isAfter(last) ? Optional.empty() : Optional.of(TAKEN);
    }
}
