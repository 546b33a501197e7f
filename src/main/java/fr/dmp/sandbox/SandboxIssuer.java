package fr.dmp.sandbox;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import fr.dmp.identity.Professional;
import fr.dmp.signin.SignInProvider;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.web.context.WebServerInitializedEvent;
import org.springframework.context.annotation.Profile;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Plays Pro Santé Connect, the professionals' OpenID Connect provider: tokens with its claims, signed by a key that is
 * published over HTTP. A professional's token is checked exactly as a real one is.
 */
@Component
@Profile("sandbox")
public class SandboxIssuer implements SignInProvider {

    /** The path of the issuer on the public port. */
    public static final String PATH = "/sandbox/issuer";

    /** Pro Santé Connect's own tokens live two minutes; someone who types commands needs longer (P). */
    static final Duration LIFE = Duration.ofHours(1);

    /** Where the program's pages are come back to. */
    static final String RETURN = "/pro/connexion/retour";

    static final String LEFT = "/pro?au-revoir";

    private static final String AUDIENCE = "dmp";

    private final IssuerKeys keys;
    private final Clock clock;
    private final boolean owner;
    private volatile String own = "";

    SandboxIssuer(IssuerKeys keys, Clock clock, ObjectProvider<PostgresServer> database) {
        this.keys = keys;
        this.clock = clock;
        this.owner = database.getIfAvailable() != null;
    }

    /**
     * A token and when it ends.
     *
     * @param accessToken signed, as {@code Authorization: Bearer} takes it
     */
    public record Token(String accessToken, Instant expiresAt) {
        @Override
        public String toString() {
            return "Token";
        }
    }

    /** The node that runs the database is the issuer; the others name it too. */
    @EventListener
    void listening(WebServerInitializedEvent started) {
        if (started.getApplicationContext().getServerNamespace() != null) {
            return;
        }
        own = "http://localhost:" + started.getWebServer().getPort() + PATH;
        if (owner || keys.address().isEmpty()) {
            keys.moveTo(own);
        }
    }

    @Override
    public String issuer() {
        return keys.address().orElse(own);
    }

    @Override
    public String keysUri() {
        return issuer() + "/jwks";
    }

    @Override
    public String audience() {
        return AUDIENCE;
    }

    @Override
    public String authorizationUri() {
        return issuer() + "/authorize";
    }

    @Override
    public String tokenUri() {
        return issuer() + "/token";
    }

    @Override
    public String userinfoUri() {
        return issuer() + "/userinfo";
    }

    @Override
    public String logoutUri() {
        return issuer() + "/logout";
    }

    @Override
    public String clientId() {
        return AUDIENCE;
    }

    /** Everybody's, as nothing real is behind it. */
    @Override
    public String clientSecret() {
        return "bac-a-sable";
    }

    /** This node's own: whoever signs in at the second one comes back to it. */
    @Override
    public String returnUri() {
        return site() + RETURN;
    }

    @Override
    public String leftUri() {
        return site() + LEFT;
    }

    private String site() {
        return own.substring(0, own.length() - PATH.length());
    }

    /** The public keys, as a JSON Web Key Set. */
    public Map<String, Object> publicKeys() {
        return new JWKSet(keys.signing()).toPublicJWKSet().toJSONObject();
    }

    /** A token for a professional of the directory, with the right of a SAMU's regulating doctor or without. */
    public Token issue(Professional professional, Regulation regulation) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        Instant until = now.plus(LIFE);
        return new Token(signed(claims(professional, regulation, now, until)), until);
    }

    /** The token that says who has signed in; who they are, beyond their name, is told to the bearer of the other one. */
    String identity(Professional professional, String nonce) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        return signed(person(professional, now, now.plus(LIFE))
                .claim("typ", "ID")
                .claim("nonce", nonce)
                .build());
    }

    /** What is told to the bearer of a token of ours; empty for any other. */
    public Optional<Map<String, Object>> userinfo(String accessToken) {
        try {
            SignedJWT token = SignedJWT.parse(accessToken);
            JWTClaimsSet claims = token.getJWTClaimsSet();
            boolean ours = token.verify(new RSASSAVerifier(keys.signing().toRSAPublicKey()))
                    && "Bearer".equals(claims.getStringClaim("typ"))
                    && claims.getExpirationTime().toInstant().isAfter(clock.instant());
            return ours ? Optional.of(told(claims)) : Optional.empty();
        } catch (ParseException | JOSEException notOurs) {
            return Optional.empty();
        }
    }

    private static Map<String, Object> told(JWTClaimsSet claims) {
        Map<String, Object> told = new TreeMap<>(claims.getClaims());
        told.keySet().removeAll(Set.of("iss", "aud", "azp", "exp", "nbf", "iat", "jti", "typ", "scope"));
        return told;
    }

    private String signed(JWTClaimsSet claims) {
        RSAKey key = keys.signing();
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256)
                        .type(JOSEObjectType.JWT)
                        .keyID(key.getKeyID())
                        .build(),
                claims);
        try {
            token.sign(new RSASSASigner(key));
        } catch (JOSEException e) {
            throw new IllegalStateException("the token couldn't be signed", e);
        }
        return token.serialize();
    }

    /** Whether a token carries the right of a regulating doctor; Pro Santé Connect says VRAI or FAUX. */
    public enum Regulation {
        VRAI,
        FAUX
    }

    private JWTClaimsSet claims(Professional professional, Regulation regulation, Instant now, Instant until) {
        JWTClaimsSet.Builder claims = person(professional, now, until)
                .claim("typ", "Bearer")
                .claim("scope", "openid scope_all")
                .claim("SubjectRole", List.of(professional.profession() + "^1.2.250.1.71.1.2.7"))
                .claim("SubjectRefPro", references(professional))
                .claim("Acces_Regulation_Medicale", regulation.name());
        if (professional.organization() != null) {
            claims.claim("SubjectOrganization", professional.organization());
        }
        return claims.build();
    }

    private JWTClaimsSet.Builder person(Professional professional, Instant now, Instant until) {
        String nationalId = "8" + professional.rpps();
        return new JWTClaimsSet.Builder()
                .issuer(issuer())
                .audience(AUDIENCE)
                .subject("f:sandbox:" + nationalId)
                .issueTime(Date.from(now))
                .notBeforeTime(Date.from(now))
                .expirationTime(Date.from(until))
                .jwtID(UUID.randomUUID().toString())
                .claim("azp", AUDIENCE)
                .claim("acr", "eidas1")
                .claim("auth_time", now.getEpochSecond())
                .claim("given_name", professional.givenName())
                .claim("family_name", professional.familyName())
                .claim("preferred_username", nationalId)
                .claim("SubjectNameID", nationalId);
    }

    private static Map<String, Object> references(Professional professional) {
        return Map.of(
                "codeCivilite",
                "",
                "exercices",
                List.of(Map.of(
                        "codeProfession",
                        professional.profession(),
                        "codeCategorieProfessionnelle",
                        "C",
                        "nomDexercice",
                        professional.familyName(),
                        "prenomDexercice",
                        professional.givenName())));
    }
}
