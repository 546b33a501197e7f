package fr.dmp.notice;

import java.time.Duration;
import java.util.Optional;

/**
 * What people are told. The texts are fixed, in the bundle {@code i18n/notice} under {@code notice.<KIND>.subject},
 * {@code .sms} and {@code .text}, of those that are told together also under {@code .many.sms} and {@code .many.text}; they
 * hold nothing medical and no link that carries a token.
 */
public enum NoticeKind {
    /** A code that proves that a contact is the person's, while a record is being created online. Secret: the code. */
    CONTACT_CODE(true),
    /** The one-time code of a sign-in. Secret: the code. */
    SIGN_IN_CODE(true),
    /** The initial password of a record that was opened online. Secret: the password. */
    INITIAL_PASSWORD(true),
    /** The identifier, where the password goes by another way. Secret: the identifier. */
    IDENTIFIER(true),
    /** A code by which the holder chooses another password. Secret: the code; {@code recovery}, its reference. */
    RECOVERY_CODE(true),
    /** The same by letter, where it is good for a month. */
    RECOVERY_LETTER(true),
    /** Credentials are being recovered: how to stop it. Secret: the code that does; {@code recovery}. */
    RECOVERY_BEGUN(true),
    /** The identifier, of which its holder has lost sight. Secret: the identifier. */
    IDENTIFIER_AGAIN(true),
    /** Somebody asked for the credentials and wasn't recognised. */
    RECOVERY_FAILED(false),
    /** The holder has their credentials back. */
    RECOVERED(false),
    WELCOME(false),
    HISTORY_ARRIVED(false),
    PASSWORD_CHANGED(false),
    /**
     * Another treating physician, named in a mail or letter: {@code physician}, and {@code since}, a day. An SMS has no
     * room for a name, and not all of its letters.
     */
    TREATING_PHYSICIAN_CHANGED(false),
    /** A professional's first access to the record: {@code professional}, and {@code profession}, a code; like those below. */
    FIRST_ACCESS(false),
    /** A professional attests that the holder, before them, lets them read. */
    ACCESS_ATTESTED(false),
    /** A professional asks from afar to read. */
    ACCESS_REQUESTED(false),
    /** A professional deposited something. */
    DOCUMENT_DEPOSITED(false),
    /** The holder did. */
    OWN_DOCUMENT_DEPOSITED(false),
    /** To see one's doctor: what for, only the doctor tells. */
    RESULT_AWAITED(false),
    /** A result that was hidden is there to be read. */
    RESULT_DISCLOSED(false),
    /** A professional, named in a mail or letter ({@code professional}), added an entry to a list of the record. */
    ENTRY_ADDED(false),
    /**
     * A professional reads without the holder's leave: {@code professional}, {@code profession}, in a mail or letter also
     * {@code place}, {@code at}, a day and time, and {@code reason}, a code.
     */
    EMERGENCY_ACCESS(false),
    /** The same to the treating physician, whom a mail doesn't tell whose record it is. */
    PATIENTS_EMERGENCY(false),
    /**
     * The same to whom the holder wants told, of an access and nothing of it. Secret: the holder's name, the only one that the
     * text has.
     */
    EMERGENCY_CONTACT(true),
    /** What came of reviewing it is there to be read; the same facts. */
    EMERGENCY_REVIEWED(false);

    private final boolean secret;

    NoticeKind(boolean secret) {
        this.secret = secret;
    }

    /** After which it isn't sent any more: a code lives for five minutes (P). */
    public Optional<Duration> lifetime() {
        return this == CONTACT_CODE || this == SIGN_IN_CODE ? Optional.of(Duration.ofMinutes(5)) : Optional.empty();
    }

    /** Whether it wakes whoever sleeps: what is waited for at that moment, or what only they can stop (P). */
    public boolean urgent() {
        return secret || this == PASSWORD_CHANGED || this == EMERGENCY_ACCESS || this == RECOVERED;
    }

    /** Whether it goes to all contact points at once, and not to the one that is preferred (P). */
    public boolean everywhere() {
        return this == EMERGENCY_ACCESS || this == RECOVERED;
    }

    /** Whether several of them about one record are told in one message (P). */
    public boolean together() {
        return this == ENTRY_ADDED || this == DOCUMENT_DEPOSITED;
    }

    /** Whether it carries a secret, which is kept sealed and erased once sent. */
    public boolean secret() {
        return secret;
    }
}
