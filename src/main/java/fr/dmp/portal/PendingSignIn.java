package fr.dmp.portal;

import fr.dmp.identity.Channel;
import fr.dmp.signin.SignIn;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;

/**
 * A sign-in that waits for its code, as the browser keeps it. What it says is only shown; what counts is in the database
 * under the id.
 *
 * @param destination masked
 */
record PendingSignIn(UUID id, Channel channel, String destination) {

    static PendingSignIn of(SignIn.Challenge challenge) {
        return new PendingSignIn(challenge.id(), challenge.channel(), challenge.destination());
    }

    static Optional<PendingSignIn> read(HttpServletRequest request) {
        return Cookies.CHALLENGE.read(request).flatMap(PendingSignIn::parse);
    }

    void keep(HttpServletResponse response) {
        byte[] content = (id + "|" + channel + "|" + destination).getBytes(StandardCharsets.UTF_8);
        Cookies.CHALLENGE.give(response, Base64.getUrlEncoder().withoutPadding().encodeToString(content));
    }

    /** The way that a code can go instead. */
    public Channel other() {
        return channel == Channel.MAIL ? Channel.SMS : Channel.MAIL;
    }

    private static Optional<PendingSignIn> parse(String value) {
        try {
            String[] parts = new String(Base64.getUrlDecoder().decode(value), StandardCharsets.UTF_8).split("\\|", 3);
            return parts.length < 3
                    ? Optional.empty()
                    : Optional.of(new PendingSignIn(UUID.fromString(parts[0]), Channel.valueOf(parts[1]), parts[2]));
        } catch (IllegalArgumentException notOurs) {
            return Optional.empty();
        }
    }
}
