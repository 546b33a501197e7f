package fr.dmp.signin;

import org.springframework.boot.context.properties.ConfigurationProperties;

/** Pro Santé Connect as the environment names it, under {@code dmp.signin.professionals}. */
@ConfigurationProperties("dmp.signin.professionals")
record ConfiguredIssuer(
        String issuer,
        String keysUri,
        String audience,
        String authorizationUri,
        String tokenUri,
        String userinfoUri,
        String logoutUri,
        String clientId,
        String clientSecret,
        String returnUri,
        String leftUri)
        implements SignInProvider {

    @Override
    public String toString() {
        return "ConfiguredIssuer[" + issuer + "]";
    }
}
