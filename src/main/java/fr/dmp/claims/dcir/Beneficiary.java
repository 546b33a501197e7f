package fr.dmp.claims.dcir;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Whom a delivery names: one object for all claims that name the same, which keeps what was found out about them. It is
 * looked for between being read and being settled, by one thread after the other.
 */
public final class Beneficiary {

    /** What is known of a beneficiary. */
    public sealed interface Holder {
        /** @param record open */
        record Of(UUID record, UUID person) implements Holder {}

        /** Insured or not: the program keeps nobody's claims without an open record. */
        enum Nobody implements Holder {
            WITHOUT_RECORD,
            NO_NIR
        }
    }

    private final String nir;
    private boolean listed;
    private @Nullable Holder holder;

    Beneficiary(String nir) {
        this.nir = nir;
    }

    /** As written, not checked. */
    public String nir() {
        return nir;
    }

    /** True the first time. */
    boolean list() {
        boolean first = !listed;
        listed = true;
        return first;
    }

    public void is(Holder found) {
        holder = found;
    }

    /** What was found; of one of those that were looked for. */
    public Holder holder() {
        if (holder == null) {
            throw new IllegalStateException("a beneficiary who wasn't looked for");
        }
        return holder;
    }

    @Override
    public String toString() {
        return "Beneficiary";
    }
}
