package fr.dmp.record;

import fr.dmp.identity.Channel;
import fr.dmp.signin.HolderSession;
import java.util.function.Predicate;

/** By which channel a holder is told first: their own to say, nobody else's who acts for them. */
public interface OwnNoticePreferences {

    /**
     * SMS, as long as they didn't say so.
     *
     * @throws fr.dmp.refusal.Refusal {@code access-denied} with its ground; 404 of someone whom the holder represents
     */
    Channel read(HolderSession holder);

    /**
     * Codes go on by the channel that is asked for at each sign-in. The holder is told by all of them.
     *
     * @param channel SMS or MAIL
     * @param expected whether this channel is the one that is being changed
     * @throws fr.dmp.refusal.Refusal as {@link #read}; {@code invalid-input} for a letter; {@code stale-version}
     */
    Channel change(HolderSession holder, Channel channel, Predicate<String> expected);
}
