package fr.dmp.record;

/** A record is active from its opening to its closing; closed, it can come back for ten years. */
public enum RecordStatus {
    ACTIVE,
    CLOSED
}
