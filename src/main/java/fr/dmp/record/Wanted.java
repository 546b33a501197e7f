package fr.dmp.record;

import fr.dmp.identity.Nir;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Whom a search is for.
 *
 * @param nir absent where traits are looked for
 */
record Wanted(@Nullable Nir nir, String familyName, String givenName, LocalDate birthDate) {

    /** By what the search was made, as the trace keeps it. */
    String ground() {
        return nir == null ? "SEARCH_BY_TRAITS" : "SEARCH_BY_NIR";
    }

    @Override
    public String toString() {
        return "Wanted";
    }
}
