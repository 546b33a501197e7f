package fr.dmp.access;

import com.fasterxml.jackson.annotation.JsonInclude;
import fr.dmp.signin.HolderSession;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Whom a holder lets read their record. Each act is decided and traced like a reading, and takes effect on the next request of
 * whomever it concerns.
 */
public interface Authorizations {

    /** Everyone who may read or could, the treating physician first; blocked ones too. */
    List<Authorization> of(HolderSession holder);

    /**
     * Lets a professional read. Where they may already, the new end takes the place of the old one.
     *
     * @param professional RPPS
     * @param until when it ends; absent for no end
     * @param once runs the effect, within its transaction, or gives the answer that it had before
     * @throws fr.dmp.refusal.Refusal {@code invalid-input} for one who isn't in the directory, or an end that is past;
     *     {@code professional-blocked}
     */
    Authorization grant(
            HolderSession holder,
            String professional,
            @Nullable Instant until,
            Function<Supplier<Authorization>, Authorization> once);

    /**
     * Ends an authorization; one that has ended stays as it is.
     *
     * @throws fr.dmp.refusal.Refusal {@code not-found}; {@code treating-physician}, which says how to change one
     */
    void revoke(HolderSession holder, String authorization);

    /** The same, and bars the professional in one go. */
    void revokeAndBlock(HolderSession holder, String authorization);

    /** Bars a professional, whatever they were allowed; {@code treating-physician} can't be barred. */
    void block(HolderSession holder, String professional);

    void unblock(HolderSession holder, String professional);

    /** Gives an authorized professional what the treating physician may do. */
    Authorization giveTreatingRights(HolderSession holder, String authorization);

    void takeTreatingRights(HolderSession holder, String authorization);

    /** Hides the whole record from all but the treating physician and those with the same rights. */
    void hide(HolderSession holder);

    void show(HolderSession holder);

    /**
     * What a professional may see now, or could on a day past.
     *
     * @param at absent for now
     * @param document the one that is asked about; absent for all that there is, documents the newest act first
     * @throws fr.dmp.refusal.Refusal {@code invalid-input} for one who isn't in the directory, or a moment to come
     */
    List<Ground> decisions(HolderSession holder, String professional, @Nullable Instant at, @Nullable UUID document);

    /**
     * @param id of the authorization; of the treating physician and of one who is only blocked, their RPPS
     * @param since absent for one who is only blocked
     * @param treating whether they have the treating physician's rights
     * @param ground TREATING_PHYSICIAN, HOLDER, HOLDER_PRESENT, REQUEST or BLOCK
     */
    record Authorization(
            String id,
            String professional,
            String name,
            String profession,
            @Nullable Instant since,
            @Nullable Instant until,
            Status status,
            boolean treating,
            String ground) {}

    /** As the DMP names them; UNDEFINED is told to professionals alone. */
    enum Status {
        UNDEFINED,
        VALID,
        EXPIRED,
        FORBIDDEN
    }

    /**
     * @param document of a document, which one
     * @param ground the rule that decides; told to the holder, whose record it is, of what is hidden too
     * @param version of the rules
     */
    record Ground(
            Thing thing,
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable UUID document,
            boolean allowed,
            String ground,
            String version) {}
}
