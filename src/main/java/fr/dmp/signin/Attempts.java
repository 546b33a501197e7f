package fr.dmp.signin;

import fr.dmp.gate.Limits;
import java.time.Duration;
import java.util.HexFormat;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.stereotype.Component;

/** How often someone may try; each attempt costs a slow hash. */
@Component
class Attempts {

    /**
     * @param perClient sign-ins begun from one address within ten minutes
     * @param perAccount sign-ins begun on one account within an hour, from each network its holder is known from and
     *     from all others together
     */
    @ConfigurationProperties("dmp.signin.attempts")
    record Allowed(@DefaultValue("60") int perClient, @DefaultValue("100") int perAccount) {}

    private static final int PASSWORD_CHANGES = 10;

    private final Limits limits;
    private final Allowed allowed;

    Attempts(Limits limits, Allowed allowed) {
        this.limits = limits;
        this.allowed = allowed;
    }

    void fromClient(String address) {
        limits.take("sign-in", ClientNetwork.of(address), allowed.perClient(), Duration.ofMinutes(10));
    }

    void onAccount(byte[] identifierDigest, boolean clientKnown, byte[] client) {
        String lane = clientKnown ? HexFormat.of().formatHex(client) : "elsewhere";
        String account = HexFormat.of().formatHex(identifierDigest);
        limits.take("sign-in-account", account + "/" + lane, allowed.perAccount(), Duration.ofHours(1));
    }

    /** A session left open must not serve to guess the password. */
    void toChangePassword(HolderSession session) {
        limits.take("password-change", session.record().toString(), PASSWORD_CHANGES, Duration.ofHours(1));
    }
}
