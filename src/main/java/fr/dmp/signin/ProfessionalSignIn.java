package fr.dmp.signin;

import java.net.URI;
import java.util.Optional;
import java.util.Set;

/**
 * How a professional signs in to the pages under {@code /pro}: by their provider, with a code that this program changes into
 * tokens itself (OpenID Connect, PKCE). Nothing of it is kept in one node's memory, and no token of the provider anywhere.
 */
public interface ProfessionalSignIn {

    /**
     * Begins: the browser keeps {@link Begun#browser} and goes to the provider.
     *
     * @param address where the request comes from
     * @throws fr.dmp.refusal.Refusal 429 {@code too-many-requests}
     */
    Begun begin(String address);

    /**
     * Ends what the same browser began within the last ten minutes, once, and begins a session.
     *
     * @throws fr.dmp.refusal.Refusal 410 {@code sign-in-lost}: begun elsewhere, too long ago or never, ended already, or with a
     *     code that the provider doesn't take; 403 {@code sign-in-cancelled}; 401 {@code provider-answer} for a token that
     *     doesn't hold; 503 {@code provider-unavailable}; 403 {@code professional-unknown}, {@code professional-struck-off},
     *     {@code profession-mismatch}
     */
    SignedIn finish(Returned returned);

    /** Where to sign out at the provider too. */
    Optional<URI> farewell();

    /** The provider's sites, {@code https://auth.example.org}, to which forms of ours lead. */
    Set<String> sites();

    /**
     * @param provider where the browser is sent
     * @param browser what it must bring along when it comes back
     */
    record Begun(URI provider, String browser) {
        @Override
        public String toString() {
            return "Begun";
        }
    }

    /**
     * What a browser comes back with; empty where something is missing.
     *
     * @param browser what it was given at the beginning
     * @param error what the provider says instead of a code, {@code access_denied}
     */
    record Returned(String browser, String state, String code, String error) {
        @Override
        public String toString() {
            return "Returned";
        }
    }

    /** @param token of the session */
    record SignedIn(String token, ProfessionalSession session) {
        @Override
        public String toString() {
            return "SignedIn";
        }
    }
}
