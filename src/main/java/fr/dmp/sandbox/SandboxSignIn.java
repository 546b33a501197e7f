package fr.dmp.sandbox;

import fr.dmp.identity.Professional;
import fr.dmp.identity.Professionals;
import fr.dmp.sandbox.IssuerCodes.Signed;
import fr.dmp.sandbox.SandboxIssuer.Regulation;
import fr.dmp.signin.RandomToken;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** The sandbox's provider signs a professional in: a code for the browser, tokens for the program that brings it back. */
@Component
@Profile("sandbox")
public class SandboxSignIn {

    /** Any node of this machine, on whatever port. */
    private static final Pattern REDIRECT = Pattern.compile("http://localhost:\\d{1,5}" + SandboxIssuer.RETURN);

    private static final Pattern LEFT =
            Pattern.compile("http://localhost:\\d{1,5}" + Pattern.quote(SandboxIssuer.LEFT));
    private static final Pattern CHALLENGE = Pattern.compile("[A-Za-z0-9_-]{43}");

    private final SandboxIssuer issuer;
    private final IssuerCodes codes;
    private final Professionals professionals;

    SandboxSignIn(SandboxIssuer issuer, IssuerCodes codes, Professionals professionals) {
        this.issuer = issuer;
        this.codes = codes;
        this.professionals = professionals;
    }

    /** Whether this is a program that the provider knows, at an address of its own, and asks as it must. */
    public boolean takes(Map<String, String> asked) {
        return issuer.clientId().equals(asked.get("client_id"))
                && REDIRECT.matcher(asked.getOrDefault("redirect_uri", "")).matches()
                && "code".equals(asked.get("response_type"))
                && "S256".equals(asked.get("code_challenge_method"))
                && CHALLENGE.matcher(asked.getOrDefault("code_challenge", "")).matches()
                && !asked.getOrDefault("state", "").isEmpty()
                && !asked.getOrDefault("nonce", "").isEmpty()
                && "openid scope_all".equals(asked.get("scope"));
    }

    /** Whether a browser may be sent there after a sign-out. */
    public boolean leads(String address) {
        return LEFT.matcher(address).matches();
    }

    /** A code for what was asked, as this professional. */
    public String code(Map<String, String> asked, Professional professional) {
        return codes.give(new Signed(
                professional.rpps(),
                asked.getOrDefault("nonce", ""),
                asked.getOrDefault("code_challenge", ""),
                asked.getOrDefault("redirect_uri", "")));
    }

    /** The token endpoint's answer; empty for whatever doesn't fit the code. */
    public Optional<Map<String, Object>> tokens(Map<String, String> brought) {
        if (!issuer.clientId().equals(brought.get("client_id"))
                || !issuer.clientSecret().equals(brought.get("client_secret"))
                || !"authorization_code".equals(brought.get("grant_type"))) {
            return Optional.empty();
        }
        return codes.take(brought.getOrDefault("code", ""))
                .filter(signed -> signed.redirectUri().equals(brought.get("redirect_uri"))
                        && signed.challenge().equals(challenge(brought.getOrDefault("code_verifier", ""))))
                .flatMap(signed -> professionals.find(signed.rpps()).map(found -> tokens(found, signed.nonce())));
    }

    private Map<String, Object> tokens(Professional professional, String nonce) {
        SandboxIssuer.Token token =
                issuer.issue(professional, professional.regulation() ? Regulation.VRAI : Regulation.FAUX);
        return Map.of(
                "access_token", token.accessToken(),
                "token_type", "Bearer",
                "expires_in", SandboxIssuer.LIFE.toSeconds(),
                "scope", "openid scope_all",
                "id_token", issuer.identity(professional, nonce));
    }

    private static String challenge(String verifier) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(RandomToken.digest(verifier));
    }
}
