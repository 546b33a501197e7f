package fr.dmp.identity;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The directory of professionals, and who treats whom. */
public interface Professionals {

    Optional<Professional> find(String rpps);

    /** The treating physician declared to the Assurance Maladie at present. */
    Optional<Professional> treating(UUID person);

    /** Adds professionals to the directory, or renews what it says of them. */
    void register(List<Registration> registrations);

    /**
     * Renews what the directory's extract says of professionals, in one set; of several lines of one professional the
     * first that names a place of practice is kept. Whether they regulate or are struck off isn't told by it, and stays.
     *
     * @param delivery of the extract: its lines may come in several sets
     * @param told when the extract was written
     * @return how many lines change nothing, because something newer is on file
     */
    int takeIn(List<Listed> lines, UUID delivery, Instant told);

    /** From that day on this is the person's treating physician; the one before is so no longer. */
    void declareTreating(UUID person, String rpps, LocalDate since);

    /**
     * A line of the directory's extract: a professional, and a place where they practise.
     *
     * @param rpps 11 digits
     * @param specialty code of the savoir-faire, {@code SM54}
     * @param commune its INSEE code
     */
    record Listed(
            String rpps,
            String familyName,
            String givenName,
            String profession,
            @Nullable String specialty,
            @Nullable String organization,
            @Nullable String postcode,
            @Nullable String commune,
            @Nullable String city) {

        boolean placed() {
            return organization != null || city != null;
        }

        @Override
        public String toString() {
            return "Listed";
        }
    }

    /**
     * An entry of the directory; the professional's own {@code struckOff} isn't looked at.
     *
     * @param struckOff from which day on the professional may not practise
     */
    record Registration(Professional professional, Optional<LocalDate> struckOff) {}
}
