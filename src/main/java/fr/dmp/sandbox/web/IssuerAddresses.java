package fr.dmp.sandbox.web;

import fr.dmp.sandbox.SandboxIssuer;
import java.util.List;
import java.util.Map;
import org.springframework.context.annotation.Profile;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** What the sandbox's identity provider publishes. The gate opens no segment that begins with a dot, so none has one. */
@RestController
@Profile("sandbox")
class IssuerAddresses {

    private final SandboxIssuer issuer;

    IssuerAddresses(SandboxIssuer issuer) {
        this.issuer = issuer;
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
                "jwks_uri",
                issuer.keysUri(),
                "subject_types_supported",
                List.of("public"),
                "scopes_supported",
                List.of("openid", "scope_all"),
                "id_token_signing_alg_values_supported",
                List.of("RS256"));
    }
}
