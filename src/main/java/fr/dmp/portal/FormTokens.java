package fr.dmp.portal;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;

/** The proof that a form of the holders' pages is ours: a cookie that only we can set and no script reads. */
final class FormTokens {

    private FormTokens() {}

    /** Its prefix sees to it that nobody else sets it; each form repeats it, masked anew. */
    static CookieCsrfTokenRepository kept() {
        CookieCsrfTokenRepository tokens = new CookieCsrfTokenRepository();
        tokens.setCookieName("__Host-form");
        tokens.setCookiePath("/");
        tokens.setCookieCustomizer(cookie -> cookie.secure(true).httpOnly(true).sameSite("Strict"));
        return tokens;
    }

    /** No form of a page that was made before is taken any more: it was made for another record. */
    static void renew(HttpServletRequest request, HttpServletResponse response) {
        CookieCsrfTokenRepository tokens = kept();
        tokens.saveToken(tokens.generateToken(request), request, response);
    }
}
