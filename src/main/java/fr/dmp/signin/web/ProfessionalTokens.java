package fr.dmp.signin.web;

import fr.dmp.identity.Professional;
import fr.dmp.identity.Professionals;
import fr.dmp.refusal.Refusal;
import fr.dmp.signin.ProfessionalIssuer;
import fr.dmp.signin.ProfessionalSession;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.web.client.RestTemplateBuilder;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.JwtTypeValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.stereotype.Component;
import org.springframework.util.function.SingletonSupplier;

/**
 * Tokens in the shape of Pro Santé Connect, verified through the issuer's published keys. Who the token names must be in
 * the directory, in practice, and of the profession that the token says.
 */
@Component
class ProfessionalTokens {

    private static final String NAME_ID = "SubjectNameID";
    /** A national identifier of type 8 is an RPPS. */
    private static final String RPPS_PREFIX = "8";

    private static final Duration TIMEOUT = Duration.ofSeconds(2);
    private static final long COME_BACK_SECONDS = 5;

    private final Professionals professionals;
    private final SingletonSupplier<JwtDecoder> decoder;

    ProfessionalTokens(
            Professionals professionals,
            ObjectProvider<ProfessionalIssuer> issuer,
            RestTemplateBuilder rest,
            Clock clock) {
        this.professionals = professionals;
        this.decoder = SingletonSupplier.of(() -> decoder(issuer.getObject(), rest, clock));
    }

    /**
     * @throws Refusal 401 {@code sign-in-required} for a token that doesn't hold; 403 {@code professional-unknown},
     *     {@code professional-struck-off}, {@code profession-mismatch}; 503 where the issuer's keys can't be had
     */
    ProfessionalSession session(String token) {
        Jwt jwt = verified(token);
        Professional professional = professionals
                .find(rpps(jwt))
                .orElseThrow(() -> Refusal.of(Refusal.Kind.DENIED, "professional-unknown"));
        if (professional.struckOff()) {
            throw Refusal.of(Refusal.Kind.DENIED, "professional-struck-off");
        }
        if (!practises(jwt, professional.profession())) {
            throw Refusal.of(Refusal.Kind.DENIED, "profession-mismatch");
        }
        boolean regulation = "VRAI".equals(jwt.getClaims().get("Acces_Regulation_Medicale"));
        return new ProfessionalSession(professional, regulation && professional.regulation());
    }

    private Jwt verified(String token) {
        try {
            return decoder.obtain().decode(token);
        } catch (BadJwtException e) {
            throw Refusal.of(Refusal.Kind.UNAUTHENTICATED, "sign-in-required");
        } catch (JwtException e) {
            throw Refusal.later(Refusal.Kind.UNAVAILABLE, "unavailable", COME_BACK_SECONDS);
        }
    }

    private static String rpps(Jwt jwt) {
        return jwt.getClaims().get(NAME_ID) instanceof String id && id.startsWith(RPPS_PREFIX) ? id.substring(1) : "";
    }

    /** {@code SubjectRefPro.exercices[].codeProfession}. */
    private static boolean practises(Jwt jwt, String profession) {
        return jwt.getClaims().get("SubjectRefPro") instanceof Map<?, ?> pro
                && pro.get("exercices") instanceof Collection<?> exercices
                && exercices.stream().anyMatch(exercice -> profession.equals(codeProfession(exercice)));
    }

    private static @Nullable Object codeProfession(Object exercice) {
        return exercice instanceof Map<?, ?> fields ? fields.get("codeProfession") : null;
    }

    private static JwtDecoder decoder(ProfessionalIssuer issuer, RestTemplateBuilder rest, Clock clock) {
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
                new JwtClaimValidator<Collection<String>>(
                        "aud", audience -> audience != null && audience.contains(issuer.audience())),
                new JwtTypeValidator(List.of("JWT", "at+jwt"))));
        return decoder;
    }
}
