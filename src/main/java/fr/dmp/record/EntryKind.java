package fr.dmp.record;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The lists that are kept in a record beside its documents. */
public enum EntryKind {
    ALLERGIES,
    VACCINATIONS,
    CONDITIONS,
    TREATMENTS,
    /** The holder's alone to keep (P): professionals read them. */
    EMERGENCY_CONTACTS;

    /** By its name in addresses, {@code emergency-contacts}; empty for any other word. */
    public static Optional<EntryKind> of(String written) {
        return Arrays.stream(values())
                .filter(kind -> kind.written().equals(written))
                .findFirst();
    }

    private String written() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
