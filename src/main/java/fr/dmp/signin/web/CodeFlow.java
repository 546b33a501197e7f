package fr.dmp.signin.web;

import fr.dmp.gate.ClientNetwork;
import fr.dmp.gate.Limits;
import fr.dmp.identity.Professionals;
import fr.dmp.refusal.Refusal;
import fr.dmp.signin.KeptPageSessions;
import fr.dmp.signin.ProfessionalClaims;
import fr.dmp.signin.ProfessionalSession;
import fr.dmp.signin.ProfessionalSessions;
import fr.dmp.signin.ProfessionalSignIn;
import fr.dmp.signin.RandomToken;
import fr.dmp.signin.SignInProvider;
import fr.dmp.vault.HouseKeys;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * The authorization-code flow. Its state is random and good once, in the browser that began it; nonce and verifier are
 * derived from it under the house's key, so that whoever sees an address learns neither.
 */
@Component
class CodeFlow implements ProfessionalSignIn {

    /** How long a sign-in may take at the provider (P). */
    private static final Duration LIFE = Duration.ofMinutes(10);

    /** Sign-ins begun from one network within ten minutes (P): a hospital's come from one. */
    private static final int PER_NETWORK = 300;

    private final ObjectProvider<SignInProvider> provider;
    private final ProviderCalls calls;
    private final KeptPageSessions kept;
    private final ProfessionalSessions sessions;
    private final Professionals directory;
    private final Limits limits;
    private final HouseKeys keys;
    private final Clock clock;

    CodeFlow(
            ObjectProvider<SignInProvider> provider,
            ProviderCalls calls,
            KeptPageSessions kept,
            ProfessionalSessions sessions,
            Professionals directory,
            Limits limits,
            HouseKeys keys,
            Clock clock) {
        this.provider = provider;
        this.calls = calls;
        this.kept = kept;
        this.sessions = sessions;
        this.directory = directory;
        this.limits = limits;
        this.keys = keys;
        this.clock = clock;
    }

    @Override
    public Begun begin(String address) {
        limits.take("professional-sign-in", ClientNetwork.of(address), PER_NETWORK, LIFE);
        String state = RandomToken.next();
        String browser = RandomToken.next();
        kept.expect(RandomToken.digest(state), RandomToken.digest(browser), clock.instant());
        SignInProvider known = provider.getObject();
        URI there = UriComponentsBuilder.fromUriString(known.authorizationUri())
                .queryParam("response_type", "code")
                .queryParam("client_id", "{client}")
                .queryParam("redirect_uri", "{back}")
                .queryParam("scope", "openid scope_all")
                .queryParam("acr_values", "eidas1")
                .queryParam("state", state)
                .queryParam("nonce", nonce(state))
                .queryParam("code_challenge", challenge(state))
                .queryParam("code_challenge_method", "S256")
                .encode()
                .buildAndExpand(known.clientId(), known.returnUri())
                .toUri();
        return new Begun(there, browser);
    }

    @Override
    public SignedIn finish(Returned returned) {
        if (!kept.take(
                RandomToken.digest(returned.state()),
                RandomToken.digest(returned.browser()),
                clock.instant().minus(LIFE))) {
            throw lost();
        }
        if (!returned.error().isEmpty()) {
            throw returned.error().equals("access_denied")
                    ? Refusal.of(Refusal.Kind.DENIED, "sign-in-cancelled")
                    : Refusal.of(Refusal.Kind.UNAUTHENTICATED, "provider-answer");
        }
        if (returned.code().isEmpty()) {
            throw lost();
        }
        ProfessionalSession professional = ProfessionalClaims.of(
                        calls.claims(returned.code(), verifier(returned.state()), nonce(returned.state())))
                .admit(directory);
        return new SignedIn(sessions.begin(professional), professional);
    }

    @Override
    public Optional<URI> farewell() {
        SignInProvider known = provider.getObject();
        return known.logoutUri().isEmpty()
                ? Optional.empty()
                : Optional.of(UriComponentsBuilder.fromUriString(known.logoutUri())
                        .queryParam("client_id", "{client}")
                        .queryParam("post_logout_redirect_uri", "{back}")
                        .encode()
                        .buildAndExpand(known.clientId(), known.leftUri())
                        .toUri());
    }

    @Override
    public Set<String> sites() {
        SignInProvider known = provider.getObject();
        return Stream.of(known.authorizationUri(), known.logoutUri())
                .filter(address -> !address.isEmpty())
                .map(address -> UriComponentsBuilder.fromUriString(address)
                        .replacePath(null)
                        .replaceQuery(null)
                        .build()
                        .toUriString())
                .collect(Collectors.toUnmodifiableSet());
    }

    private String nonce(String state) {
        return base64(keys.digest("professional-sign-in-nonce", state));
    }

    private String verifier(String state) {
        return base64(keys.digest("professional-sign-in-verifier", state));
    }

    private String challenge(String state) {
        return base64(RandomToken.digest(verifier(state)));
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static Refusal lost() {
        return Refusal.of(Refusal.Kind.GONE, "sign-in-lost");
    }
}
