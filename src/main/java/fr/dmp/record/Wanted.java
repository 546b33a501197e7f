package fr.dmp.record;

import fr.dmp.identity.Nir;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Whom a search is for.
 *
 * @param nir absent where traits or a card are looked for
 * @param card as it was typed or scanned; absent for the other ways
 */
record Wanted(@Nullable Nir nir, String familyName, String givenName, LocalDate birthDate, @Nullable String card) {

    /** By what the search was made, as the trace keeps it. */
    String ground() {
        if (card != null) {
            return "SEARCH_BY_CARD";
        }
        return nir == null ? "SEARCH_BY_TRAITS" : "SEARCH_BY_NIR";
    }

    @Override
    public String toString() {
        return "Wanted";
    }
}
