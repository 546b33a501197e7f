package fr.dmp.notice;

import java.net.URI;

/** The account at the SMS gateway, which speaks Twilio's protocol. */
public interface SmsAccount {

    /** Whether there is one; without it what would go by SMS goes by mail. */
    boolean present();

    /** Scheme, host and port of the gateway. */
    URI base();

    /** The account's identifier, {@code AC} and 32 hexadecimal digits. */
    String sid();

    /** Its secret, which also signs the gateway's callbacks. */
    String token();

    /** What the recipient sees as the sender: at most eleven letters or digits. */
    String sender();

    /** Where the gateway reports what became of a message, as the gateway sees the address. */
    URI callback();
}
