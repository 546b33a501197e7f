package fr.dmp.notice;

import fr.dmp.identity.Channel;
import java.time.Duration;
import java.util.UUID;

/**
 * A notice that this node has taken for the time of its lease. Ids and flags only: it travels in messages.
 *
 * @param doubtful an earlier attempt may have gone out, so it is looked up instead of sent
 * @param attempt which claim this is; an outcome of an earlier one no longer counts
 */
public record Claimed(UUID id, Channel channel, boolean doubtful, int attempt) {

    /** Longer than all time-outs of one attempt together; it begins anew when the notice is opened. */
    public static final Duration LEASE = Duration.ofMinutes(2);
}
