package fr.dmp.recovery.process;

/** The words of the process {@code credential-recovery}, as its model has them. */
final class CredentialRecovery {

    static final String KEY = "credential-recovery";

    /** Messages: the first starts it. */
    static final String ASKED = "recovery-asked";

    static final String CODE_USED = "recovery-code-used";
    static final String CANCELLED = "recovery-cancelled";

    /** Variables: routing flags and deadlines. */
    static final String REFERENCE = "reference";

    static final String CHANNEL = "channel";
    static final String PHONE = "PHONE";
    static final String FORM = "FORM";

    static final String VERDICT = "verdict";
    static final String CONTACT = "contact";
    static final String CALLABLE = "callable";
    static final String POSTAL = "postal";
    static final String RISKY = "risky";
    static final String AGENT_RATE = "agentRate";
    /** How it goes on: {@link fr.dmp.recovery.RecoveryPath}. */
    static final String PATH = "path";

    /** Somebody picked up, somebody has posted it: what a person of the staff says in a form. */
    static final String DONE = "done";

    /** Whether somebody is to call again. */
    static final String AGAIN = "again";

    /** Whether a code is to be typed. */
    static final String AWAITED = "awaited";

    static final String UNTIL = "until";
    static final String DUE_AT = "dueAt";

    /** How tasks are put in order: who is on the line, what is overdue. */
    static final int USUAL = 50;

    static final int LATE = 75;
    static final int NOW = 100;

    private CredentialRecovery() {}
}
