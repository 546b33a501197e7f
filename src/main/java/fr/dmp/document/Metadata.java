package fr.dmp.document;

import java.time.LocalDate;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is told of a document when it is deposited.
 *
 * @param title 1 to 200 characters
 * @param type code of its type, {@code 11502-2}
 * @param actDate day of the act it tells of, in Europe/Paris
 * @param visibility from whom it is hidden; absent or empty for nobody
 * @param replaces the version of one's own that this is a new version of; absent for a new document
 */
public record Metadata(
        String title, String type, LocalDate actDate, @Nullable Set<Visibility> visibility, @Nullable UUID replaces) {

    Set<Visibility> hiddenFrom() {
        return visibility == null ? Set.of() : visibility;
    }

    /** Without what could be medical. */
    @Override
    public String toString() {
        return "Metadata";
    }
}
