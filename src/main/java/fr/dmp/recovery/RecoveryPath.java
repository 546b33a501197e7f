package fr.dmp.recovery;

/** The ways on, as the table {@code recovery-path} gives them. */
public enum RecoveryPath {
    SEND,
    COOL_OFF,
    SECOND_LOOK,
    LETTER,
    CALL_BACK,
    REFUSE
}
