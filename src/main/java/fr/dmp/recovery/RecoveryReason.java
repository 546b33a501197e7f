package fr.dmp.recovery;

/** Why a recovery is looked at twice, has to wait, or ends without a secret. */
public enum RecoveryReason {
    /** The answers aren't those on file, or there is no record: nobody is told which. */
    NOT_RECOGNISED,
    /** Neither an address nor a number: the counter is what is left. */
    COUNTER,
    /** The contact on file is a new one. */
    CONTACT_RECENT,
    /** Several recoveries of the same person within days. */
    SEVERAL_ATTEMPTS,
    /** Asked in the middle of the night. */
    UNUSUAL_HOUR,
    /** Name and day of birth alone were right. */
    FEW_ANSWERS,
    /** One agent starts more recoveries than the others do. */
    AGENT_RATE,
    /** The agent had a doubt. */
    DOUBT,
    /** The caller hung up, or nobody said what came of the call. */
    ABANDONED,
    /** Called several times, reached never. */
    UNREACHED,
    /** A second pair of eyes said no. */
    NOT_APPROVED,
    /** Nobody looked in time. */
    NOT_JUDGED
}
