package fr.dmp.signin.web;

import fr.dmp.refusal.Refusal;
import fr.dmp.signin.HolderSession.Scope;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a session of less than full scope may ask for. To sign out is always allowed. */
final class ScopeRules {

    private static final String SIGN_OUT = "DELETE /api/record/sessions/current";
    private static final String CHANGE_PASSWORD = "PUT /api/record/password";

    /** Status, reactivation, deletion, certificate. */
    private static final Pattern CLOSED =
            Pattern.compile("GET /api/record|(?:GET|POST) /api/record/(?:reactivation|deletion|certificate)(?:/.*)?");

    private static final Pattern ACCOUNT =
            Pattern.compile("/api/record/(?:password|sessions|contacts|notice-preferences|passkeys)(?:/.*)?");

    private ScopeRules() {}

    /** Whether it is about a holder's own account, which nobody else has a hand in. */
    static boolean ownAccount(String path) {
        return ACCOUNT.matcher(path).matches();
    }

    static Optional<Refusal> refusal(Scope scope, String method, String path) {
        String asked = method + " " + path;
        if (scope == Scope.FULL || asked.equals(SIGN_OUT)) {
            return Optional.empty();
        }
        return scope == Scope.PASSWORD_CHANGE
                ? unless(asked.equals(CHANGE_PASSWORD), "password-change-required")
                : unless(CLOSED.matcher(asked).matches(), "record-closed");
    }

    private static Optional<Refusal> unless(boolean allowed, String slug) {
        return allowed ? Optional.empty() : Optional.of(Refusal.of(Refusal.Kind.DENIED, slug));
    }
}
