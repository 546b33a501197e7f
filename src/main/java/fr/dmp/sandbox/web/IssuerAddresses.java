package fr.dmp.sandbox.web;

import fr.dmp.sandbox.SandboxIssuer;
import fr.dmp.sandbox.SandboxSignIn;
import java.util.List;
import java.util.Map;
import org.springframework.context.annotation.Profile;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What the sandbox's identity provider publishes. The gate opens no segment that begins with a dot, so none has one. */
@RestController
@Profile("sandbox")
class IssuerAddresses {

    private final SandboxIssuer issuer;
    private final SandboxSignIn signIn;

    IssuerAddresses(SandboxIssuer issuer, SandboxSignIn signIn) {
        this.issuer = issuer;
        this.signIn = signIn;
    }

    @GetMapping(SandboxIssuer.PATH + "/jwks")
    Map<String, Object> keys() {
        return issuer.publicKeys();
    }

    @GetMapping(SandboxIssuer.PATH + "/openid-configuration")
    Map<String, Object> discovery() {
        return Map.of(
                "issuer",
                issuer.issuer(),
                "authorization_endpoint",
                issuer.authorizationUri(),
                "token_endpoint",
                issuer.tokenUri(),
                "userinfo_endpoint",
                issuer.userinfoUri(),
                "end_session_endpoint",
                issuer.logoutUri(),
                "jwks_uri",
                issuer.keysUri(),
                "subject_types_supported",
                List.of("public"),
                "scopes_supported",
                List.of("openid", "scope_all"),
                "code_challenge_methods_supported",
                List.of("S256"),
                "id_token_signing_alg_values_supported",
                List.of("RS256"));
    }

    /** Asked by a program, which proves itself by its secret; what doesn't fit together is one error for all. */
    @PostMapping(path = SandboxIssuer.PATH + "/token", consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    ResponseEntity<Map<String, Object>> tokens(@RequestParam Map<String, String> brought) {
        return signIn.tokens(brought)
                .map(tokens ->
                        ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(tokens))
                .orElseGet(() -> ResponseEntity.badRequest().body(Map.of("error", "invalid_grant")));
    }

    @GetMapping(SandboxIssuer.PATH + "/userinfo")
    ResponseEntity<Map<String, Object>> userinfo(
            @RequestHeader(name = HttpHeaders.AUTHORIZATION, defaultValue = "") String bearer) {
        return issuer.userinfo(bearer.replaceFirst("^Bearer ", ""))
                .map(told ->
                        ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(told))
                .orElseGet(() -> ResponseEntity.status(HttpStatus.UNAUTHORIZED).build());
    }
}
