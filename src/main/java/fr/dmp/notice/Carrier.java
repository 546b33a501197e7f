package fr.dmp.notice;

import fr.dmp.identity.Channel;

/** What takes notices out by one channel, as far as this installation has an account for it. */
public interface Carrier {

    boolean carries(Channel channel);
}
