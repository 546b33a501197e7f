package fr.dmp.signin;

import fr.dmp.identity.Channel;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Signing in, in two steps. The first answers alike, in the same time, for a right password, a wrong one and an unknown
 * identifier; only the second tells that something was wrong, and never what. Opens its own transactions.
 */
public interface SignIn {

    /**
     * Checks identifier and password and sends a code where both are right.
     *
     * @throws fr.dmp.refusal.Refusal 422 {@code invalid-input}; 429 {@code too-many-requests}, 503 {@code busy}, each
     *     with {@code retryAfter}
     */
    Challenge begin(Attempt attempt);

    /**
     * Sends a new code, which replaces the one before it; by the other channel where that is asked for and there is one.
     *
     * @param client the network address that asks
     * @throws fr.dmp.refusal.Refusal 404; 410 {@code challenge-over}; 429 {@code resend-too-soon} or
     *     {@code too-many-requests}, each with {@code retryAfter}; 409 {@code resends-used-up}
     */
    Challenge resend(UUID challenge, @Nullable Channel channel, String client);

    /** Whether a code can still be typed or asked for; the same for an identifier that nobody has. */
    boolean waits(UUID challenge);

    /**
     * Ends the sign-in with the code.
     *
     * @param client the network address that asks
     * @throws fr.dmp.refusal.Refusal 401 {@code sign-in-failed}, whatever was wrong; 404; 410 {@code challenge-over} once
     *     used, expired or out of checks; 429 {@code code-too-soon} or {@code too-many-requests}, each with
     *     {@code retryAfter}
     */
    SignedIn confirm(UUID challenge, String code, String client);

    /**
     * What a passkey signs to end the sign-in in the place of the code; the same for an identifier that nobody has, or whose
     * holder has none.
     *
     * @throws fr.dmp.refusal.Refusal 404; 410 {@code challenge-over}
     */
    ToSign toSign(UUID challenge);

    /**
     * Ends the sign-in with a passkey.
     *
     * @param client the network address that asks
     * @throws fr.dmp.refusal.Refusal as with a code
     */
    SignedIn confirm(UUID challenge, Signed signed, String client);

    /**
     * What a browser needs to have it signed.
     *
     * @param site the relying party's id: the host name of this site
     */
    record ToSign(String site, byte[] challenge) {

        @Override
        public String toString() {
            return "ToSign";
        }
    }

    /**
     * What a passkey signed, each as the browser gives it.
     *
     * @param credential the passkey's id
     * @param clientData the bytes of {@code clientDataJSON}
     * @param user the handle under which the device keeps it; empty where it didn't say
     */
    record Signed(byte[] credential, byte[] clientData, byte[] authenticatorData, byte[] signature, byte[] user) {

        @Override
        public String toString() {
            return "Signed";
        }
    }

    /**
     * What someone types to sign in.
     *
     * @param identifier spaces, dots and hyphens are ignored
     * @param preferred SMS or MAIL; the other one is taken where there is only that
     * @param client the network address that asks; kept only as a keyed digest
     */
    record Attempt(String identifier, String password, @Nullable Channel preferred, String client) {
        @Override
        public String toString() {
            return "Attempt";
        }
    }

    /**
     * Waits for a code.
     *
     * @param destination masked, {@code 06 •• •• •• 78}
     * @param expiresAt until when the code works
     * @param resendAt from when on another one can be asked for
     */
    record Challenge(UUID id, Channel channel, String destination, Instant expiresAt, Instant resendAt) {
        @Override
        public String toString() {
            return "Challenge[" + id + "]";
        }
    }

    /**
     * A session has begun.
     *
     * @param accessToken shown once, kept nowhere in clear
     */
    record SignedIn(String accessToken, HolderSession session) {
        @Override
        public String toString() {
            return "SignedIn[" + session.id() + "]";
        }
    }
}
