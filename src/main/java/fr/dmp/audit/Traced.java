package fr.dmp.audit;

import java.time.Instant;
import java.util.UUID;

/**
 * An entry of the trace, as it is shown: from what was hashed when it was written.
 *
 * @param seq its number in the record, 1 for the first
 * @param act {@link #UNREADABLE} where what was hashed can't be read any more
 * @param intact false where the row says something else than what was hashed, or no longer follows the entry before
 */
public record Traced(long seq, UUID id, Instant at, Act act, boolean intact) {

    public static final String UNREADABLE = "UNREADABLE";
}
