package fr.dmp.signin.web;

import fr.dmp.signin.ProfessionalIssuer;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.springframework.boot.web.client.RestTemplateBuilder;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.JwtTypeValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;

/** How the issuer's tokens are verified: through its published keys, for whom they are meant, and until when. */
final class IssuedTokens {

    private static final Duration TIMEOUT = Duration.ofSeconds(2);

    private IssuedTokens() {}

    /**
     * @param audience what {@code aud} must name
     * @param types what the header's {@code typ} may be
     */
    static JwtDecoder decoder(
            ProfessionalIssuer issuer, String audience, List<String> types, RestTemplateBuilder rest, Clock clock) {
        NimbusJwtDecoder decoder = NimbusJwtDecoder.withJwkSetUri(issuer.keysUri())
                .jwsAlgorithms(allowed -> allowed.addAll(List.of(SignatureAlgorithm.RS256, SignatureAlgorithm.ES256)))
                .restOperations(
                        rest.connectTimeout(TIMEOUT).readTimeout(TIMEOUT).build())
                .validateType(false)
                .build();
        JwtTimestampValidator time = new JwtTimestampValidator();
        time.setClock(clock);
        decoder.setJwtValidator(new DelegatingOAuth2TokenValidator<>(
                time,
                new JwtClaimValidator<>("exp", Objects::nonNull),
                new JwtIssuerValidator(issuer.issuer()),
                new JwtClaimValidator<Collection<String>>("aud", named -> named != null && named.contains(audience)),
                new JwtTypeValidator(types)));
        return decoder;
    }
}
