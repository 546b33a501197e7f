package fr.dmp.recovery;

/**
 * What the table of ways is asked with.
 *
 * @param verdict what the answers are worth
 * @param contact what there is to send a secret to
 * @param callable whether there is a number to call back
 * @param postal whether a letter would arrive
 * @param risky whether a contact is new, attempts are several or the hour is odd
 * @param agentRate whether the agent starts more recoveries than the others do
 */
public record Assessment(
        Verdict verdict, Contact contact, boolean callable, boolean postal, boolean risky, boolean agentRate) {

    /** The best contact that could be used. */
    public enum Contact {
        /** On file for long. */
        SETTLED,
        RECENT,
        NONE
    }
}
