package fr.dmp.record;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A creation as its task's form shows it.
 *
 * @param reference short, to be told by mouth
 * @param existing the status of a record that the person already has
 * @param byLetter whether a confirmed identity sends identifier and password by letters
 * @param traits empty once they were compared
 */
public record CaseFile(
        UUID id,
        String reference,
        CreationChannel channel,
        CreationStatus status,
        Instant requestedAt,
        @Nullable RecordStatus existing,
        boolean contactUnknown,
        boolean byLetter,
        List<Trait> traits,
        @Nullable Paper slip) {

    /**
     * One trait on both sides.
     *
     * @param name of the field, {@code familyName}
     * @param shown what was typed
     * @param onFile what the insured directory has; absent where it has nothing
     */
    public record Trait(String name, String shown, @Nullable String onFile, boolean differs) {

        @Override
        public String toString() {
            return "Trait[" + name + "]";
        }
    }

    /** The latest slip. */
    public record Paper(UUID id, Instant expiresAt, boolean waiting, boolean fetched) {}

    /** The end of the id, which is its random part, in capitals: {@code 4F7A-92C1}. */
    public static String reference(UUID creation) {
        String id = creation.toString().toUpperCase(Locale.ROOT);
        return id.substring(28, 32) + "-" + id.substring(32);
    }

    @Override
    public String toString() {
        return "CaseFile[" + id + "]";
    }
}
