package fr.dmp.signin.web;

import fr.dmp.identity.Professionals;
import fr.dmp.refusal.Refusal;
import fr.dmp.signin.ProfessionalClaims;
import fr.dmp.signin.ProfessionalIssuer;
import fr.dmp.signin.ProfessionalSession;
import java.time.Clock;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.web.client.RestTemplateBuilder;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.stereotype.Component;
import org.springframework.util.function.SingletonSupplier;

/**
 * Tokens in the shape of Pro Santé Connect, verified through the issuer's published keys. Who the token names must be in
 * the directory, in practice, and of the profession that the token says.
 */
@Component
class ProfessionalTokens {

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
        return ProfessionalClaims.of(verified(token).getClaims()).admit(professionals);
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

    private static JwtDecoder decoder(ProfessionalIssuer issuer, RestTemplateBuilder rest, Clock clock) {
        return IssuedTokens.decoder(issuer, issuer.audience(), List.of("JWT", "at+jwt"), rest, clock);
    }
}
