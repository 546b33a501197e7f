package fr.dmp.signin;

/** The professionals' OpenID Connect provider, as the pages under {@code /pro} sign in by it. */
public interface SignInProvider extends ProfessionalIssuer {

    /** Where the browser is sent to. */
    String authorizationUri();

    /** Where a code is changed into tokens. */
    String tokenUri();

    /** Where it tells who someone is, more than their token does. */
    String userinfoUri();

    /** Where the browser is sent to be signed out there too; empty where it has no such address. */
    String logoutUri();

    /** By what it knows this program. */
    String clientId();

    String clientSecret();

    /** Where it sends the browser back to, as it was told beforehand. */
    String returnUri();

    /** Where it sends the browser back to after a sign-out. */
    String leftUri();
}
