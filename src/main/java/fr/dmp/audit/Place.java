package fr.dmp.audit;

import java.util.UUID;

/**
 * Where an entry stands in the order of the trace.
 *
 * @param tx number of its transaction, which is larger than Java's long would hold
 * @param seq its number in the record
 */
record Place(String tx, UUID record, long seq) {

    /** Before all entries. */
    static final Place START = new Place("0", new UUID(0, 0), 0);
}
