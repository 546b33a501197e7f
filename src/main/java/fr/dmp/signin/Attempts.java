package fr.dmp.signin;

import fr.dmp.gate.ClientNetwork;
import fr.dmp.gate.Limits;
import java.time.Duration;
import java.util.HexFormat;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.stereotype.Component;

/**
 * How often someone may try. Each sign-in begun costs a slow hash, each code its account's turn. What is counted names the
 * network that asks: a count that all networks shared would let anyone who knows an identifier use it up for its holder.
 */
@Component
class Attempts {

    /**
     * @param perClient sign-ins begun from one network within ten minutes
     * @param perAccount sign-ins begun on one account from one network within an hour
     */
    @ConfigurationProperties("dmp.signin.attempts")
    record Allowed(@DefaultValue("60") int perClient, @DefaultValue("100") int perAccount) {}

    private static final Duration WHILE = Duration.ofMinutes(10);
    private static final int PASSWORD_CHANGES = 10;

    /** Codes to new contacts that one account may ask for in a day, and that one contact may be sent in an hour (P). */
    private static final int CONTACT_CODES = 10;

    private static final int CODES_TO_CONTACT = 5;
    private static final int CONTACT_CHECKS = 25;

    /** Offers to make a passkey, in a day (P). */
    private static final int PASSKEY_OFFERS = 50;

    private final Limits limits;
    private final Allowed allowed;

    Attempts(Limits limits, Allowed allowed) {
        this.limits = limits;
        this.allowed = allowed;
    }

    void toBegin(String address) {
        limits.take("sign-in", ClientNetwork.of(address), allowed.perClient(), WHILE);
    }

    /** @param client digest of identifier and network */
    void onAccount(byte[] client) {
        limits.take("sign-in-account", HexFormat.of().formatHex(client), allowed.perAccount(), Duration.ofHours(1));
    }

    /** To have a code checked, or another one sent: as often as all who may begin from there can need it. */
    void toGoOn(String address) {
        limits.take("sign-in-code", ClientNetwork.of(address), allowed.perClient() * CodeRules.CHECKS, WHILE);
    }

    /** A session left open must not serve to guess the password. */
    void toChangePassword(HolderSession session) {
        limits.take("password-change", session.record().toString(), PASSWORD_CHANGES, Duration.ofHours(1));
    }

    /** Each code costs a message to somebody who may never have heard of the account. */
    void toChangeContact(HolderSession session, String contact) {
        limits.take("contact-code", session.record().toString(), CONTACT_CODES, CodeRules.DAY);
        limits.take("contact-code-to", contact, CODES_TO_CONTACT, Duration.ofHours(1));
    }

    void toProveContact(HolderSession session) {
        limits.take("contact-check", session.record().toString(), CONTACT_CHECKS, CodeRules.DAY);
    }

    void toAddPasskey(HolderSession session) {
        limits.take("passkey-offer", session.record().toString(), PASSKEY_OFFERS, CodeRules.DAY);
    }
}
