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

    /** The masked number on one line. */
    public String shown() {
        return Wording.unbroken(destination);
    }

    /**
     * The way that a code could go instead. It is offered to everyone, whether or not there is a contact for it: the page
     * knows no more than what was typed, and an offer made only to those who have both would tell which contacts are on
     * file before anything was proved (P). Where there is only one, the code goes there again, as the page says.
     */
    public Channel other() {
        return channel == Channel.MAIL ? Channel.SMS : Channel.MAIL;
    }

    @Override
    public String toString() {
        return "PendingSignIn[" + id + "]";
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
