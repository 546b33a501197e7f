package fr.dmp.signin.web;

import fr.dmp.signin.HolderSession;
import fr.dmp.signin.SignIn;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;

/**
 * A session's token, given once.
 *
 * @param expiresAt when the session ends at the latest; ten minutes without a request end it earlier
 */
@Schema(name = "SignInToken")
record Token(String accessToken, Instant expiresAt, HolderSession.Scope scope) {

    static ResponseEntity<Token> of(SignIn.SignedIn signedIn) {
        HolderSession session = signedIn.session();
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .body(new Token(signedIn.accessToken(), session.expiresAt(), session.scope()));
    }

    @Override
    public String toString() {
        return "Token";
    }
}
