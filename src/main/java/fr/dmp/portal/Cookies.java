package fr.dmp.portal;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.web.util.WebUtils;

/**
 * The portal's cookies. Each is for this host alone, sent over a protected connection, to no other site, and out of a
 * script's reach; those of professionals come along when another site leads here.
 */
enum Cookies {
    /** The session's token, the same as the API's. Ends with the browser; the database ends it before. */
    SESSION("__Host-holder", Duration.ofSeconds(-1)),
    /** A sign-in that waits for its code: an id must not stand in an address. */
    CHALLENGE("__Host-challenge", Duration.ofMinutes(15)),
    /** A creation that waits for its code or for a check. */
    CREATION("__Host-creation", Duration.ofDays(30)),
    LANGUAGE("__Host-langue", Duration.ofDays(365)),
    /** A professional's session. Lax: they come back to it from their provider's site. */
    PROFESSIONAL("__Host-pro", Duration.ofSeconds(-1), "Lax"),
    /** A professional's sign-in that is under way at their provider. */
    PROFESSIONAL_SIGN_IN("__Host-pro-sign-in", Duration.ofMinutes(10), "Lax");

    private final String label;
    private final Duration life;
    private final String sameSite;

    Cookies(String label, Duration life) {
        this(label, life, "Strict");
    }

    Cookies(String label, Duration life, String sameSite) {
        this.label = label;
        this.life = life;
        this.sameSite = sameSite;
    }

    Optional<String> read(HttpServletRequest request) {
        return Optional.ofNullable(WebUtils.getCookie(request, label))
                .map(Cookie::getValue)
                .filter(value -> !value.isEmpty());
    }

    void give(HttpServletResponse response, String value) {
        add(response, value, life);
    }

    void take(HttpServletResponse response) {
        add(response, "", Duration.ZERO);
    }

    private void add(HttpServletResponse response, String value, Duration maxAge) {
        ResponseCookie cookie = ResponseCookie.from(label, value)
                .httpOnly(true)
                .secure(true)
                .sameSite(sameSite)
                .path("/")
                .maxAge(maxAge)
                .build();
        response.addHeader(HttpHeaders.SET_COOKIE, cookie.toString());
    }
}
