package fr.dmp.signin.web;

import fr.dmp.refusal.Refusal;
import fr.dmp.signin.SignInProvider;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.web.client.RestTemplateBuilder;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.MediaType;
import org.springframework.http.RequestEntity;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.stereotype.Component;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.client.RestClientException;
import org.springframework.web.client.RestOperations;

/** What this program asks the professionals' provider itself: tokens for a code, and who they stand for. */
@Component
class ProviderCalls {

    private static final Duration TO_CONNECT = Duration.ofSeconds(2);
    private static final Duration TO_ANSWER = Duration.ofSeconds(10);
    private static final long COME_BACK_SECONDS = 5;

    /** Levels of assurance that are a card's, or the like of one. */
    private static final Set<String> ASSURED = Set.of("eidas1", "eidas2", "eidas3");

    private static final ParameterizedTypeReference<Map<String, Object>> FIELDS = new ParameterizedTypeReference<>() {};

    private final ObjectProvider<SignInProvider> provider;
    private final RestOperations rest;
    private final SingletonSupplier<JwtDecoder> decoder;

    ProviderCalls(ObjectProvider<SignInProvider> provider, RestTemplateBuilder rest, Clock clock) {
        this.provider = provider;
        this.rest = rest.connectTimeout(TO_CONNECT).readTimeout(TO_ANSWER).build();
        this.decoder = SingletonSupplier.of(() -> decoder(provider.getObject(), rest, clock));
    }

    /**
     * What the provider says of whoever signed in there: what it signed, completed by what it tells besides.
     *
     * @param verifier whose challenge the sign-in was begun with
     * @param nonce that it was begun with
     * @throws Refusal {@code sign-in-lost}, {@code provider-answer}, {@code provider-unavailable}
     */
    Map<String, Object> claims(String code, String verifier, String nonce) {
        Map<String, Object> tokens = tokens(code, verifier);
        Jwt identity = verified(text(tokens, "id_token"), nonce);
        Map<String, Object> all = new HashMap<>(userinfo(text(tokens, "access_token")));
        if (!text(all, "sub").equals(identity.getSubject())) {
            throw unproved();
        }
        all.putAll(identity.getClaims());
        return all;
    }

    private Map<String, Object> tokens(String code, String verifier) {
        SignInProvider known = provider.getObject();
        MultiValueMap<String, String> form = new LinkedMultiValueMap<>();
        form.setAll(Map.of(
                "grant_type",
                "authorization_code",
                "code",
                code,
                "code_verifier",
                verifier,
                "redirect_uri",
                known.returnUri(),
                "client_id",
                known.clientId(),
                "client_secret",
                known.clientSecret()));
        try {
            return asked(RequestEntity.post(known.tokenUri())
                    .contentType(MediaType.APPLICATION_FORM_URLENCODED)
                    .accept(MediaType.APPLICATION_JSON)
                    .body(form));
        } catch (HttpClientErrorException refused) {
            throw Refusal.of(Refusal.Kind.GONE, "sign-in-lost");
        }
    }

    private Map<String, Object> userinfo(String accessToken) {
        try {
            return asked(RequestEntity.get(provider.getObject().userinfoUri())
                    .accept(MediaType.APPLICATION_JSON)
                    .headers(headers -> headers.setBearerAuth(accessToken))
                    .build());
        } catch (HttpClientErrorException refused) {
            throw unproved();
        }
    }

    private Map<String, Object> asked(RequestEntity<?> request) {
        try {
            Map<String, Object> answer = rest.exchange(request, FIELDS).getBody();
            return answer == null ? Map.of() : answer;
        } catch (HttpClientErrorException refused) {
            throw refused;
        } catch (RestClientException e) {
            throw unavailable();
        }
    }

    private Jwt verified(String token, String nonce) {
        try {
            Jwt identity = decoder.obtain().decode(token);
            if (!nonce.equals(identity.getClaims().get("nonce"))
                    || !ASSURED.contains(text(identity.getClaims(), "acr"))
                    || !meant(identity.getClaims().get("azp"))) {
                throw unproved();
            }
            return identity;
        } catch (BadJwtException e) {
            throw unproved();
        } catch (JwtException e) {
            throw unavailable();
        }
    }

    /** A token for several names the one that asked for it. */
    private boolean meant(@Nullable Object party) {
        return party == null || party.equals(provider.getObject().clientId());
    }

    private static String text(Map<String, Object> fields, String name) {
        return fields.get(name) instanceof String text ? text : "";
    }

    private static Refusal unproved() {
        return Refusal.of(Refusal.Kind.UNAUTHENTICATED, "provider-answer");
    }

    private static Refusal unavailable() {
        return Refusal.later(Refusal.Kind.UNAVAILABLE, "provider-unavailable", COME_BACK_SECONDS);
    }

    private static JwtDecoder decoder(SignInProvider provider, RestTemplateBuilder rest, Clock clock) {
        return IssuedTokens.decoder(provider, provider.clientId(), List.of("JWT"), rest, clock);
    }
}
