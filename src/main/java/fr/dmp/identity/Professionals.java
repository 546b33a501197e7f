package fr.dmp.identity;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The directory of professionals, and who treats whom. */
public interface Professionals {

    Optional<Professional> find(String rpps);

    /** Where a professional is written to. */
    Optional<String> mail(String rpps);

    /** Those of many that are in the directory, by their RPPS, set-wise. */
    Map<String, Professional> findAll(Collection<String> rpps);

    /**
     * Those who practise, by name, in the order of their names; neither case nor accents matter.
     *
     * @param name the beginning of the family name, or a given and a family name in either order
     * @param city the beginning of the city's name; empty for any
     */
    List<Professional> search(String name, String city, int limit);

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

    /** From that day on this is the person's treating physician; where a later day is on file, nothing changes. */
    void declareTreating(UUID person, String rpps, LocalDate since);

    /**
     * Takes declarations in as a set, in their order, each as if alone: from its day on this is the person's treating
     * physician, and the one before is so no longer. Another one from the same day corrects the one on file, unless that
     * was told later; the same again, or one from an earlier day, changes nothing.
     *
     * @param declarations of known people and professionals
     * @param told when they were written
     */
    Declared declareTreating(List<Declaration> declarations, Instant told);

    /** A declaration made to the Assurance Maladie. */
    record Declaration(UUID person, String rpps, LocalDate since) {
        @Override
        public String toString() {
            return "Declaration[" + person + "]";
        }
    }

    /**
     * What declarations changed.
     *
     * @param effective how many of them changed something
     * @param changes one a person whose treating physician is another one now
     */
    record Declared(int effective, List<TreatingChange> changes) {}

    /** A person's treating physician is another one than before. */
    record TreatingChange(UUID person, Optional<String> former, String rpps, LocalDate since) {
        @Override
        public String toString() {
            return "TreatingChange[" + person + "]";
        }
    }

    /**
     * A line of the directory's extract: a professional, and a place where they practise.
     *
     * @param rpps 11 digits
     * @param specialty code of the savoir-faire, {@code SM54}
     * @param commune its INSEE code
     * @param mail where they are written to
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
            @Nullable String city,
            @Nullable String mail) {

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
     * @param mail where they are written to
     */
    record Registration(Professional professional, Optional<LocalDate> struckOff, @Nullable String mail) {

        /** Of somebody who can't be written to. */
        public Registration(Professional professional, Optional<LocalDate> struckOff) {
            this(professional, struckOff, null);
        }

        @Override
        public String toString() {
            return "Registration";
        }
    }
}
