package fr.dmp.record;

/** From which side a record is asked for. */
public enum CreationChannel {
    COUNTER,
    PROFESSIONAL,
    ONLINE
}
