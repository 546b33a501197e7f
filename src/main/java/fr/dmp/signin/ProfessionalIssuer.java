package fr.dmp.signin;

/** The identity provider whose tokens professionals bring; asked for at the first token, not at the start. */
public interface ProfessionalIssuer {

    /** As the tokens' {@code iss} has it. */
    String issuer();

    /** Where its public keys are published, as a JSON Web Key Set. */
    String keysUri();

    /** What a token's {@code aud} must name. */
    String audience();
}
