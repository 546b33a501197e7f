package fr.dmp.recovery;

import fr.dmp.record.ContactProof;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The recoveries that are under way and those of late. Every method must be called within a transaction. */
public interface RecoveryCases {

    /**
     * Adds one.
     *
     * @param answers as they were typed, but for what they were normalised to
     * @param nir whose they say it is; counted by its digest, whoever it is
     * @param caller the network or the number that asks, counted likewise; absent where that isn't known
     */
    void add(RecoveryCase recovery, Answers answers, String nir, @Nullable String caller);

    Optional<RecoveryCase> lock(UUID recovery);

    Optional<RecoveryCase> find(UUID recovery);

    Optional<UUID> referred(String reference);

    /** Whatever it becomes; what was answered is erased once it is over, and the codes with it. */
    void save(RecoveryCase recovery);

    /** What was answered; an {@link IllegalStateException} once it was compared. */
    Answers answers(UUID recovery);

    /** Answers that take the place of earlier ones. */
    void answered(UUID recovery, Answers answers);

    /** Compared, the answers are of no use: all of them go but where to call. */
    void forgetAnswers(UUID recovery);

    /** Somebody called back, whether reached or not: the first time counts. */
    void called(UUID recovery);

    /** Where the 3646 is to call: digits. */
    Optional<String> phone(UUID recovery);

    /**
     * From now on this code ends it well.
     *
     * @param tries how many wrong ones count already
     */
    void expectCode(UUID recovery, String code, Instant until, int tries);

    ContactProof proof(UUID recovery);

    void save(UUID recovery, ContactProof proof);

    boolean isCode(UUID recovery, String code);

    /** From now on this code stops it. */
    void expectCancellation(UUID recovery, String code);

    boolean isCancellation(UUID recovery, String code);

    /** Until when other recoveries of that record keep new sessions out; empty where none does. */
    Optional<Instant> heldByOthers(UUID record, UUID recovery);

    /** How many recoveries of that person were begun since, this one counted. */
    int ofThisPerson(UUID recovery, Instant since);

    /** How many that agent has begun since. */
    int begunBy(String agent, Instant since);
}
