package fr.dmp.identity;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The directory of professionals, and who treats whom. */
public interface Professionals {

    Optional<Professional> find(String rpps);

    /** The treating physician declared to the Assurance Maladie at present. */
    Optional<Professional> treating(UUID person);

    /** Adds professionals to the directory, or renews what it says of them. */
    void register(List<Registration> registrations);

    /** From that day on this is the person's treating physician; the one before is so no longer. */
    void declareTreating(UUID person, String rpps, LocalDate since);

    /**
     * An entry of the directory; the professional's own {@code struckOff} isn't looked at.
     *
     * @param struckOff from which day on the professional may not practise
     */
    record Registration(Professional professional, Optional<LocalDate> struckOff) {}
}
