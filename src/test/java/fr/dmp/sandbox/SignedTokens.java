package fr.dmp.sandbox;

import com.nimbusds.jose.jwk.RSAKey;
import org.springframework.context.ApplicationContext;

/** The sandbox provider's own key, for tokens that it wouldn't issue. */
public final class SignedTokens {

    private SignedTokens() {}

    public static RSAKey key(ApplicationContext program) {
        return program.getBean(IssuerKeys.class).signing();
    }
}
