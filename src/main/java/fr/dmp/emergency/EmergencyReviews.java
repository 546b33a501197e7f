package fr.dmp.emergency;

import java.util.UUID;

/**
 * The reviews of emergency accesses: what a reviewer finds. Nobody reviews what they opened themselves, nobody alone holds
 * one for unjustified, and nobody reviews again what they have reviewed. Called within a transaction.
 */
public interface EmergencyReviews {

    /**
     * The first reviewer's finding: justified settles it, unjustified is for a second one to confirm.
     *
     * @param words why, which the holder reads
     * @param login of the reviewer
     * @throws fr.dmp.refusal.Refusal {@code invalid-input}; {@code own-emergency}, {@code reviewed-already} where it is for
     *     somebody else to say
     */
    void find(UUID access, Review finding, String words, String login);

    /** The second one's, which settles it. @throws fr.dmp.refusal.Refusal the same */
    void confirm(UUID access, Review finding, String words, String login);

    /** What was done about one that was held for unjustified. @throws fr.dmp.refusal.Refusal {@code own-emergency} */
    void followUp(UUID access, FollowUp done, String login);
}
