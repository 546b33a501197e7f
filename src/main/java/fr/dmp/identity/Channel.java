package fr.dmp.identity;

/** By which way a person can be reached. */
public enum Channel {
    SMS,
    MAIL,
    LETTER
}
