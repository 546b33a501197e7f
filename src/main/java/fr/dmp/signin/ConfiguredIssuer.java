package fr.dmp.signin;

import org.springframework.boot.context.properties.ConfigurationProperties;

/** Pro Santé Connect as the environment names it, under {@code dmp.signin.professionals}. */
@ConfigurationProperties("dmp.signin.professionals")
record ConfiguredIssuer(String issuer, String keysUri, String audience) implements ProfessionalIssuer {}
