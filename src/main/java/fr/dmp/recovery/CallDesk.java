package fr.dmp.recovery;

import java.util.UUID;

/** What agents of the 3646 and their supervisors do to a recovery; each within the transaction of their form. */
public interface CallDesk {

    /**
     * A caller's answers, typed while they are on the line.
     *
     * @param number that calls, as the telephone shows it; counted, never kept in clear
     * @param login of the agent
     * @throws fr.dmp.refusal.Refusal {@code invalid-input}; {@code too-many-requests}
     */
    Begun begin(Answers answers, String number, String login);

    /**
     * What comes of the call, once the caller was told.
     *
     * @throws fr.dmp.refusal.Refusal {@code recovery-choice} where that isn't to be had for them
     */
    RecoveryPath told(UUID recovery, Told choice, String login);

    /** Called back, and reached. @throws fr.dmp.refusal.Refusal {@code invalid-input} */
    void reached(UUID recovery, Answers answers, String login);

    /** Called back, and nobody picked up; whether somebody is to call again. */
    boolean unreached(UUID recovery, String login);

    /**
     * What the second pair of eyes says.
     *
     * @throws fr.dmp.refusal.Refusal {@code own-recovery} for who took the call
     */
    RecoveryPath judge(UUID recovery, Judgement judgement, String login);

    /** The letter is on its way; or it was spoilt, and another is printed, with another code. */
    void posted(UUID recovery, Posting posting, String login);

    record Begun(UUID id, String reference) {}

    /** What an agent can choose once the caller was told. */
    enum Told {
        /** Go on as the program says. */
        GO_ON,
        /** The caller can't get at their contact any more: by letter. */
        LETTER,
        /** Something is odd: somebody else looks at it. */
        DOUBT,
        /** The caller gave up. */
        DROP
    }

    enum Judgement {
        APPROVE,
        LETTER,
        REFUSE
    }

    enum Posting {
        POSTED,
        PRINT_AGAIN
    }
}
