package fr.dmp.access;

import fr.dmp.signin.HolderSession;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finding the professional to authorize, in the directory. */
public interface ProfessionalSearches {

    /**
     * The first twenty who practise, in the order of their names. Called outside of any transaction: the limit counts on a
     * connection of its own.
     *
     * @throws fr.dmp.refusal.Refusal {@code invalid-input} for a name without two letters; {@code too-many-requests}
     */
    List<Found> find(HolderSession holder, Search search);

    /**
     * @param name the beginning of the family name, or a given and a family name in either order; without accents as well
     *     as with them. May be absent where {@code rpps} is there
     * @param city the beginning of the city's name
     * @param rpps 11 digits
     */
    record Search(@Nullable String name, @Nullable String city, @Nullable String rpps) {}

    /**
     * @param professional RPPS
     * @param profession code of the profession, {@code 10}
     */
    record Found(
            String professional, String name, String profession, @Nullable String specialty, @Nullable String city) {}
}
