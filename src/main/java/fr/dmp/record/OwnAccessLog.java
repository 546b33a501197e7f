package fr.dmp.record;

import com.fasterxml.jackson.annotation.JsonInclude;
import fr.dmp.audit.AccessMode;
import fr.dmp.audit.Actor;
import fr.dmp.audit.TraceProof;
import fr.dmp.signin.HolderSession;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Who did what with the holder's own record: all of the trace, this reading included. */
public interface OwnAccessLog {

    /**
     * One page, the newest first. Decided and traced before anything is read. What is shown, and what filters look at, is
     * what was hashed when the entry was written; an entry that says something else by now is in every page that it may
     * belong to, and marked.
     *
     * @throws fr.dmp.refusal.Refusal {@code access-denied} with its ground; {@code invalid-input} for a cursor that isn't
     *     ours or a filter that can't be
     */
    Page read(HolderSession holder, Filter filter);

    /**
     * That an entry is in a signed checkpoint. Decided and traced.
     *
     * @throws fr.dmp.refusal.Refusal {@code access-denied} with its ground; {@code not-found}; {@code proof-pending} with the
     *     seconds after which to ask again, until a checkpoint covers it; {@code trace-altered} where it is no longer what
     *     was signed
     */
    TraceProof prove(HolderSession holder, UUID entry);

    /**
     * What is asked for.
     *
     * @param from first day, in Europe/Paris
     * @param to last day, included
     * @param professional RPPS of who acted
     * @param act what was done, {@code READ_CARE_HISTORY}
     * @param cursor {@link Page#next()} of the page before
     * @param limit 1 to 200
     * @param by whose acts
     */
    record Filter(
            @Nullable LocalDate from,
            @Nullable LocalDate to,
            @Nullable String professional,
            @Nullable String act,
            @Nullable String cursor,
            int limit,
            By by) {

        public static final Filter ALL = new Filter(null, null, null, null, null, 50, By.ANYONE);
    }

    /** Whose acts are asked for. */
    enum By {
        ANYONE,
        /** All but the holder themself. */
        OTHERS
    }

    /** @param next null on the last page */
    @JsonInclude
    record Page(List<Entry> items, @Nullable String next) {}

    /**
     * One act.
     *
     * @param onBehalfOf the record of whoever was represented
     * @param subject the id or the kind of what it was done to; null for the record as a whole
     * @param ground why it was allowed, or the reason of the refusal
     * @param intact false where the stored entry is no longer what was hashed
     */
    @JsonInclude
    record Entry(
            UUID id,
            Instant at,
            Author actor,
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable UUID onBehalfOf,
            String act,
            @Nullable String subject,
            AccessMode mode,
            String ground,
            boolean intact) {}

    /**
     * Who acted.
     *
     * @param name as it was traced; null where there is none to show
     * @param profession code of the profession as the directory has it now (1.2.250.1.71.1.2.7); null for others
     * @param rpps of a professional
     */
    @JsonInclude
    record Author(
            Actor.Kind kind,
            @Nullable String name,
            @Nullable String profession,
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String rpps) {

        @Override
        public String toString() {
            return "Author";
        }
    }
}
